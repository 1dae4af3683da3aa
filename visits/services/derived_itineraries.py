"""Linked itineraries → rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from visits.linking import Linked, LinkedVisit
from visits.models import Itinerary
from visits.services.derived_visits import save_changed
from visits.services.identity import match_ids
from visits.services.officials import Directory


def write_itineraries(
    linked: Linked,
    visits: Sequence[LinkedVisit],
    stored: Mapping[int, Collection[str]],
    directory: Directory,
) -> dict[str, int]:
    """Itinerary key → id, for the itineraries of these visits; rows that say the same stay."""
    claims: dict[str, list[str]] = {}
    for visit in visits:
        claims.setdefault(visit.itinerary, []).extend(visit.claims)
    ids = match_ids(claims, stored)
    rows = Itinerary.objects.in_bulk(list(ids.values()))
    written: dict[str, int] = {}
    for itinerary in linked.itineraries:
        if itinerary.key not in claims:
            continue
        row = rows.get(ids.get(itinerary.key, 0), Itinerary())
        head = directory.record(itinerary.head)
        told = {
            "key": itinerary.key,
            "head_id": head.pk if head else None,
            "country_id": itinerary.country,
            "start": itinerary.start,
            "end": itinerary.end,
            "flags": list(itinerary.flags),
        }
        save_changed(row, told)
        written[itinerary.key] = row.pk
    return written
