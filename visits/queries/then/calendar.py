"""The calendar as of a time."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from visits.extraction.stays import FIRST_DAY
from visits.models import Meeting, VisitVersion
from visits.queries.as_of import visits_as_of, visits_of_versions
from visits.queries.bars import MEETING_RANK, Bar, Span, pack, span
from visits.queries.beside import meetings_beside
from visits.queries.calendar import MONTH_LANES, WEEK_LANES, Drawn, TableView, table_of
from visits.queries.colours import Palette, palette
from visits.queries.criteria import VisitCriteria
from visits.queries.events import meeting_bar, visit_bar
from visits.queries.periods import Month, Period, Week, Year
from visits.queries.shelf import MOST_ON_SHELF, Shelf
from visits.queries.spans_of_days import WIDEST_MEETING, WIDEST_VISIT, DaysCount
from visits.queries.then.meetings import MOST_MEETINGS, met_then
from visits.queries.then.moment import AsOf
from visits.queries.year import YearView, year_of

# So many visits of a period are drawn or listed.
MOST_DRAWN = 1000
# A stay or its window is no longer than this; the widest that is told is a whole year.
LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class TableThen:
    """`is_cut` says that the period had more visits or meetings than are drawn."""

    table: TableView
    hues: Palette
    is_cut: bool


def versions_between(
    criteria: VisitCriteria, then: AsOf, first: date, last: date
) -> QuerySet[VisitVersion]:
    """The states that stood then of visits that may have a day of these, by their first day.

    Without what may have begun longer ago than anything lasts, so that an index answers.
    """
    asked = replace(criteria, from_day=first, until_day=last)
    since = first - LONGEST if first > FIRST_DAY + LONGEST else FIRST_DAY
    found: QuerySet[Any] = visits_as_of(then.when, then.basis, asked)
    return found.filter(first__gte=since.isoformat())


def undated_versions(criteria: VisitCriteria, then: AsOf) -> QuerySet[VisitVersion]:
    """The states that stood then of visits without a day, those told of last on top."""
    asked = replace(criteria, from_day=None, until_day=None)
    found: QuerySet[Any] = visits_as_of(then.when, then.basis, asked)
    return found.filter(first=None).order_by("-published_from", "-pk")


def table_then(period: Month | Week, criteria: VisitCriteria, then: AsOf, colour: str) -> TableThen:
    """The month or the week as the calendar would have drawn it."""
    if isinstance(period, Week):
        grid, lanes = [[period.first + timedelta(days=n) for n in range(7)]], WEEK_LANES
    else:
        first = period.first
        grid = calendar.Calendar().monthdatescalendar(first.year, first.month)
        lanes = MONTH_LANES
    rows = list(versions_between(criteria, then, grid[0][0], grid[-1][-1])[: MOST_DRAWN + 1])
    visits = visits_of_versions(rows[:MOST_DRAWN])
    meetings = meetings_between(criteria, then, grid[0][0], grid[-1][-1])
    hues = palette(colour, [*visits, *meetings])
    drawn = [
        *(visit_bar(visit, then.day) for visit in visits),
        *(meeting_bar(meeting, then.day) for meeting in meetings),
    ]
    bars = [replace(bar, hue=hues.hue_of(bar.event)) for bar in drawn if bar]
    narrow = [bar for bar in bars if not _is_wide(bar)]
    wide = [bar for bar in bars if _is_wide(bar) and bar.touches(period.first, period.last)]
    spans = sorted(_span(bar) for bar in narrow)
    packed = [pack(week, spans, lanes) for week in grid]
    counts = [DaysCount(bar.first, bar.last, False, 1) for bar in narrow]
    told = Drawn(counts, {bar.key: bar for bar in narrow})
    shelf = _shelf(period, criteria, then, wide)
    # No day of another time is marked as today.
    table = table_of(period, packed, told, shelf, date.min)
    is_cut = len(rows) > MOST_DRAWN or len(meetings) >= MOST_MEETINGS
    return TableThen(table, hues, is_cut)


def meetings_between(criteria: VisitCriteria, then: AsOf, first: date, last: date) -> list[Meeting]:
    """The meetings that may be on a day of these, as they had been told of then, by their day."""
    asked = replace(criteria, from_day=first, until_day=last)
    bars = [meeting_bar(one, then.day) for one in met_then(meetings_beside(asked), then).meetings]
    found = [bar for bar in bars if bar and bar.touches(first, last)]
    found.sort(key=lambda bar: (bar.first, bar.key))
    return [bar.meeting for bar in found if bar.meeting]


def year_then(period: Year, criteria: VisitCriteria, then: AsOf) -> YearView:
    """How many visits touched each day of the year, by what stood then."""
    found = versions_between(criteria, then, period.first, period.last).order_by()
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    rows = found.values_list(*(KT(f"snapshot__{name}") for name in names))
    counted = Counter(_days(days) for days in rows.iterator())
    counts = [
        DaysCount(first, last, is_wide, number)
        for (first, last, is_wide), number in counted.items()
    ]
    return year_of(period, counts, date.min)


def _days(told: Sequence[str | None]) -> tuple[date, date, bool]:
    known = [date.fromisoformat(day) for day in told if day]
    is_exact = told[0] == told[1] and told[2] == told[3]
    first, last = min(known), max(known)
    return first, last, not is_exact and last - first >= WIDEST_VISIT


def _is_wide(bar: Bar) -> bool:
    is_exact = not bar.fuzzy_start and not bar.fuzzy_end
    widest = WIDEST_MEETING if bar.meeting else WIDEST_VISIT
    return not is_exact and bar.last - bar.first >= widest


def _span(bar: Bar) -> Span:
    is_exact = not bar.fuzzy_start and not bar.fuzzy_end
    rank = bar.visit.rank if bar.visit else MEETING_RANK
    of_meeting = bar.meeting is not None
    return span(
        bar.event.pk, bar.first, bar.last, rank=rank, is_exact=is_exact, is_meeting=of_meeting
    )


def _shelf(period: Period, criteria: VisitCriteria, then: AsOf, wide: Iterable[Bar]) -> Shelf:
    """What had no day: on a tour that touches the period, or told of in it without one."""
    zone = timezone.get_current_timezone()
    begins = datetime.combine(period.first, time(), zone)
    ends = datetime.combine(period.last, time.max, zone)
    # A NULL out of JSON is awkward to ask for; no day is the empty text.
    found = undated_versions(criteria, then).alias(
        tour_first=Coalesce(KT("snapshot__window_earliest"), Value("", TextField())),
        tour_last=Coalesce(KT("snapshot__window_latest"), Value("", TextField())),
    )
    told = Q(tour_first="", tour_last="", published_from__range=(begins, ends))
    on_tour = Q(tour_first__lte=period.last.isoformat(), tour_last__gte=period.first.isoformat())
    found = found.filter(told | on_tour)
    rows = list(found[: MOST_ON_SHELF + 1])
    more = found.count() - MOST_ON_SHELF if len(rows) > MOST_ON_SHELF else 0
    kept = tuple(wide)
    undated = tuple(visits_of_versions(rows[:MOST_ON_SHELF]))
    return Shelf(kept[:MOST_ON_SHELF], max(0, len(kept) - MOST_ON_SHELF), undated, more)
