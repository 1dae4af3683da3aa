"""Windows of days: what a date expression denotes when it does not name one day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """The days from earliest to latest, both inclusive; None is an open end."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"window ends before it begins: {self.earliest}/{self.latest}")

    @property
    def is_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    @property
    def days(self) -> int | None:
        """How many days the window holds; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def edtf(self) -> str:
        """The form of the evaluation files: a day, a month, or two of them joined by a slash.

        An interval of whole months (but not of one) is written with months, "2006-01/2006-04";
        open ends are "..", so that "../.." is a window that says nothing.
        """
        if self.earliest is None or self.latest is None:
            return f"{self.earliest or '..'}/{self.latest or '..'}"
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        if self.earliest.day == 1 and self.latest.day == _days_in_month(self.latest):
            first, last = self.earliest.isoformat()[:7], self.latest.isoformat()[:7]
            return first if first == last else f"{first}/{last}"
        return f"{self.earliest}/{self.latest}"

    def overlaps(self, other: Window) -> bool:
        return self.intersection(other) is not None

    def contains(self, other: Window | date) -> bool:
        """Whether every day of the other is a day of this window."""
        if isinstance(other, date):
            other = Window(other, other)
        return self.intersection(other) == other

    def intersection(self, other: Window) -> Window | None:
        """The days that both hold, or None where there are none."""
        earliest = max(
            (day for day in (self.earliest, other.earliest) if day is not None), default=None
        )
        latest = min((day for day in (self.latest, other.latest) if day is not None), default=None)
        if earliest is not None and latest is not None and latest < earliest:
            return None
        return Window(earliest, latest)


def _days_in_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
