"""Weighted evidence that two claims are of one visit, and the contradictions that forbid it."""

from __future__ import annotations

from dataclasses import dataclass

from visits.linking.keys import fold_name, head
from visits.linking.people import People
from visits.linking.positions import Days, Position
from visits.linking.records import Party, VisitClaim
from visits.linking.weights import Weights
from visits.terms import VisitKind, VisitStatus

AHEAD = frozenset({VisitStatus.INVITED, VisitStatus.PLANNED})
MADE = frozenset({VisitStatus.ONGOING, VisitStatus.COMPLETED})
# Stated starts further apart than this are two visits, unless a postponement says otherwise.
APART = 7
# A window of more days than this comes from words for a week, a part of a month or a month.
EXACT = 4
# Most stays take no longer.
USUAL = 7


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim with its position in time and the voice that tells it.

    `counterparts` are the hosts' people whom its announcement tells to meet the visitors.
    """

    claim: VisitClaim
    position: Position
    voice: str
    counterparts: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return self.claim.key


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for one visit, in bits; `forbidden` names the contradiction if there is one."""

    weight: float
    evidence: tuple[tuple[str, float], ...]
    forbidden: str = ""


def findings(one: Mention, other: Mention) -> tuple[str, ...]:
    """The names of what is found on comparing two mentions of one host, as "table.finding"."""
    found = [*_dates(one, other), *_order(one, other), *_circumstances(one, other)]
    return tuple(found)


def compare(one: Mention, other: Mention, people: People, weights: Weights) -> Comparison:
    """The weight that two mentions are of one visit; the same whichever comes first."""
    forbidden = contradiction(one, other, people)
    if forbidden:
        return Comparison(0.0, (), forbidden)
    evidence = tuple((name, weights.bits[name]) for name in findings(one, other))
    return Comparison(sum(bits for _, bits in evidence), evidence)


def contradiction(one: Mention, other: Mention, people: People) -> str:
    """Why two mentions of one host can't be of one visit; empty where they may be."""
    a, b = one.claim, other.claim
    if not people.same(head(a), head(b)):
        return "another person"
    p, q = one.position, other.position
    if _moves_to(p, q) or _moves_to(q, p):
        return ""
    if p.start and q.start and p.start.gap(q.start) > APART:
        return "starts far apart"
    if p.end and q.end and p.end.gap(q.end) > APART:
        return "ends far apart"
    # Cities of one long stay are told with the same days.
    crossed = () if (p.start, p.end) == (q.start, q.end) else ((p.start, q.end), (q.start, p.end))
    for begin, finish in crossed:
        if begin and finish and (begin.first - finish.last > 2 or finish.first - begin.last > 30):
            return "one ended before the other began"
    if p.reach.gap(q.reach) > APART:
        return "told of different times"
    return _told_made_before(one, other) or _told_made_before(other, one)


def _told_made_before(made: Mention, ahead: Mention) -> str:
    """A visit over before another is planned: the plan's start lies after the completed one."""
    if made.claim.status != VisitStatus.COMPLETED or not _is_planned(ahead.claim):
        return ""
    start = ahead.position.start
    if start and start.first > made.position.published + 1:
        return "made before the other was to begin"
    if not start and ahead.position.published > made.position.published + 2:
        return "made before the other was planned"
    return ""


def _moves_to(one: Position, other: Position) -> bool:
    """Whether the first is told postponed to the other's start."""
    if one.moved is None or other.start is None:
        return False
    return one.moved.gap(other.start) == 0 and other.published >= one.published - 1


def _dates(one: Mention, other: Mention) -> list[str]:
    p, q = one.position, other.position
    found = []
    if p.start and q.start:
        found.append(_starts(p.start, q.start))
        if p.start.gap(q.start) > 2 and (_moves_to(p, q) or _moves_to(q, p)):
            return ["time.moved"]
    if p.end and q.end:
        found.append(_ends(p.end, q.end))
    if not found:
        for begin, finish in ((p.start, q.end), (q.start, p.end)):
            if begin and finish:
                found.append(_stay(begin, finish))
    return found


def _stay(begin: Days, finish: Days) -> str:
    if begin.first > finish.last:
        return "stay.outside"
    return "stay.inside" if finish.first - begin.last <= USUAL else "stay.long"


def _starts(a: Days, b: Days) -> str:
    gap = a.gap(b)
    if gap > 2:
        return "start.off"
    narrow, broad = sorted((a.length, b.length))
    if gap and narrow > EXACT:
        return "start.off"  # "in July" and "in August" touch, and yet name two times
    if gap:
        return "start.near" if broad <= EXACT else "start.near_wide"
    if a == b and a.length == 1:
        return "start.same_day"
    union = max(a.last, b.last) - min(a.first, b.first) + 1
    return "start.narrow" if union <= 12 else "start.wide"


def _ends(a: Days, b: Days) -> str:
    gap = a.gap(b)
    if gap > 3:
        return "end.off"
    return "end.near" if gap or a.length > 1 or b.length > 1 else "end.same_day"


def _order(one: Mention, other: Mention) -> list[str]:
    """What publication and status say, which counts where a date is missing on one side."""
    p, q = one.position, other.position
    if p.start and q.start and _starts(p.start, q.start) != "start.wide":
        return []
    found = []
    if _before(one, other, VisitStatus.COMPLETED) or _before(other, one, VisitStatus.COMPLETED):
        found.append("time.backward")
    if _before(one, other, VisitStatus.ONGOING) or _before(other, one, VisitStatus.ONGOING):
        found.append("time.overtaken")
    if p.dated and q.dated:
        if not (p.start or p.end) or not (q.start or q.end):
            found.append("time.in_tour" if p.reach.gap(q.reach) == 0 else "time.off_tour")
    elif p.dated:
        found.append(_undated(other, p))
    elif q.dated:
        found.append(_undated(one, q))
    elif p.tour and q.tour:
        found.append(_tours(p.tour, q.tour))
    else:
        found.append(_published(abs(p.published - q.published)))
    return found


def _undated(undated: Mention, dated: Position) -> str:
    """How a telling without dates lies to the days that the other states."""
    stay, position = dated.reach, undated.position
    if position.tour:
        return _tours(position.tour, stay)
    published = position.published
    if undated.claim.status in MADE:
        if published < stay.first - 1:
            return "time.too_early"
        since = published - stay.last
        return "time.now" if since <= 3 else "time.just_over" if since <= 14 else "time.over"
    if published > stay.last + 1:
        return "time.too_late"
    until = stay.first - published
    return "time.soon" if until <= 14 else "time.ahead" if until <= 60 else "time.far_ahead"


def _tours(a: Days, b: Days) -> str:
    gap = a.gap(b)
    return "time.in_tour" if gap <= 2 else "time.near_tour" if gap <= 7 else "time.off_tour"


def _published(apart: int) -> str:
    for limit in (3, 14, 45):
        if apart <= limit:
            return f"time.published_{limit}"
    return "time.published_far"


def _before(made: Mention, ahead: Mention, status: VisitStatus) -> bool:
    """Whether one is told as over, or as under way, before the other is told as planned."""
    return (
        made.claim.status == status
        and _is_planned(ahead.claim)
        and made.position.published < ahead.position.published - 1
    )


def _occasions(one: str, other: str) -> list[str]:
    """Whether two names may be of one gathering; nothing where they share some words only."""
    a, b = (frozenset(fold_name(name).split()) for name in (one, other))
    if a <= b or b <= a:
        return ["occasion.same"]
    return [] if a & b else ["occasion.other"]


def _is_planned(claim: VisitClaim) -> bool:
    return claim.status in AHEAD and claim.tells_status


def _circumstances(one: Mention, other: Mention) -> list[str]:
    a, b = one.claim, other.claim
    found = []
    if a.city and b.city:
        same = a.city.casefold() == b.city.casefold()
        found.append("place.same_city" if same else "place.other_city")
    if VisitKind.UNSPECIFIED not in (a.kind, b.kind):
        found.append("kind.same" if a.kind == b.kind else "kind.other")
    if a.gathering and b.gathering:
        found += _occasions(a.gathering, b.gathering)
    if a.told.announcement == b.told.announcement:
        found.append("told.same_announcement")
    elif one.voice == other.voice:
        found.append("wording.copy")
    if a.purpose and b.purpose and _much_alike(a.purpose, b.purpose):
        found.append("wording.shared")
    if a.told.announcement != b.told.announcement and one.counterparts & other.counterparts:
        found.append("person.same_counterpart")
    return [*found, *_roles(head(a), head(b))]


def _much_alike(one: str, other: str) -> bool:
    """Whether two purposes share half of their words or more."""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(a & b) >= len(a | b)


def _roles(one: Party, other: Party) -> list[str]:
    """Whether both act in one role, which counts where no record says that they are one person."""
    if not one.role or not other.role or (one.official and other.official):
        return []
    return ["person.same_role" if one.role == other.role else "person.other_role"]
