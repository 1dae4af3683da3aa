"""The shelf beside the calendar: what may be in the month and has no days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from visits.models import Claim, Visit
from visits.queries.bars import Bar
from visits.queries.criteria import VisitCriteria
from visits.queries.periods import Period
from visits.queries.visits import visits_matching

MOST_ON_SHELF = 24


@dataclass(frozen=True, slots=True)
class Shelf:
    """`wide` are told of with a window too wide for bars, `undated` with no day at all.

    `more` undated visits found no room, and `wide_more` of the wide ones.
    """

    wide: tuple[Bar, ...]
    wide_more: int
    undated: tuple[Visit, ...]
    more: int

    @property
    def count(self) -> int:
        return len(self.wide) + self.wide_more + len(self.undated) + self.more


def shelf_of(period: Period, criteria: VisitCriteria, wide: Sequence[Bar], more: int) -> Shelf:
    """The shelf of the period with the wide bars given, of which there are so many more."""
    rows = list(undated_in(period, criteria)[: MOST_ON_SHELF + 1])
    undated_more = 0
    if len(rows) > MOST_ON_SHELF:
        undated_more = undated_in(period, criteria).count() - MOST_ON_SHELF
    shown = tuple(rows[:MOST_ON_SHELF])
    return Shelf(tuple(wide), more, shown, max(0, undated_more))


def undated_visits(criteria: VisitCriteria) -> QuerySet[Visit]:
    """All visits without days, those announced last on top."""
    undated = replace(criteria, from_day=None, until_day=None)
    return visits_matching(undated).filter(days=None).order_by("-changed_at", "-pk")


def undated_in(period: Period, criteria: VisitCriteria) -> QuerySet[Visit]:
    """Visits without days whose tour touches the period, or that were written of in it."""
    told = Claim.objects.filter(
        visit_link__visit=OuterRef("pk"),
        announcement__published_on__range=(period.first, period.last),
    )
    on_tour = Q(window_earliest__lte=period.last, window_latest__gte=period.first)
    heard_of = Q(window_earliest=None, window_latest=None) & Exists(told)
    return undated_visits(criteria).filter(on_tour | heard_of).order_by("window_earliest", "pk")
