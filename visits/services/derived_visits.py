"""Linked visits → rows, with their versions and the redirects of ids that go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model, Q

from visits.linking import LinkedVisit, Value
from visits.models import Claim, Stop, Visit, VisitClaim, VisitRedirect
from visits.services.delegations import members_of, set_members
from visits.services.gatherings import gathering_for
from visits.services.identity import successor
from visits.services.officials import Directory, Ranks
from visits.services.snapshots import Snapshot, columns_of, day_of, snapshot_of, text_of


def write_visits(
    visits: Sequence[LinkedVisit],
    ids: Mapping[str, int],
    itineraries: Mapping[str, int],
    claims: Mapping[str, Claim],
    directory: Directory,
) -> tuple[dict[str, int], dict[int, Snapshot]]:
    """Visit key → public id, and what each of them says. A row that says so already stays.

    An id among `ids` without a row is one that comes back.
    """
    rows = Visit.objects.in_bulk(list(ids.values()))
    delegations = {visit.key: members_of(visit, claims, directory) for visit in visits}
    members = {key: [official for official, _ in found] for key, found in delegations.items()}
    ranks = Ranks({row.pk: row for found in members.values() for row in found}.values())
    written = {}
    snapshots = {}
    for visit in visits:
        row = rows.get(ids.get(visit.key, 0)) or Visit(pk=ids.get(visit.key))
        told = columns_of(visit, claims, members[visit.key], ranks)
        day = day_of(visit, claims)
        save_changed(row, _columns(visit, told, itineraries[visit.itinerary], day))
        written[visit.key] = row.pk
        snapshots[row.pk] = snapshot_of(visit, told, members[visit.key])
    set_members({written[key]: found for key, found in delegations.items()})
    _set_stops({written[visit.key]: visit.cities for visit in visits})
    _set_claims({claims[key].pk: written[v.key] for v in visits for key in v.claims})
    return written, snapshots


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


def _set_stops(wanted: Mapping[int, Sequence[str]]) -> None:
    stored: dict[int, list[str]] = {}
    rows = Stop.objects.filter(visit__in=wanted).order_by("visit", "position")
    for visit, city in rows.values_list("visit", "city"):
        stored.setdefault(visit, []).append(city)
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


def _set_claims(wanted: Mapping[int, int]) -> None:
    """Each claim to its visit; links that stand already are left alone."""
    links = VisitClaim.objects.filter(Q(claim__in=list(wanted)) | Q(visit__in=set(wanted.values())))
    stored = dict(links.values_list("claim", "visit"))
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
    for pk in gone:
        heir = successor(stored[pk], homes)
        if heir is not None:
            VisitRedirect.objects.filter(visit=pk).update(visit=heir)
            VisitRedirect.objects.update_or_create(
                old=pk, defaults={"visit_id": heir, "claims": list(stored[pk])}
            )
    if gone:
        Visit.objects.filter(pk__in=gone).delete()
    return gone
