"""Meetings: a second pass, keyed by who met and how, then attached to the visits they were on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from visits.linking.authority import Hearing
from visits.linking.consolidate import fullest, rejected
from visits.linking.groups import Groups
from visits.linking.people import People
from visits.linking.positions import Days, days
from visits.linking.records import (
    Decision,
    LinkedMeeting,
    LinkedVisit,
    MeetingClaim,
    Party,
    Value,
    VisitClaim,
)
from visits.linking.values import choose, choose_window, decided
from visits.terms import MeetingForm, VisitStatus

_NEIGHBOURS = 30
_SPEAKERS = 12
_AHEAD = (VisitStatus.INVITED, VisitStatus.PLANNED)
_DONE = (VisitStatus.COMPLETED, VisitStatus.ONGOING)


def reach(claim: MeetingClaim) -> Days:
    """The days on which the meeting may have been."""
    told = days(claim.day, before=10, after=30) or days(claim.within, before=14, after=14)
    if told is not None:
        return told
    published = claim.told.published.date().toordinal()
    if claim.status in _AHEAD:
        return Days(published - 1, published + 45)
    return Days(published - 4, published + 1)


class _Mention:
    """A meeting claim with its reach, which is asked for often."""

    __slots__ = ("claim", "reach")

    def __init__(self, claim: MeetingClaim) -> None:
        self.claim = claim
        self.reach = reach(claim)


def group_meetings(
    claims: Iterable[MeetingClaim],
    people: People,
    must: Collection[tuple[str, str]] = (),
    cannot: Collection[tuple[str, str]] = (),
) -> list[list[MeetingClaim]]:
    """Claims of one meeting each, sorted by key."""
    every = {claim.key: _Mention(claim) for claim in sorted(claims, key=lambda c: c.key)}
    groups = Groups(every)
    for one, other in sorted(must):
        if one in every and other in every:
            groups.join(one, other)
    apart = {frozenset(pair) for pair in cannot}
    decided = {key for pair in (*must, *cannot) for key in pair}
    leads = _leads(every, groups, decided)
    members: dict[str, list[_Mention]] = defaultdict(list)
    for mention in leads:
        members[groups.root(mention.claim.key)].append(mention)
    for _, low, high in sorted(set(_pairs(leads, people))):
        one, other = groups.root(low), groups.root(high)
        if one == other or not _agree(members[one], members[other], people, apart):
            continue
        groups.join(one, other)
        kept = groups.root(one)
        members[kept] += members.pop(other if kept == one else one)
    return [[every[key].claim for key in keys] for _, keys in sorted(groups.sets().items())]


def _leads(
    every: Mapping[str, _Mention], groups: Groups, decided: Collection[str]
) -> list[_Mention]:
    """One mention for all that tell the same people, day and place in different announcements."""
    leads: dict[object, _Mention] = {}
    seen: Counter[object] = Counter()
    for key, mention in every.items():
        claim = mention.claim
        if key in decided or claim.day is None or not claim.day.is_day:
            leads[key] = mention
            continue
        same = (claim.participants, claim.form, claim.day, claim.country, claim.status in _DONE)
        seen[same, claim.told.announcement] += 1
        first = leads.setdefault((same, seen[same, claim.told.announcement]), mention)
        groups.join(first.claim.key, key)
    return list(leads.values())


def _pairs(mentions: Iterable[_Mention], people: People) -> Iterable[tuple[int, str, str]]:
    timelines: dict[tuple[str, MeetingForm], list[_Mention]] = defaultdict(list)
    for mention in mentions:
        claim = mention.claim
        for key in {key for party in claim.participants for key in people.families(party)}:
            timelines[key, claim.form].append(mention)
    for group in timelines.values():
        group.sort(key=lambda m: (m.reach.first, m.claim.key))
        for i, one in enumerate(group):
            for other in group[i + 1 : i + 1 + _NEIGHBOURS]:
                if other.reach.first > one.reach.last:
                    break
                if _same(one, other, people):
                    low, high = sorted((one.claim.key, other.claim.key))
                    yield _distance(one, other), low, high


def _distance(one: _Mention, other: _Mention) -> int:
    """Pairs with a common day first, then those printed closest together."""
    a, b = one.claim, other.claim
    published = abs((a.told.published.date() - b.told.published.date()).days)
    if a.day is not None and a.day == b.day:
        return published
    spread = max(one.reach.last, other.reach.last) - min(one.reach.first, other.reach.first)
    return 100 + published + spread


def _same(one: _Mention, other: _Mention, people: People) -> bool:
    """Whether two claims may be of one meeting: who, how, where, when."""
    a, b = one.claim, other.claim
    if a.form != b.form or a.told.announcement == b.told.announcement:
        return False
    if (a.country and b.country and a.country != b.country) or one.reach.gap(other.reach) > 0:
        return False
    if _made_first(a, b) or _made_first(b, a):
        return False
    shared = sum(any(people.alike(p, q) for q in b.participants) for p in a.participants)
    return shared >= min(2, len(a.participants), len(b.participants))


def _made_first(one: MeetingClaim, other: MeetingClaim) -> bool:
    """Whether one is told as over well before the other is planned."""
    return (
        one.status in _DONE
        and other.status in _AHEAD
        and (other.told.published.date() - one.told.published.date()).days > 1
    )


def _agree(
    left: Sequence[_Mention],
    right: Sequence[_Mention],
    people: People,
    apart: Collection[frozenset[str]],
) -> bool:
    return all(
        _same(one, other, people) and frozenset((one.claim.key, other.claim.key)) not in apart
        for one in left[:_SPEAKERS]
        for other in right[:_SPEAKERS]
    )


def meeting_of(
    claims: Sequence[MeetingClaim],
    hearing: Hearing,
    values: Sequence[Decision] = (),
    verdicts: Sequence[Decision] = (),
) -> LinkedMeeting:
    """The meeting that the claims amount to, not yet attached to a visit."""
    day, day_value = choose_window(
        claims, lambda c: c.day or c.within, hearing, decision=decided(values, "day", "date")
    )
    # Its sentence may tell of a visit as well: of the meeting alone it is said under other names.
    said_status = decided(values, "status", "meeting_status")
    status = choose(claims, lambda c: c.status.value, hearing, decision=said_status)
    assert status is not None
    if not status.locked and any(c.status in _DONE for c in claims):
        made = [c.key for c in claims if c.status in _DONE]
        status = Value(VisitStatus.COMPLETED.value, tuple(sorted(made)), "told as held")
    fields = {
        "day": day_value,
        "status": status,
        "country": choose(
            claims, lambda c: c.country, hearing, decision=decided(values, "meeting_country")
        ),
        "city": choose(
            claims, lambda c: c.city, hearing, decision=decided(values, "city", "meeting_city")
        ),
        "gathering": choose(claims, lambda c: c.gathering, hearing),
    }
    country, city = fields["country"], fields["city"]
    return LinkedMeeting(
        key=claims[0].key,
        claims=tuple(claim.key for claim in claims),
        participants=_participants(claims, hearing),
        form=claims[0].form,
        day=day,
        status=VisitStatus(status.value or VisitStatus.PLANNED),
        country=country.value if country else None,
        city=city.value if city else None,
        visits=(),
        confidence=round(max(claim.confidence for claim in claims), 4),
        values=tuple((name, value) for name, value in sorted(fields.items()) if value is not None),
        rejected=rejected(verdicts),
    )


def _participants(claims: Sequence[MeetingClaim], hearing: Hearing) -> tuple[Party, ...]:
    groups: list[list[Party]] = []
    for claim in hearing.preferred(claims):
        for party in claim.participants:
            group = next((g for g in groups if hearing.people.alike(g[0], party)), None)
            if group is None:
                groups.append([party])
            else:
                group.append(party)
    return tuple(fullest(group) for group in groups)


def attach(
    meeting: LinkedMeeting,
    visit: LinkedVisit,
    claims: Mapping[str, MeetingClaim | VisitClaim],
    people: People,
) -> bool:
    """Whether the meeting was part of the visit, of either visitor."""
    if meeting.form != MeetingForm.IN_PERSON or visit.host not in places(meeting):
        return False
    told = {claims[key].told.announcement for key in meeting.claims}
    together = any(claims[key].told.announcement in told for key in visit.claims)
    if not _when(meeting, visit, together=together):
        return False
    pairs = ((party, visitor) for party in meeting.participants for visitor in visit.visitors)
    return any(people.alike(*pair) for pair in pairs)


def places(meeting: LinkedMeeting) -> frozenset[str]:
    """The host country, or, where no place is told, the countries of those who met."""
    if meeting.country:
        return frozenset({meeting.country})
    return frozenset(party.country for party in meeting.participants if party.country)


def _when(meeting: LinkedMeeting, visit: LinkedVisit, *, together: bool) -> bool:
    start, end = days(visit.start), days(visit.end)
    ends = [d for d in (start, end) if d is not None]
    if ends:
        span = Days(
            min(d.first for d in ends) - (1 if start else 7),
            max(d.last for d in ends) + (1 if end else 7),
        )
    else:
        within = days(visit.within, before=14, after=14)
        if within is None:
            return together
        span = within
    day = days(meeting.day, before=14, after=14)
    return together if day is None else day.gap(span) == 0
