"""The diary check: what one person cannot do, since it is told of in two places at a time.

Only days that are sure count, and legs of a tour may share the day on which a border is crossed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from visits.models import Claim, Gathering, Meeting, MeetingClaim, Official, Visit, VisitClaim
from visits.queries.diary_stays import Stay
from visits.queries.meetings import meetings_shown
from visits.queries.visits import visits_shown

MOST_CLAIMS = 3


@dataclass(frozen=True, slots=True)
class Clash:
    """`over` is set where the second record lies over the days of a gathering."""

    one: Stay
    other: Stay

    @property
    def over(self) -> int | None:
        return self.one.gathering if self.one.is_occasion else None


@dataclass(frozen=True, slots=True)
class Told:
    """A visit or a meeting with the claims that put it on its days, and how many more they are."""

    visit: Visit | None
    meeting: Meeting | None
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


def clashes_of(stays: Iterable[Stay]) -> list[Clash]:
    """Stays of one person in two places, each contradiction once, the earliest first."""
    diaries: defaultdict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        diaries[stay.official].append(stay)
    found: dict[tuple[int, tuple[_Matter, ...]], Clash] = {}
    for official, diary in diaries.items():
        for one, other in _at_once(sorted(diary, key=_order)):
            if _collide(one, other):
                key = (official, tuple(sorted((_matter(one), _matter(other)))))
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
    stays = [stay for clash in clashes for stay in (clash.one, clash.other)]
    told = _told(stays)
    people = Official.objects.in_bulk({stay.official for stay in stays})
    occasions = Gathering.objects.in_bulk({clash.over for clash in clashes if clash.over})
    return [
        Finding(
            people[clash.one.official],
            (told[_key(clash.one)], told[_key(clash.other)]),
            occasions[clash.over] if clash.over else None,
            max(clash.one.first, clash.other.first),
            min(clash.one.last, clash.other.last),
        )
        for clash in clashes
        # Linking may have taken a record away since the stays were read.
        if _key(clash.one) in told and _key(clash.other) in told
    ]


def _told(stays: Sequence[Stay]) -> dict[_Key, Told]:
    """The records that tell the stays; those that are still there."""
    ids = {stay.visit for stay in stays if stay.visit}
    met = {stay.meeting for stay in stays if stay.meeting}
    visits, meetings = visits_shown().in_bulk(ids), meetings_shown().in_bulk(met)
    behind, behind_meetings = _claims_of_visits(ids), _claims_of_meetings(met)
    found: dict[_Key, Told] = {
        (pk, 0): Told(row, None, *_first(behind[pk])) for pk, row in visits.items()
    }
    return found | {
        (0, pk): Told(None, row, *_first(behind_meetings[pk])) for pk, row in meetings.items()
    }


def _first(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], int]:
    return tuple(claims[:MOST_CLAIMS]), max(0, len(claims) - MOST_CLAIMS)


def _claims_of_visits(visits: Collection[int]) -> defaultdict[int, list[Claim]]:
    links = VisitClaim.objects.filter(visit__in=visits)
    links = links.select_related("claim__announcement__source")
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for link in links.order_by("-claim__announcement__published_at", "claim"):
        found[link.visit_id].append(link.claim)
    return found


def _claims_of_meetings(meetings: Collection[int]) -> defaultdict[int, list[Claim]]:
    links = MeetingClaim.objects.filter(meeting__in=meetings)
    links = links.select_related("claim__announcement__source")
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for link in links.order_by("-claim__announcement__published_at", "claim"):
        found[link.meeting_id].append(link.claim)
    return found


# A visit and a meeting, one of them 0.
_Key = tuple[int, int]


def _key(stay: Stay) -> _Key:
    return stay.visit or 0, stay.meeting or 0


# A gathering, a visit and a meeting, two of them 0.
_Matter = tuple[int, int, int]


def _matter(stay: Stay) -> _Matter:
    """What is in the way: of all that is told of a gathering, the gathering."""
    return (stay.gathering, 0, 0) if stay.gathering else (0, *_key(stay))


def _order(stay: Stay) -> tuple[date, date, bool, _Key, bool]:
    """Visits before meetings."""
    return stay.first, stay.last, stay.visit is None, _key(stay), stay.is_occasion


def _collide(one: Stay, other: Stay) -> bool:
    if _key(one) == _key(other) or one.place == other.place:
        return False
    if one.gathering is not None and one.gathering == other.gathering:
        return False
    return one.first < other.last and other.first < one.last
