"""Bare spans of visits and meetings, for days on which thousands may lie.

Of a crowd only those that can find a lane are read; of all the others, how many have the
same first and last day. Both are answered out of an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    SmallIntegerField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from visits.queries.bars import MEETING_RANK, Span, span
from visits.queries.beside import meetings_beside
from visits.queries.criteria import VisitCriteria
from visits.queries.visits import visits_alone, visits_matching

# Longer windows than these would lie across the whole month and say nothing of a day.
WIDEST_VISIT, WIDEST_MEETING = timedelta(days=31), timedelta(days=7)
_COLUMNS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
_DAY_COLUMNS = ("day_earliest", "day_latest")
Columns = tuple[str, ...]
_SPAN = ("is_meeting", "first_day", "rank_then", "shortness", "pk", "last_day", "exact")


class DaysCount(NamedTuple):
    """How many visits, or meetings, have these first and last days."""

    first: date
    last: date
    is_wide: bool
    number: int


class Crowd(NamedTuple):
    """`leading` are the spans that may find a lane, `wide` those told of with too wide a window;
    of both, some where many have the same days. `counts` are of all there are."""

    leading: list[Span]
    wide: list[Span]
    counts: list[DaysCount]


def crowd_between(criteria: VisitCriteria, first: date, last: date, most: int) -> Crowd:
    """What may touch the days; at most so many, in their order, of each set of days told.

    No more than that of any can find a lane among as many lanes: two queries, which group by bare
    columns, since a crowd is slow to sort by what is made of them.
    """
    asked = replace(criteria, from_day=first, until_day=last)
    crowd = Crowd([], [], [])
    _add_to(crowd, visits_matching(asked, visits_alone()), _COLUMNS, F("rank"), most)
    rank = Value(MEETING_RANK, SmallIntegerField())
    _add_to(crowd, meetings_beside(asked), _DAY_COLUMNS, rank, most)
    return Crowd(sorted(crowd.leading), sorted(crowd.wide), crowd.counts)


def _add_to(crowd: Crowd, rows: QuerySet[Any], columns: Columns, rank: Any, most: int) -> None:
    in_order = rows.order_by().annotate(rank_then=rank).values(*columns)
    grouped = in_order.annotate(
        number=Count("pk"), keys=_Leading("pk", most), ranks=_Leading("rank_then", most)
    )
    is_meeting = columns is _DAY_COLUMNS
    widest = WIDEST_MEETING if is_meeting else WIDEST_VISIT
    for *days, number, keys, ranks in grouped.values_list(*columns, "number", "keys", "ranks"):
        told = [day for day in days if day]
        begin, end = min(told), max(told)
        is_exact = len(told) == len(days) and days[0] == days[1] and days[-2] == days[-1]
        is_wide = not is_exact and end - begin >= widest
        (crowd.wide if is_wide else crowd.leading).extend(
            span(pk, begin, end, rank=rank_then, is_exact=is_exact, is_meeting=is_meeting)
            for pk, rank_then in zip(keys, ranks, strict=True)
        )
        crowd.counts.append(DaysCount(begin, end, is_wide, number))


class _Leading(Func):
    """The values of the first rows of a group in their order; the whole group is sorted once."""

    template = "(%(expressions)s)[:%(most)s]"

    def __init__(self, column: str, most: int) -> None:
        values = ArrayAgg(column, order_by=("rank_then", "pk"))
        super().__init__(values, most=most, output_field=ArrayField(BigIntegerField()))


def visit_counts_by_days(criteria: VisitCriteria, first: date, last: date) -> list[DaysCount]:
    """All visits that may touch the days, those of the same days as one."""
    visits, _ = _dated(criteria, first, last)
    grouped = visits.order_by().values_list("first_day", "last_day", "is_wide")
    return [DaysCount(*row) for row in grouped.annotate(number=Count("pk"))]


def spans_in_order(criteria: VisitCriteria, first: date, last: date) -> SpanRows:
    """All spans of the days, by the day on which they may begin, to be cut into pages."""
    visits, meetings = (
        rows.annotate(day=Greatest("first_day", Value(first, DateField())))
        .order_by()
        .values_list("day", *_SPAN)
        for rows in _dated(criteria, first, last)
    )
    order = ("day", "is_meeting", "rank_then", "shortness", "pk")
    return SpanRows(visits.union(meetings, all=True).order_by(*order))


class SpanRows:
    """A counted, sliced list of spans, as a paginator wants it."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self._rows = rows

    def count(self) -> int:
        return self._rows.count()

    def __getitem__(self, part: slice) -> list[Span]:
        return [_span(row[1:]) for row in self._rows[part]]

    def __len__(self) -> int:
        return self.count()


def _span(row: Sequence[Any]) -> Span:
    is_meeting, first, rank, shortness, pk, last, exact = row
    return Span(is_meeting, first, rank, shortness.days, pk, last, exact)


def _dated(criteria: VisitCriteria, first: date, last: date) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The visits and the meetings that may touch the days, with the columns of a span."""
    asked = replace(criteria, from_day=first, until_day=last)
    visits = visits_matching(asked, visits_alone())
    start_told = Q(start_earliest=F("start_latest"))
    exact = Case(
        When(start_told & Q(end_earliest=F("end_latest")), then=True),
        default=False,
        output_field=BooleanField(),
    )
    on_a_day = Case(
        When(day_earliest=F("day_latest"), then=True), default=False, output_field=BooleanField()
    )
    return (
        _with_days(
            visits, Least(*_COLUMNS), Greatest(*_COLUMNS), exact, F("rank"), WIDEST_VISIT
        ).annotate(is_meeting=Value(False)),
        _with_days(
            meetings_beside(asked),
            Coalesce("day_earliest", "day_latest"),
            Coalesce("day_latest", "day_earliest"),
            on_a_day,
            Value(MEETING_RANK, SmallIntegerField()),
            WIDEST_MEETING,
        ).annotate(is_meeting=Value(True)),
    )


def _with_days(
    rows: QuerySet[Any], first: Any, last: Any, exact: Any, rank: Any, widest: timedelta
) -> QuerySet[Any]:
    length = ExpressionWrapper(F("first_day") - F("last_day"), output_field=DurationField())
    is_wide = Case(
        When(exact=False, shortness__lte=-widest, then=True),
        default=False,
        output_field=BooleanField(),
    )
    found = rows.annotate(first_day=first, last_day=last, exact=exact, rank_then=rank)
    told: QuerySet[Any] = found.annotate(shortness=length).annotate(is_wide=is_wide)
    return told
