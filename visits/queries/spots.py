"""Where the names of marks can be written on a drawing without lying on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Height of letters in units of the drawing, on a wide screen and on a narrow one; the style sheet
# has the same two. A letter is about half as wide as high.
WIDE, NARROW = 22, 40
_LETTER = 0.62
_SIDES = ("right", "left", "above", "below")
_RADIUS = {WIDE: 18, NARROW: 30}
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """`side` is where the name stands of its mark; `narrow_too` whether large letters fit there."""

    side: str
    narrow_too: bool


def free_spots(
    marks: Sequence[tuple[Point, str]], across: float, down: float
) -> tuple[Spot | None, ...]:
    """For each mark with its name the first side that is free, None where none is."""
    taken = {size: [_disc(at, size) for at, _ in marks] for size in (WIDE, NARROW)}
    found: list[Spot | None] = []
    for at, name in marks:
        boxes = {size: {side: _box(at, name, side, size) for side in _SIDES} for size in taken}
        free = {
            size: [side for side in _SIDES if _is_free(sides[side], taken[size], across, down)]
            for size, sides in boxes.items()
        }
        both = [side for side in free[WIDE] if side in free[NARROW]]
        side = next(iter(both or free[WIDE]), "")
        found.append(Spot(side, bool(both)) if side else None)
        if side:
            taken[WIDE].append(boxes[WIDE][side])
        if both:
            taken[NARROW].append(boxes[NARROW][side])
    return tuple(found)


def _disc(at: Point, size: int) -> Box:
    x, y, radius = *at, _RADIUS[size]
    return x - radius, y - radius, x + radius, y + radius


def _box(at: Point, name: str, side: str, size: int) -> Box:
    (x, y), radius, width = at, _RADIUS[size] + 2, len(name) * size * _LETTER
    if side in ("right", "left"):
        left = x + radius if side == "right" else x - radius - width
        return left, y - size * 0.6, left + width, y + size * 0.6
    top = y - radius - size * 1.1 if side == "above" else y + radius
    return x - width / 2, top, x + width / 2, top + size * 1.1


def _is_free(box: Box, taken: Sequence[Box], across: float, down: float) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > across or bottom > down:
        return False
    return not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for other in taken
    )
