"""Linked visits → rows, with their versions and the redirects of ids that go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef
from django.db.models.functions import JSONObject

from visits.linking import LinkedVisit, Value
from visits.models import Claim, Stop, Visit, VisitClaim, VisitMember
from visits.services.delegations import members_of, set_members
from visits.services.gatherings import gathering_for
from visits.services.officials import Directory, Ranks
from visits.services.redirects import VISITS
from visits.services.snapshots import Snapshot, columns_of, day_of, snapshot_of, text_of


@dataclass(frozen=True, slots=True)
class StoredVisits:
    """The rows that some claims stand for: by id, their claims' keys and what hangs on them."""

    claims: Mapping[int, list[str]]
    itineraries: Mapping[int, list[str]]
    links: Mapping[int, int]
    rows: Mapping[int, Visit]
    members: Mapping[int, list[tuple[int, str]]]
    cities: Mapping[int, list[str]]

    @property
    def gatherings(self) -> set[int]:
        return {row.gathering_id for row in self.rows.values() if row.gathering_id}

    @property
    def people(self) -> set[int]:
        return {official for told in self.members.values() for official, _ in told}


def stored_visits(claims: Collection[int]) -> StoredVisits:
    """The visits that these claims stand for, in two queries."""
    by_visit: dict[int, list[str]] = {}
    by_tour: dict[int, list[str]] = {}
    links = {}
    told = VisitClaim.objects.filter(claim__in=claims).order_by("visit", "claim__key")
    for pk, visit, tour, key in told.values_list(
        "claim", "visit", "visit__itinerary", "claim__key"
    ):
        by_visit.setdefault(visit, []).append(key)
        by_tour.setdefault(tour, []).append(key)
        links[pk] = visit
    members = VisitMember.objects.filter(visit=OuterRef("pk")).order_by("position")
    stops = Stop.objects.filter(visit=OuterRef("pk")).order_by("position")
    rows = Visit.objects.annotate(
        told_members=ArraySubquery(members.values(told=JSONObject(who="official", title="title"))),
        told_cities=ArraySubquery(stops.values("city")),
    ).in_bulk(list(by_visit))
    people = {
        pk: [(one["who"], one["title"]) for one in row.told_members] for pk, row in rows.items()
    }
    cities = {pk: list(row.told_cities) for pk, row in rows.items()}
    return StoredVisits(by_visit, by_tour, links, {**rows}, people, cities)


@dataclass(frozen=True, slots=True)
class Written:
    """The visits as they are now: ids by the function's keys, and what each row says."""

    ids: dict[str, int]
    snapshots: dict[int, Snapshot]
    gatherings: set[int]
    people: set[int]


def write_visits(
    visits: Sequence[LinkedVisit],
    ids: Mapping[str, int],
    itineraries: Mapping[str, int],
    claims: Mapping[str, Claim],
    directory: Directory,
    stored: StoredVisits,
) -> Written:
    """Writes the visits under their ids. A row that says the same already stays as it is.

    An id among `ids` without a row is one that comes back.
    """
    delegations = {visit.key: members_of(visit, claims, directory) for visit in visits}
    members = {key: [official for official, _ in found] for key, found in delegations.items()}
    people = {row.pk: row for found in members.values() for row in found}
    ranks = Ranks(people.values())
    written: dict[str, int] = {}
    snapshots: dict[int, Snapshot] = {}
    gatherings: set[int] = set()
    for visit in visits:
        row = stored.rows.get(ids.get(visit.key, 0)) or Visit(pk=ids.get(visit.key))
        told = columns_of(visit, claims, members[visit.key], ranks)
        day = day_of(visit, claims)
        save_changed(row, _columns(visit, told, itineraries[visit.itinerary], day))
        written[visit.key] = row.pk
        snapshots[row.pk] = snapshot_of(visit, told, members[visit.key])
        gatherings |= {row.gathering_id} if row.gathering_id else set()
    set_members({written[key]: found for key, found in delegations.items()}, stored.members)
    _set_stops({written[visit.key]: visit.cities for visit in visits}, stored.cities)
    _set_claims({claims[key].pk: written[v.key] for v in visits for key in v.claims}, stored.links)
    return Written(written, snapshots, gatherings, set(people))


def save_changed(row: Model, told: Mapping[str, Any]) -> None:
    """Writes the row where it is new or says anything else than what is told."""
    if row._state.adding or any(getattr(row, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(row, name, value)
        row.save(force_insert=row._state.adding)


def _columns(
    visit: LinkedVisit, told: Mapping[str, Any], itinerary: int, day: date
) -> dict[str, Any]:
    """All columns: what the visit says, and where it stands among the others."""
    return {
        "key": visit.key,
        "itinerary_id": itinerary,
        **told,
        "gathering_id": gathering_id(dict(visit.values), day, visit.host),
        "reasons": [
            {
                "claim": reason.claim,
                "to": reason.to,
                "weight": reason.weight,
                "evidence": [[name, bits] for name, bits in reason.evidence],
            }
            for reason in visit.reasons
        ],
    }


def gathering_id(values: Mapping[str, Value], day: date, host: str | None) -> int | None:
    """The gathering that the consolidated value names."""
    name = text_of(values.get("gathering"))
    return gathering_for(name, day, host).pk if name else None


def _set_stops(wanted: Mapping[int, Sequence[str]], stored: Mapping[int, Sequence[str]]) -> None:
    other = {
        visit: told
        for visit, cities in wanted.items()
        if stored.get(visit, []) != (told := [city[:120] for city in cities])
    }
    if not other:
        return
    Stop.objects.filter(visit__in=other).delete()
    Stop.objects.bulk_create(
        Stop(visit_id=visit, city=city, position=place)
        for visit, cities in other.items()
        for place, city in enumerate(cities)
    )


def _set_claims(wanted: Mapping[int, int], stored: Mapping[int, int]) -> None:
    """Each claim to its visit; links that stand already are left alone."""
    stale = [claim for claim, visit in stored.items() if wanted.get(claim) != visit]
    if stale:
        VisitClaim.objects.filter(claim__in=stale).delete()
    VisitClaim.objects.bulk_create(
        VisitClaim(claim_id=claim, visit_id=visit)
        for claim, visit in wanted.items()
        if stored.get(claim) != visit
    )


def remove_visits(
    stored: Mapping[int, Sequence[str]], homes: Mapping[str, int], kept: Collection[int]
) -> list[int]:
    """The ids whose rows no linked visit stands for: removed, each redirects to its heir."""
    gone = [pk for pk in stored if pk not in set(kept)]
    if gone:
        VISITS.lead_on({pk: stored[pk] for pk in gone}, homes)
        Visit.objects.filter(pk__in=gone).delete()
    return gone
