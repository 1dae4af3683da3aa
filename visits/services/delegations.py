"""The delegations of linked visits → rows: who, in which order, and as what they were announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from visits.linking import LinkedVisit, Party
from visits.models import Claim, Official, VisitMember

Member = tuple[Official, str]


class Records(Protocol):
    """Whoever knows the records of people."""

    def record(self, party: Party) -> Official | None: ...


def members_of(visit: LinkedVisit, claims: Mapping[str, Claim], directory: Records) -> list[Member]:
    """Each member's record and title as printed, the head first; unknown people are proposed."""
    told = sorted((claims[key] for key in visit.claims), key=_readable)
    people = [person for claim in told for person in claim.value["visitors"] if person["title"]]
    found: dict[Official, str] = {}
    for party in visit.visitors:
        record = directory.record(party)
        if record and not found.get(record):
            found[record] = next((one["title"][:300] for one in people if _is(one, party)), "")
    return list(found.items())


def _readable(claim: Claim) -> tuple[Any, ...]:
    """The language of the site first, then the first that told it."""
    announcement = claim.announcement
    return announcement.language != "en", announcement.published_at, claim.key


def _is(person: Mapping[str, Any], party: Party) -> bool:
    if party.official and person["official"]:
        return bool(person["official"] == party.official)
    return bool(person["name"] == party.name)


def set_members(
    wanted: Mapping[int, Sequence[Member]], stored: Mapping[int, Sequence[tuple[int, str]]]
) -> None:
    """Writes the members of each visit whose stored ones, ids with titles, say anything else."""
    other = {
        visit: members
        for visit, members in wanted.items()
        if stored.get(visit, []) != [(official.pk, title) for official, title in members]
    }
    if not other:
        return
    VisitMember.objects.filter(visit__in=other).delete()
    VisitMember.objects.bulk_create(
        VisitMember(visit_id=visit, official=official, title=title, position=place)
        for visit, members in other.items()
        for place, (official, title) in enumerate(members)
    )
