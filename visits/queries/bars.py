"""Bars across days: which of many find a lane, and the cells of a table that they lie in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from visits.models import Meeting, Visit
from visits.queries.colours import Hue
from visits.queries.standing import Standing

MEETING_RANK = 9


class Span(NamedTuple):
    """The days that a visit or a meeting may take, inclusive; in the order of its fields.

    Visits come before meetings, earlier before later, higher ranks and longer stays first.
    """

    is_meeting: bool
    first: date
    rank: int
    shortness: int
    pk: int
    last: date
    is_exact: bool

    @property
    def key(self) -> tuple[bool, int]:
        return self.is_meeting, self.pk


def span(
    pk: int, first: date, last: date, *, rank: int, is_exact: bool, is_meeting: bool = False
) -> Span:
    return Span(is_meeting, first, rank, -(last - first).days, pk, last, is_exact)


@dataclass(frozen=True, slots=True)
class Bar:
    """A visit or a meeting over the days that it may take, inclusive.

    `fuzzy_start` and `fuzzy_end`: that end is a window or was not told, and is drawn faded.
    `reason` are the words in which a visit was called off. `hue` is None where bars are coloured
    by their standing.
    """

    first: date
    last: date
    fuzzy_start: bool
    fuzzy_end: bool
    standing: Standing
    visit: Visit | None = None
    meeting: Meeting | None = None
    hue: Hue | None = None
    reason: str = ""

    @property
    def event(self) -> Visit | Meeting:
        found = self.visit or self.meeting
        assert found is not None
        return found

    @property
    def key(self) -> tuple[bool, int]:
        return self.visit is None, self.event.pk

    def touches(self, first: date, last: date) -> bool:
        return self.first <= last and self.last >= first


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a lane: an empty day, or the part of a bar that lies in this row of days."""

    span: int
    day: date
    bar: Bar | None = None
    comes_from_before: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Packed:
    """Lanes from the top with the spans that found room."""

    dates: tuple[date, ...]
    lanes: list[list[Span]] = field(default_factory=list)

    @property
    def drawn(self) -> set[tuple[bool, int]]:
        return {one.key for lane in self.lanes for one in lane}

    def slots(self, bars: Mapping[tuple[bool, int], Bar]) -> tuple[tuple[Slot, ...], ...]:
        """The cells of each lane; a span whose bar is gone since leaves its days empty."""
        return tuple(_slots(lane, self.dates, bars) for lane in self.lanes)


def pack(dates: Sequence[date], spans: Iterable[Span], most: int) -> Packed:
    """The spans that touch the days in at most so many lanes, those that come first on top."""
    first, last = dates[0], dates[-1]
    lanes: list[list[Span]] = []
    taken: list[int] = []
    for one in spans:
        if one.first > last or one.last < first:
            continue
        mask = _mask(max(0, (one.first - first).days), min(len(dates) - 1, (one.last - first).days))
        lane = next((n for n, other in enumerate(taken) if not other & mask), None)
        if lane is not None:
            lanes[lane].append(one)
            taken[lane] |= mask
        elif len(lanes) < most:
            lanes.append([one])
            taken.append(mask)
    return Packed(tuple(dates), lanes)


def _mask(start: int, end: int) -> int:
    return ((1 << (end - start + 1)) - 1) << start


def _slots(
    lane: list[Span], dates: tuple[date, ...], bars: Mapping[tuple[bool, int], Bar]
) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    day, last = dates[0], dates[-1]
    for one in sorted(lane, key=lambda one: one.first):
        bar = bars.get(one.key)
        if bar is None:
            continue
        while day < one.first:
            slots.append(Slot(1, day))
            day += timedelta(days=1)
        end = min(one.last, last)
        length = (end - day).days + 1
        slots.append(Slot(length, day, bar, one.first < dates[0], one.last > last))
        day = end + timedelta(days=1)
    while day <= last:
        slots.append(Slot(1, day))
        day += timedelta(days=1)
    return tuple(slots)
