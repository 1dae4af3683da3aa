"""Lanes over weeks: one row a person or a country, with the bars of its visits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from visits.models import Country, Official, Visit
from visits.queries.bars import Slot, Span, pack, span
from visits.queries.criteria import VisitCriteria
from visits.queries.events import bars_of
from visits.queries.periods import Stretch
from visits.queries.visits import visits_alone, visits_matching

BY = {"person": "head", "visitor": "visitor_country", "host": "host"}
MOST_ROWS, MOST_LANES = 40, 4
# One busy country has more visits than a row can show; those that come first are drawn.
MOST_SPANS = 400
_DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True, slots=True)
class LaneWeek:
    first: date
    number: int
    holds_today: bool


@dataclass(frozen=True, slots=True)
class Row:
    """`who` is None for visits whose person or country is not known."""

    who: Official | Country | None
    count: int
    lanes: tuple[tuple[Slot, ...], ...]
    left: int


@dataclass(frozen=True, slots=True)
class LanesView:
    """`more` people or countries had visits in the weeks and found no row."""

    period: Stretch
    by: str
    weeks: tuple[LaneWeek, ...]
    rows: tuple[Row, ...]
    more: int
    count: int

    @property
    def is_empty(self) -> bool:
        return not self.rows


def lanes_view(
    period: Stretch, criteria: VisitCriteria, today: date, *, by: str = "person", colour: str = ""
) -> LanesView:
    """The busiest people or countries of the weeks, each with its visits."""
    side = BY[by]
    asked = replace(criteria, from_day=period.first, until_day=period.last)
    found = visits_matching(asked, visits_alone()).order_by()
    counts = _busiest(found, side)
    shown = dict(counts[:MOST_ROWS])
    spans = _spans(found, side, [key for key in shown if key is not None])
    days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
    packed = {key: pack(days, sorted(spans[key]), MOST_LANES) for key in shown if spans[key]}
    bars = bars_of({key for one in packed.values() for key in one.drawn}, today, colour)
    people = _named(side, list(packed))
    rows = [
        Row(people.get(key), shown[key], one.slots(bars), shown[key] - len(one.drawn))
        for key, one in packed.items()
    ]
    weeks = [days[n] for n in range(0, len(days), 7)]
    return LanesView(
        period,
        by,
        tuple(LaneWeek(d, d.isocalendar().week, 0 <= (today - d).days < 7) for d in weeks),
        tuple(rows),
        max(0, len(counts) - MOST_ROWS),
        sum(count for _, count in counts),
    )


def _busiest(found: QuerySet[Visit], side: str) -> list[tuple[int | str | None, int]]:
    counted = found.exclude(**{side: None}).values_list(side).annotate(number=Count("pk"))
    return sorted(counted, key=lambda row: (-row[1], str(row[0])))


def _spans(
    found: QuerySet[Visit], side: str, keys: list[int | str]
) -> dict[int | str | None, list[Span]]:
    rows = found.filter(**{f"{side}__in": keys}).order_by("start_earliest")
    spans: dict[int | str | None, list[Span]] = defaultdict(list)
    for key, pk, rank, *days in rows.values_list(side, "pk", "rank", *_DAYS):
        known = [day for day in days if day]
        if known and len(spans[key]) < MOST_SPANS:
            spans[key].append(span(pk, min(known), max(known), rank=rank, is_exact=False))
    return spans


def _named(side: str, keys: list[int | str | None]) -> dict[int | str | None, Official | Country]:
    if side == "head":
        return {
            row.pk: row
            for row in Official.objects.filter(pk__in=[k for k in keys if k is not None])
        }
    return {row.pk: row for row in Country.objects.filter(pk__in=keys).only("code", "names")}
