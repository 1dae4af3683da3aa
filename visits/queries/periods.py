"""What a page of the calendar spans: a month, a week, a year, the weeks of the lanes."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Self

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.queries.day_forms import month_form, month_name
from visits.queries.wording import range_words

LANE_WEEKS = 6


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row, inclusive; `first` is where a period of its kind begins."""

    first: date
    view: ClassVar[str] = ""

    @classmethod
    def of(cls, day: date) -> Self:
        """The period of this kind that holds the day."""
        raise NotImplementedError

    @property
    def last(self) -> date:
        raise NotImplementedError

    @property
    def title(self) -> str:
        return range_words(self.first, self.last)

    @property
    def short(self) -> str:
        """A title for a button, "" where the whole one is too long for that."""
        return ""

    @property
    def previous(self) -> Period | None:
        """The period before, None where it would begin outside the calendar."""
        if self.first <= FIRST_DAY + timedelta(days=1):
            return None
        return self.of(self.first - timedelta(days=1))

    @property
    def next(self) -> Period | None:
        return self.of(self.last + timedelta(days=1)) if self.last < LAST_DAY else None

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def touches(self, first: date, last: date) -> bool:
        """Whether a stay of these days has one in the period."""
        return first <= self.last and last >= self.first

    def anchor(self, today: date) -> date:
        """The day that another view of the same time is opened on."""
        return today if self.holds(today) else max(self.first, FIRST_DAY)

    def get_absolute_url(self) -> str:
        day = max(self.first, FIRST_DAY)
        return f"/calendar/{self.view}/{day.year}/{day.month}/{day.day}/"


@dataclass(frozen=True, slots=True)
class Month(Period):
    view: ClassVar[str] = "month"

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.replace(day=1))

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def title(self) -> str:
        return capfirst(month_form(self.first))

    @property
    def short(self) -> str:
        return capfirst(month_name(self.first))

    def get_absolute_url(self) -> str:
        return f"/calendar/{self.first.year}/{self.first.month}/"


@dataclass(frozen=True, slots=True)
class Agenda(Month):
    view: ClassVar[str] = "agenda"

    def get_absolute_url(self) -> str:
        return f"/calendar/agenda/{self.first.year}/{self.first.month}/"


@dataclass(frozen=True, slots=True)
class Week(Period):
    """From Monday to Sunday."""

    view: ClassVar[str] = "week"

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day - timedelta(days=day.weekday()))

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def title(self) -> str:
        told = {"number": self.first.isocalendar().week, "days": range_words(self.first, self.last)}
        return _("Week %(number)s, %(days)s") % told


@dataclass(frozen=True, slots=True)
class Year(Period):
    view: ClassVar[str] = "year"

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(date(day.year, 1, 1))

    @property
    def last(self) -> date:
        return date(self.first.year, 12, 31)

    @property
    def title(self) -> str:
        return pgettext("year alone", "%(year)s") % {"year": self.first.year}

    @property
    def short(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/calendar/{self.first.year}/"


@dataclass(frozen=True, slots=True)
class Stretch(Period):
    """The weeks that the lanes run over; it begins on the Monday of the week asked for."""

    view: ClassVar[str] = "lanes"

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day - timedelta(days=day.weekday()))

    @property
    def last(self) -> date:
        return self.first + timedelta(days=7 * LANE_WEEKS - 1)

    @property
    def previous(self) -> Stretch | None:
        before = self.first - timedelta(days=7 * LANE_WEEKS)
        return Stretch(before) if before >= FIRST_DAY - timedelta(days=6) else None


VIEWS: dict[str, type[Period]] = {kind.view: kind for kind in (Month, Week, Agenda, Year, Stretch)}
