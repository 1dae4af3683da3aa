"""The drawings of the figures of learning, in their own units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from visits.queries.learning.figures import Band, Week
from visits.queries.learning.shares import Share

# So many of the latest weeks are drawn.
MOST_WEEKS = 26
LEFT, RIGHT, TOP, BASE = 50, 994, 14, 206
# The square of said against right.
SIDE, SQUARE_LEFT, SQUARE_TOP = 260, 50, 14


@dataclass(frozen=True, slots=True)
class Dot:
    """A share at its height with its interval, from `low` down to `high` up."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """The dots of one measure, from the earliest week on."""

    dots: tuple[Dot, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class WeekLines:
    """The lines of two measures over the same weeks; `ticks` are where weeks are named, `scale`
    the heights of percents."""

    precise: Line
    found: Line
    ticks: tuple[tuple[float, date], ...]
    scale: tuple[tuple[float, int], ...]


def week_lines(
    weeks: Sequence[Week], precise: Callable[[Week], Share], found: Callable[[Week], Share]
) -> WeekLines | None:
    """The latest weeks from left to right; None for fewer than two, which make no line."""
    shown = [week for week in weeks[:MOST_WEEKS] if precise(week).many or found(week).many][::-1]
    if len(shown) < 2:
        return None
    step = (RIGHT - LEFT) / len(shown)
    places = [round(LEFT + (at + 0.5) * step, 1) for at in range(len(shown))]
    every = -(-len(shown) // 10)
    ticks = tuple(
        (x, week.monday)
        for x, week in list(zip(places, shown, strict=True))[::every]
        if week.monday
    )
    return WeekLines(
        _line(places, [precise(week) for week in shown]),
        _line(places, [found(week) for week in shown]),
        ticks,
        tuple((_height(percent / 100), percent) for percent in (0, 50, 100)),
    )


def band_dots(bands: Sequence[Band]) -> tuple[Dot, ...]:
    """What was said across, what was right up: true confidence lies on the diagonal."""
    dots = []
    for band in bands:
        low, high = band.right.interval
        y = _square(band.right.value or 0.0)
        x = round(SQUARE_LEFT + SIDE * band.said, 1)
        dots.append(Dot(x, y, _square(low), _square(high)))
    return tuple(dots)


def _line(places: Sequence[float], shares: Sequence[Share]) -> Line:
    dots = []
    for x, share in zip(places, shares, strict=True):
        if share.value is not None:
            low, high = share.interval
            dots.append(Dot(x, _height(share.value), _height(low), _height(high)))
    return Line(tuple(dots))


def _height(share: float) -> float:
    return round(BASE - (BASE - TOP) * share, 1)


def _square(share: float) -> float:
    return round(SQUARE_TOP + SIDE * (1 - share), 1)
