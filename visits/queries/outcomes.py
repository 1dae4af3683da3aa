"""What became of visits: the five ways in which every page counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, QuerySet, When
from django.db.models.functions import Coalesce

from visits.models import Claim, Visit, VisitClaim
from visits.terms import VisitStatus

NOT_MADE = (VisitStatus.INVITED, VisitStatus.POSTPONED, VisitStatus.CANCELLED)
MADE = (VisitStatus.COMPLETED, VisitStatus.ONGOING)
# The day by which a visit is put on a time line, and the one on which it is over.
FIRST_DAY = Coalesce("start_earliest", "start_latest", "end_earliest", "end_latest")
LAST_DAY = Coalesce("end_latest", "end_earliest", "start_latest", "start_earliest")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Each visit that is shown is one of these.

    `made` took place or are under way; `planned` are still ahead or without a day; of `unknown`
    the days, or the window of their tour, have passed and nobody told of them. `called_off` are
    not those `declined`: invitations that were turned down.
    """

    made: int
    planned: int
    unknown: int
    called_off: int
    invited: int
    declined: int = 0

    @property
    def counted(self) -> int:
        """What figures count: neither invitations, nor what was put off or called off."""
        return self.made + self.planned + self.unknown

    @property
    def total(self) -> int:
        return self.counted + self.called_off + self.invited + self.declined


def outcomes_of(counts: Iterable[tuple[str, bool, int]], declined: int = 0) -> Outcomes:
    """Out of numbers of visits by their status and whether their days are over; `declined` are
    among those that are told as cancelled."""
    found: Counter[tuple[VisitStatus, bool]] = Counter()
    for status, is_past, number in counts:
        found[VisitStatus(status), bool(is_past)] += number

    def of(*statuses: VisitStatus) -> int:
        return sum(found[status, past] for status in statuses for past in (True, False))

    return Outcomes(
        made=of(*MADE),
        planned=found[VisitStatus.PLANNED, False],
        unknown=found[VisitStatus.PLANNED, True],
        called_off=of(VisitStatus.CANCELLED, VisitStatus.POSTPONED) - declined,
        invited=of(VisitStatus.INVITED),
        declined=declined,
    )


def declined_among(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Those of the visits that were an invitation, turned down."""
    said = Claim.objects.filter(superseded_at=None, value__declined=True).order_by()
    links = VisitClaim.objects.filter(claim__in=said).order_by()
    return visits.filter(status=VisitStatus.CANCELLED, pk__in=links.values("visit"))


@dataclass(frozen=True, slots=True)
class Sum:
    """What became of some visits, and how many of those counted were of which rank."""

    outcomes: Outcomes
    ranks: Counter[int]


def sum_of(visits: QuerySet[Visit], day: date) -> Sum:
    """Three queries, whatever the number.

    The window of a tour is in no index that answers the first: the few without a day are asked
    for by themselves.
    """
    over = Case(When(over__lt=day, then=True), default=False)
    rows = list(
        visits.order_by()
        .alias(over=LAST_DAY)
        .annotate(is_past=over)
        .values_list("status", "is_past", "rank")
        .annotate(number=Count("*"))
    )
    late = visits.filter(days=None, status=VisitStatus.PLANNED, window_latest__lt=day).count()
    moved = [(VisitStatus.PLANNED, True, late), (VisitStatus.PLANNED, False, -late)]
    ranks: Counter[int] = Counter()
    for status, _, rank, number in rows:
        if status not in NOT_MADE:
            ranks[rank] += number
    told = [(status, is_past, number) for status, is_past, _, number in rows]
    return Sum(outcomes_of([*told, *moved], declined_among(visits).count()), ranks)
