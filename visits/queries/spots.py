"""Where the names of marks can be written on a drawing without lying on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Height of letters in units of the drawing, on a wide screen and on a narrow one; the style sheet
# has the same two. A letter is about half as wide as high.
WIDE, NARROW = 22, 40
_LETTER = 0.56
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
        spot = None
        for side in ("right", "left", "above", "below"):
            box = _box(at, name, side, WIDE)
            if _is_free(box, taken[WIDE], across, down):
                spot = Spot(
                    side, _is_free(_box(at, name, side, NARROW), taken[NARROW], across, down)
                )
                taken[WIDE].append(box)
                break
        if spot and spot.narrow_too:
            taken[NARROW].append(_box(at, name, spot.side, NARROW))
        found.append(spot)
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
