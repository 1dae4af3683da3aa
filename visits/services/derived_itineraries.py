"""Linked itineraries → rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from visits.linking import Linked, LinkedVisit
from visits.models import Itinerary
from visits.services.derived_visits import save_changed
from visits.services.identity import match_returning
from visits.services.officials import Directory
from visits.services.redirects import ITINERARIES


def write_itineraries(
    linked: Linked,
    visits: Sequence[LinkedVisit],
    stored: Mapping[int, Sequence[str]],
    directory: Directory,
) -> dict[str, int]:
    """Itinerary key → id, for the itineraries of these visits; rows that say the same stay.

    An id that led to another one comes back where its claims stand apart again.
    """
    claims: dict[str, list[str]] = {}
    for visit in visits:
        claims.setdefault(visit.itinerary, []).extend(visit.claims)
    redirects = ITINERARIES.leading_to(stored)
    ids = match_returning(claims, stored, redirects)
    ITINERARIES.take_back(set(ids.values()) & set(redirects))
    rows = Itinerary.objects.in_bulk(list(ids.values()))
    written: dict[str, int] = {}
    for itinerary in linked.itineraries:
        if itinerary.key not in claims:
            continue
        pk = ids.get(itinerary.key)
        row = rows.get(pk or 0) or Itinerary(pk=pk)
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


def remove_itineraries(stored: Mapping[int, Sequence[str]], homes: Mapping[str, int]) -> None:
    """Removes those that no visit belongs to any more; each leads to its heir.

    `homes` are the itineraries by the claims of their visits.
    """
    left = set(stored) - set(homes.values())
    gone = Itinerary.objects.filter(pk__in=left, visits=None) if left else Itinerary.objects.none()
    ITINERARIES.lead_on({row.pk: stored[row.pk] for row in gone}, homes)
    if left:
        gone.delete()
