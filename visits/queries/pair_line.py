"""The time line of a pair: what is drawn of it, in the units of the drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from visits.queries.day_forms import month_form, month_of_year_form
from visits.queries.outcomes import MADE, NOT_MADE
from visits.queries.pairs import Cell
from visits.terms import Rank

ACROSS, DOWN = 1000, 300
LEFT, RIGHT, AXIS = 10, 990, 150
_HIGH = 118
_MONTHS_AT_MOST = 48
_BINS_AT_MOST = 200
_TALLEST = 16
# A visit smaller than this is not drawn by itself.
_SMALLEST = 5
_TONES = ("head", "other", "head-planned", "other-planned")


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle: `tone` is "head" for heads of state or government, else "other"; with "-planned"
    behind it where nobody told that they took place."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """A row of the table behind the drawing; the days ask for its visits."""

    words: str
    first: date
    last: date
    there: int
    back: int


@dataclass(frozen=True, slots=True)
class Line:
    """`undated` are the visits that cannot be drawn; `each` is True where a block is a visit."""

    blocks: tuple[Block, ...]
    ticks: tuple[Tick, ...]
    spans: tuple[Span, ...]
    today: float | None
    unit: str
    each: bool
    undated: int
    most: int


@dataclass(frozen=True, slots=True)
class _Bins:
    """`size` months from month `start` on, months counted from year 0."""

    start: int
    size: int
    number: int

    @property
    def unit(self) -> str:
        years = self.size // 12
        if not years:
            return _("month")
        return ngettext("year", "%(number)s years", years) % {"number": years}

    def of(self, month: int) -> int:
        return (month - self.start) // self.size

    def words(self, at: int) -> str:
        first = self.start + at * self.size
        year = first // 12
        if self.size < 12:
            return capfirst(month_form(_month_of(first)))
        last = year + self.size // 12 - 1
        return str(year) if last == year else f"{year}–{last}"

    def days(self, at: int) -> tuple[date, date]:
        first, after = (self.start + n * self.size for n in (at, at + 1))
        end = min(after, 9999 * 12 + 11)
        last = date(end // 12, end % 12 + 1, 1)
        if end == after:
            last = date.fromordinal(last.toordinal() - 1)
        return _month_of(first), last


def line_of(cells: Sequence[Cell], sender: str, day: date) -> Line | None:
    """The visits of `sender` above the axis, the others below; None where none has a day."""
    made = [cell for cell in cells if cell.status not in NOT_MADE]
    dated = [cell for cell in made if cell.year is not None]
    if not dated:
        return None
    bins = _bins([_month(cell) for cell in dated])
    counts: Counter[tuple[int, bool, str]] = Counter()
    for cell in dated:
        tone = "head" if cell.rank == Rank.HEAD else "other"
        tone += "" if cell.status in MADE else "-planned"
        counts[bins.of(_month(cell)), cell.sender == sender, tone] += cell.number
    sums: Counter[tuple[int, bool]] = Counter()
    for (at, above, _tone), number in counts.items():
        sums[at, above] += number
    most = max(sums.values())
    unit = min(_TALLEST, _HIGH / most)
    return Line(
        blocks=tuple(_blocks(bins, counts, unit)),
        ticks=tuple(_ticks(bins)),
        spans=tuple(_spans(bins, sums)),
        today=_today(bins, day),
        unit=bins.unit,
        each=unit >= _SMALLEST,
        undated=sum(cell.number for cell in made if cell.year is None),
        most=most,
    )


def _month_of(number: int) -> date:
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _month(cell: Cell) -> int:
    return (cell.year or 0) * 12 + (cell.month or 1) - 1


def _bins(months: Sequence[int]) -> _Bins:
    """Months of a short span, years of a longer one, and no more than can be told apart."""
    first, last = min(months), max(months)
    if last - first < _MONTHS_AT_MOST:
        return _Bins(first, 1, last - first + 1)
    start = first // 12
    years = last // 12 - start + 1
    step = next(n for n in (1, 2, 5, 10, 100) if years / n <= _BINS_AT_MOST)
    start -= start % step
    return _Bins(start * 12, step * 12, (last // 12 - start) // step + 1)


def _x(bins: _Bins, at: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * at / bins.number, 1)


def _blocks(bins: _Bins, counts: Counter[tuple[int, bool, str]], unit: float) -> list[Block]:
    """Heads next to the axis, planned ones outside; each visit by itself where there is room."""
    width = min((RIGHT - LEFT) / bins.number * 0.84, 34)
    inset = ((RIGHT - LEFT) / bins.number - width) / 2
    blocks = []
    for at in range(bins.number):
        for above in (True, False):
            stacked = 0
            for tone in _TONES:
                number = counts[at, above, tone]
                each = unit >= _SMALLEST
                for size in [1] * number if each else [number] if number else []:
                    height, level = size * unit - (1.2 if each else 0), stacked * unit
                    y = AXIS - 3 - level - height if above else AXIS + 3 + level
                    x = round(_x(bins, at) + inset, 1)
                    blocks.append(Block(x, round(y, 1), round(width, 1), round(height, 1), tone))
                    stacked += size
    return blocks


def _ticks(bins: _Bins) -> list[Tick]:
    """At most a dozen, at round years or at months."""
    step = next(n for n in (1, 2, 3, 5, 6, 10, 20, 25, 50, 100) if bins.number / n <= 12)
    ticks = []
    for at in range(bins.number):
        first = bins.start + at * bins.size
        number = first if bins.size < 12 else first // bins.size
        if number % step:
            continue
        x = round(_x(bins, at + 0.5), 1)
        if bins.size < 12:
            month = _month_of(first)
            ticks.append(Tick(x, month_of_year_form(month)))
        else:
            ticks.append(Tick(x, str(first // 12)))
    return ticks


def _spans(bins: _Bins, sums: Counter[tuple[int, bool]]) -> list[Span]:
    """The latest first, without those in which nothing happened."""
    return [
        Span(bins.words(at), *bins.days(at), sums[at, True], sums[at, False])
        for at in reversed(range(bins.number))
        if sums[at, True] or sums[at, False]
    ]


def _today(bins: _Bins, day: date) -> float | None:
    month = day.year * 12 + day.month - 1 + (day.day - 1) / 31
    at = (month - bins.start) / bins.size
    return _x(bins, at) if 0 <= at <= bins.number else None
