"""Visits that belong to another: the return visit, ministers' visits before it, earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from visits.models import Visit
from visits.queries.delegation import day_of_visit
from visits.queries.visits import visits_shown
from visits.terms import Rank

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AROUND = timedelta(days=550)
BEFORE = timedelta(days=120)
MOST_READ = 60
MOST_SHOWN = 4
_HIGHEST = (Rank.HEAD, Rank.DEPUTY_HEAD)


@dataclass(frozen=True, slots=True)
class Related:
    """Visits, the nearest first, with what makes them related to the one whose page it is."""

    label: StrOrPromise
    visits: tuple[Visit, ...]


def related_to(visit: Visit) -> tuple[Related, ...]:
    """Groups of related visits between the same two countries; none for an undated visit."""
    day, sender = day_of_visit(visit), visit.visitor_country_id
    if day is None or sender is None or sender == visit.host_id:
        return ()
    near = _between(sender, visit.host_id, day).exclude(pk=visit.pk)
    dated = [(one, at) for one in near[:MOST_READ] if (at := day_of_visit(one))]
    back = [(one, at) for one, at in dated if one.host_id == sender and one.rank == visit.rank]
    groups = [
        (_("Return visit"), [(one, at) for one, at in back if at > day]),
        (_("In return for"), [(one, at) for one, at in back if at <= day]),
        *_prepared(visit, day, dated),
        (_("Same traveller, same country"), _by_the_same(visit, dated)),
    ]
    return tuple(Related(label, _nearest(rows, day)) for label, rows in groups if rows)


def _between(one: str, other: str, day: date) -> QuerySet[Visit]:
    either = Q(visitor_country=one, host=other) | Q(visitor_country=other, host=one)
    span = (_shifted(day, -AROUND), _shifted(day, AROUND))
    return visits_shown().filter(either, start_earliest__range=span).order_by("start_earliest")


def _prepared(
    visit: Visit, day: date, dated: Sequence[tuple[Visit, date]]
) -> list[tuple[StrOrPromise, list[tuple[Visit, date]]]]:
    """Ministers' visits shortly before one of the highest rank, and the other way round."""
    if visit.rank in _HIGHEST:
        earlier = [
            (one, at)
            for one, at in dated
            if one.rank not in _HIGHEST and timedelta() <= day - at <= BEFORE
        ]
        return [(_("Ministers before it"), earlier)]
    later = [
        (one, at) for one, at in dated if one.rank in _HIGHEST and timedelta() <= at - day <= BEFORE
    ]
    return [(_("Higher visit after it"), later)]


def _by_the_same(visit: Visit, dated: Iterable[tuple[Visit, date]]) -> list[tuple[Visit, date]]:
    return [
        (one, at)
        for one, at in dated
        if visit.head_id and one.head_id == visit.head_id and one.host_id == visit.host_id
    ]


def _nearest(rows: Iterable[tuple[Visit, date]], day: date) -> tuple[Visit, ...]:
    by_distance = sorted(rows, key=lambda row: abs(row[1] - day))
    return tuple(visit for visit, _ in by_distance[:MOST_SHOWN])


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min
