"""The diary check: what one person cannot do, since it is told of in two places at a time.

Only days that are sure count, and legs of a tour may share the day on which a border is crossed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet

from visits.models import Claim, Gathering, Official, Visit, VisitClaim, VisitMember
from visits.queries.criteria import VisitCriteria
from visits.queries.pairs import NOT_MADE
from visits.queries.visits import visits_alone, visits_matching, visits_shown

# Unless days are asked for: what lies shortly behind, and what is ahead.
BEHIND, AHEAD = timedelta(days=90), timedelta(days=400)
# So many stays are compared; more are read of narrower days.
MOST_READ = 40_000
MOST_CLAIMS = 3


@dataclass(frozen=True, slots=True)
class Stay:
    """The days that one person is somewhere for certain, at a gathering or not."""

    official: int
    visit: int
    place: str | None
    first: date
    last: date
    gathering: int | None = None
    is_occasion: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """`over` is set where the second visit lies over the days of a gathering."""

    one: Stay
    other: Stay

    @property
    def over(self) -> int | None:
        return self.one.gathering if self.one.is_occasion else None


@dataclass(frozen=True, slots=True)
class Told:
    """A visit with the claims that put it on its days, and how many more there are."""

    visit: Visit
    claims: tuple[Claim, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What the page says of a clash; the days are those that both sides take."""

    official: Official
    told: tuple[Told, Told]
    gathering: Gathering | None
    first: date
    last: date


def window_of(criteria: VisitCriteria, day: date) -> VisitCriteria:
    """The criteria with the usual days where none are asked for."""
    if criteria.from_day or criteria.until_day:
        return criteria
    return replace(criteria, from_day=day - BEHIND, until_day=day + AHEAD)


def stays_of(criteria: VisitCriteria) -> list[Stay]:
    """Stays of all that travelled on the visits asked for; two queries.

    Undated visits to a gathering of the days asked for are among them.
    """
    undated = replace(criteria, from_day=None, until_day=None)
    occasional = visits_matching(undated, visits_alone()).filter(days=None)
    if criteria.until_day:
        occasional = occasional.filter(gathering__start__lte=criteria.until_day)
    if criteria.from_day:
        occasional = occasional.filter(gathering__end__gte=criteria.from_day)
    dated = visits_matching(criteria, visits_alone()).exclude(days=None)
    return [*_read(dated), *_read(occasional.exclude(gathering=None))]


def _read(visits: QuerySet[Visit]) -> Iterator[Stay]:
    asked = visits.exclude(status__in=NOT_MADE).order_by()
    rows = (
        VisitMember.objects.filter(visit__in=asked.values("pk"))
        .order_by("visit__start_earliest", "visit", "official")
        .values_list(
            "official",
            "visit",
            "visit__host",
            "visit__start_latest",
            "visit__end_earliest",
            "visit__gathering",
            "visit__gathering__country",
            "visit__gathering__start",
            "visit__gathering__end",
        )
    )
    for official, visit, host, first, last, gathering, place, opens, closes in rows[:MOST_READ]:
        if first and last and first <= last:
            yield Stay(official, visit, host, first, last, gathering)
        if gathering and opens and closes:
            at = place or host
            yield Stay(official, visit, at, opens, closes, gathering, is_occasion=True)


def clashes_of(stays: Iterable[Stay]) -> list[Clash]:
    """Stays of one person in two places, each two visits once, the earliest first."""
    diaries: defaultdict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        diaries[stay.official].append(stay)
    found: dict[tuple[int, int, int], Clash] = {}
    for official, diary in diaries.items():
        for one, other in _at_once(sorted(diary, key=_order)):
            if _collide(one, other):
                key = (official, min(one.visit, other.visit), max(one.visit, other.visit))
                occasion = other if other.is_occasion else one
                found.setdefault(key, Clash(occasion, one if occasion is other else other))
    return sorted(found.values(), key=lambda clash: (_order(clash.one), _order(clash.other)))


def _at_once(diary: Sequence[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Pairs of which the second begins before the first is over; the diary is in order."""
    for at, one in enumerate(diary):
        for other in diary[at + 1 :]:
            if other.first > one.last:
                break
            yield one, other


def findings_of(clashes: Sequence[Clash]) -> list[Finding]:
    """What the page shows of the clashes; the number of queries does not depend on them."""
    ids = {stay.visit for clash in clashes for stay in (clash.one, clash.other)}
    visits = visits_shown().in_bulk(ids)
    claims = _claims(ids)
    people = Official.objects.in_bulk({clash.one.official for clash in clashes})
    occasions = Gathering.objects.in_bulk({clash.over for clash in clashes if clash.over})

    def told(stay: Stay) -> Told:
        own = claims[stay.visit]
        return Told(visits[stay.visit], tuple(own[:MOST_CLAIMS]), max(0, len(own) - MOST_CLAIMS))

    return [
        Finding(
            people[clash.one.official],
            (told(clash.one), told(clash.other)),
            occasions[clash.over] if clash.over else None,
            max(clash.one.first, clash.other.first),
            min(clash.one.last, clash.other.last),
        )
        for clash in clashes
        # Linking may have taken a visit away since the stays were read.
        if clash.one.visit in visits and clash.other.visit in visits
    ]


def _claims(visits: Collection[int]) -> defaultdict[int, list[Claim]]:
    links = VisitClaim.objects.filter(visit__in=visits)
    links = links.select_related("claim__announcement__source")
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for link in links.order_by("-claim__announcement__published_at", "claim"):
        found[link.visit_id].append(link.claim)
    return found


def _order(stay: Stay) -> tuple[date, date, int, bool]:
    return stay.first, stay.last, stay.visit, stay.is_occasion


def _collide(one: Stay, other: Stay) -> bool:
    if one.visit == other.visit or one.place == other.place:
        return False
    if one.gathering is not None and one.gathering == other.gathering:
        return False
    return one.first < other.last and other.first < one.last
