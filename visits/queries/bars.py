"""Bars across the days of a week: which lane each takes, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visits.models import Meeting, Visit
from visits.queries.standing import Standing

MOST_LANES = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A visit or a meeting over the days that it may take, inclusive.

    `fuzzy_start` and `fuzzy_end`: that end is a window or was not told, and is drawn faded.
    """

    first: date
    last: date
    fuzzy_start: bool
    fuzzy_end: bool
    standing: Standing
    visit: Visit | None = None
    meeting: Meeting | None = None

    @property
    def event(self) -> Visit | Meeting:
        found = self.visit or self.meeting
        assert found is not None
        return found

    @property
    def length(self) -> int:
        """In days."""
        return (self.last - self.first).days + 1

    def touches(self, first: date, last: date) -> bool:
        return self.first <= last and self.last >= first

    @property
    def order(self) -> tuple[object, ...]:
        """Longer and higher-ranking visits come first, meetings after visits."""
        rank = self.visit.rank if self.visit else 9
        return (self.visit is None, self.first, rank, -self.length, self.event.pk)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a lane: an empty day, or the part of a bar that lies in this week."""

    span: int
    day: date
    bar: Bar | None = None
    comes_from_before: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """`more` bars touch the day but found no lane."""

    date: date
    in_month: bool
    is_today: bool
    more: int


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    days: tuple[Day, ...]
    lanes: tuple[tuple[Slot, ...], ...]

    @property
    def rows(self) -> int:
        """Table rows of the week: the days, the lanes, what does not fit."""
        return len(self.lanes) + 2

    @property
    def has_more(self) -> bool:
        return any(day.more for day in self.days)


def week_of(dates: Sequence[date], bars: Iterable[Bar], month: int, today: date) -> Week:
    """The week of seven dates with its bars packed into lanes from the top."""
    first, last = dates[0], dates[-1]
    touching = sorted((bar for bar in bars if bar.touches(first, last)), key=lambda bar: bar.order)
    lanes: list[list[Bar]] = []
    more = dict.fromkeys(dates, 0)
    for bar in touching:
        lane = next((lane for lane in lanes if not _meets(bar, lane)), None)
        if lane is not None:
            lane.append(bar)
        elif len(lanes) < MOST_LANES:
            lanes.append([bar])
        else:
            for day in dates:
                more[day] += bar.first <= day <= bar.last
    days = tuple(Day(day, day.month == month, day == today, more[day]) for day in dates)
    return Week(first.isocalendar().week, days, tuple(_slots(lane, dates) for lane in lanes))


def _meets(bar: Bar, lane: list[Bar]) -> bool:
    return any(bar.touches(other.first, other.last) for other in lane)


def _slots(lane: list[Bar], dates: Sequence[date]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    day, last = dates[0], dates[-1]
    for bar in sorted(lane, key=lambda bar: bar.first):
        while day < bar.first:
            slots.append(Slot(1, day))
            day += timedelta(days=1)
        end = min(bar.last, last)
        span = (end - day).days + 1
        slots.append(Slot(span, day, bar, bar.first < dates[0], bar.last > last))
        day = end + timedelta(days=1)
    while day <= last:
        slots.append(Slot(1, day))
        day += timedelta(days=1)
    return tuple(slots)
