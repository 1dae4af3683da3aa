"""The calendar: a month with its bars and its undated shelf, a day, the month to open on."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.models import Claim, Meeting, Visit
from visits.queries.bars import Bar, Week, week_of
from visits.queries.criteria import VisitCriteria
from visits.queries.itineraries import days_of
from visits.queries.meetings import meetings_beside
from visits.queries.standing import standing_of
from visits.queries.visits import visits_matching

FIRST_YEAR, LAST_YEAR = FIRST_DAY.year, LAST_DAY.year
MOST_ON_SHELF = 24
# A meeting "in February" says nothing of a day; it stands beside the month instead.
WIDEST_MEETING = 7


@dataclass(frozen=True, slots=True)
class Month:
    """A month within the years that the calendar covers."""

    first: date

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.replace(day=1))

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def previous(self) -> Month | None:
        before = Month.of(self.first - timedelta(days=1))
        return before if before.first.year >= FIRST_YEAR else None

    @property
    def next(self) -> Month | None:
        after = Month.of(self.last + timedelta(days=1))
        return after if after.first.year <= LAST_YEAR else None

    def get_absolute_url(self) -> str:
        return f"/calendar/{self.first.year}/{self.first.month}/"


@dataclass(frozen=True, slots=True)
class MonthView:
    """What the month page shows; `shelf_more` undated visits found no room on the shelf.

    `wide` are meetings of which only a window of more than a week is known.
    """

    month: Month
    weeks: tuple[Week, ...]
    bars: tuple[Bar, ...]
    wide: tuple[Bar, ...]
    shelf: tuple[Visit, ...]
    shelf_more: int

    @property
    def is_empty(self) -> bool:
        return not self.bars and not self.wide and not self.shelf

    @property
    def shelf_count(self) -> int:
        return len(self.wide) + len(self.shelf) + self.shelf_more

    @property
    def visitors(self) -> list[str]:
        """Names that a filter by official may offer."""
        heads = (bar.visit.head for bar in self.bars if bar.visit)
        return sorted({head.name for head in heads if head})


def month_view(month: Month, criteria: VisitCriteria, today: date) -> MonthView:
    """The weeks of the month; what reaches in from other months is drawn too."""
    grid = calendar.Calendar().monthdatescalendar(month.first.year, month.first.month)
    bars = bars_between(grid[0][0], grid[-1][-1], criteria, today)
    wide = [bar for bar in bars if bar.meeting and bar.length > WIDEST_MEETING]
    drawn = [bar for bar in bars if bar not in wide]
    shelf = list(undated_in(month, criteria)[: MOST_ON_SHELF + 1])
    more = undated_in(month, criteria).count() - MOST_ON_SHELF if len(shelf) > MOST_ON_SHELF else 0
    return MonthView(
        month=month,
        weeks=tuple(week_of(week, drawn, month.first.month, today) for week in grid),
        bars=tuple(bar for bar in drawn if bar.touches(month.first, month.last)),
        wide=tuple(bar for bar in wide if bar.touches(month.first, month.last)),
        shelf=tuple(shelf[:MOST_ON_SHELF]),
        shelf_more=max(more, 0),
    )


def bars_between(first: date, last: date, criteria: VisitCriteria, today: date) -> list[Bar]:
    """Bars of the visits and meetings that may touch the days, both inclusive, by first day."""
    asked = replace(criteria, from_day=first, until_day=last)
    visits = [bar for visit in visits_matching(asked) if (bar := visit_bar(visit, today))]
    meetings = [bar for one in meetings_beside(asked) if (bar := meeting_bar(one, today))]
    return sorted([*visits, *meetings], key=lambda bar: (bar.first, bar.order))


def visit_bar(visit: Visit, today: date) -> Bar | None:
    """The bar of a visit, None for an undated one."""
    span = days_of(visit)
    if span is None:
        return None
    return Bar(
        first=span[0],
        last=span[1],
        fuzzy_start=visit.start_earliest is None or visit.start_earliest != visit.start_latest,
        fuzzy_end=visit.end_latest is None or visit.end_earliest != visit.end_latest,
        standing=standing_of(visit, today),
        visit=visit,
    )


def meeting_bar(meeting: Meeting, today: date) -> Bar | None:
    """The bar of a meeting, None where its day is not known."""
    first = meeting.day_earliest or meeting.day_latest
    last = meeting.day_latest or meeting.day_earliest
    if first is None or last is None:
        return None
    return Bar(
        first=first,
        last=last,
        fuzzy_start=first != last,
        fuzzy_end=first != last,
        standing=standing_of(meeting, today),
        meeting=meeting,
    )


def undated_visits(criteria: VisitCriteria) -> QuerySet[Visit]:
    """All visits without days, those announced last on top."""
    undated = replace(criteria, from_day=None, until_day=None)
    return visits_matching(undated).filter(days=None).order_by("-changed_at", "-pk")


def undated_in(month: Month, criteria: VisitCriteria) -> QuerySet[Visit]:
    """Visits without days whose tour lies in the month, or that were written of in the month."""
    told = Claim.objects.filter(
        visit_link__visit=OuterRef("pk"),
        announcement__published_on__range=(month.first, month.last),
    )
    on_tour = Q(window_earliest__lte=month.last, window_latest__gte=month.first)
    heard_of = Q(window_earliest=None, window_latest=None) & Exists(told)
    return undated_visits(criteria).filter(on_tour | heard_of).order_by("window_earliest", "pk")


def opening_month(criteria: VisitCriteria, today: date) -> Month:
    """The month of today if it shows something, else the nearest that does, else today's."""
    month = Month.of(today)
    if _shows_something(month, criteria):
        return month
    earlier, later = nearest_months(month, criteria)
    near = [found for found in (later, earlier) if found]
    return min(near, key=lambda found: abs((found.first - month.first).days), default=month)


def nearest_months(month: Month, criteria: VisitCriteria) -> tuple[Month | None, Month | None]:
    """The last month before and the first month after in which something starts."""
    undated = replace(criteria, from_day=None, until_day=None)
    visits = (
        visits_matching(undated).order_by("start_earliest").values_list("start_earliest", flat=True)
    )
    meetings = (
        meetings_beside(undated).order_by("day_earliest").values_list("day_earliest", flat=True)
    )
    before = [
        visits.filter(start_earliest__lt=month.first).last(),
        meetings.filter(day_earliest__lt=month.first).last(),
    ]
    after = [
        visits.filter(start_earliest__gt=month.last).first(),
        meetings.filter(day_earliest__gt=month.last).first(),
    ]
    earlier = max((day for day in before if day), default=None)
    later = min((day for day in after if day), default=None)
    return Month.of(earlier) if earlier else None, Month.of(later) if later else None


def _shows_something(month: Month, criteria: VisitCriteria) -> bool:
    asked = replace(criteria, from_day=month.first, until_day=month.last)
    return visits_matching(asked).exists() or meetings_beside(asked).exists()
