"""Linked visits → rows, with their versions and the redirects of ids that go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Model, Q

from visits.extraction.dates import Window
from visits.linking import LinkedVisit, Value
from visits.models import Claim, Official, Stop, Visit, VisitClaim, VisitRedirect
from visits.services.delegations import members_of, set_members
from visits.services.gatherings import gathering_for
from visits.services.identity import successor
from visits.services.officials import Directory, Ranks
from visits.services.versions import close_versions, keep_versions
from visits.terms import EditorialState, SourceSide


def write_visits(
    visits: Sequence[LinkedVisit],
    ids: Mapping[str, int],
    itineraries: Mapping[str, int],
    claims: Mapping[str, Claim],
    directory: Directory,
    now: datetime,
) -> dict[str, int]:
    """Visit key → public id. A row that says the same already is not touched.

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
        told = _columns(visit, itineraries, claims, members[visit.key], ranks)
        save_changed(row, told)
        written[visit.key] = row.pk
        snapshot = _snapshot(told, members[visit.key], visit.cities)
        snapshots[row.pk] = (snapshot, _said(visit, claims))
    set_members({written[key]: found for key, found in delegations.items()})
    _set_stops({written[visit.key]: visit.cities for visit in visits})
    keep_versions(snapshots, now)
    _set_claims({claims[key].pk: written[v.key] for v in visits for key in v.claims})
    return written


def save_changed(row: Model, told: Mapping[str, Any]) -> None:
    """Writes the row where it is new or says anything else than what is told."""
    if row._state.adding or any(getattr(row, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(row, name, value)
        row.save(force_insert=row._state.adding)


def _columns(
    visit: LinkedVisit,
    itineraries: Mapping[str, int],
    claims: Mapping[str, Claim],
    members: Sequence[Official],
    ranks: Ranks,
) -> dict[str, Any]:
    values = dict(visit.values)
    start, end, within = visit.start, visit.end, visit.within
    head = members[0] if members else None
    return {
        "key": visit.key,
        "itinerary_id": itineraries[visit.itinerary],
        "head_id": head.pk if head else None,
        "rank": ranks.rank(
            head, visit.visitors[0] if visit.visitors else None, _day(visit, claims)
        ),
        "visitor_country_id": visit.visitor_country,
        "host_id": visit.host,
        "kind": visit.kind.value,
        "status": visit.status.value,
        "state": editorial_state(visit.rejected, visit.confidence, visit.claims, claims).value,
        **_bounds("start", start),
        **_bounds("end", end),
        **_bounds("window", within),
        "date_words": _words(values, claims),
        "dates_stated": _stated(values, claims),
        "purpose": _text(values.get("purpose")),
        "gathering_id": gathering_id(values, _day(visit, claims), visit.host),
        "confirmed_by_both": visit.confirmed_by_both,
        "accepted": visit.accepted,
        "confidence": visit.confidence,
        "voices": visit.voices,
        "values": value_columns(visit.values),
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
    name = _text(values.get("gathering"))
    return gathering_for(name, day, host).pk if name else None


def value_columns(values: Iterable[tuple[str, Value]]) -> dict[str, Any]:
    """Consolidated fields as they are stored: value, claims, reason, dissent, locked."""
    return {
        name: {
            "value": value.value,
            "claims": list(value.claims),
            "reason": value.reason,
            "dissent": list(value.dissent),
            "locked": value.locked,
        }
        for name, value in values
    }


def editorial_state(
    rejected: bool, confidence: float, keys: Iterable[str], claims: Mapping[str, Claim]
) -> EditorialState:
    """Rejected by an editor, published by one or by being sure enough, else proposed."""
    if rejected:
        return EditorialState.REJECTED
    by_hand = any(claims[key].announcement.source.side == SourceSide.EDITOR for key in keys)
    if by_hand or confidence >= settings.PUBLISH_THRESHOLD:
        return EditorialState.PUBLISHED
    return EditorialState.PROPOSED


def _bounds(name: str, window: Window | None) -> dict[str, date | None]:
    return {
        f"{name}_earliest": window.earliest if window else None,
        f"{name}_latest": window.latest if window else None,
    }


def _day(visit: LinkedVisit, claims: Mapping[str, Claim]) -> date:
    """A day of the visit for looking up offices: its own, else that of its first announcement."""
    for window in (visit.start, visit.end, visit.within):
        if window and (window.earliest or window.latest):
            return window.earliest or window.latest or date.min
    return min(claims[key].announcement.published_on for key in visit.claims)


def _words(values: Mapping[str, Value], claims: Mapping[str, Claim]) -> str:
    """The words that the dates were read from, as the claims that won put them."""
    found: dict[str, None] = {}
    for name in ("start", "end"):
        for key in values[name].claims[:1] if name in values else ():
            words = claims[key].evidence.get(name)
            if words:
                found[words["quote"]] = None
    return " – ".join(found)[:300]


def _stated(values: Mapping[str, Value], claims: Mapping[str, Claim]) -> bool:
    return any(
        claims[key].evidence.get(name, {}).get("stated", False)
        for name in ("start", "end")
        if name in values
        for key in values[name].claims
    )


def _text(value: Value | None) -> str:
    return (value.value or "") if value else ""


def _said(visit: LinkedVisit, claims: Mapping[str, Claim]) -> datetime:
    return max(claims[key].announcement.published_at for key in visit.claims)


def _snapshot(
    told: Mapping[str, Any], members: Sequence[Official], cities: Sequence[str]
) -> dict[str, Any]:
    kept = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in told.items()
        if name not in ("reasons", "key", "itinerary_id", "gathering_id")
    }
    return kept | {"members": [member.pk for member in members], "cities": list(cities)}


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
    stored: Mapping[int, Sequence[str]],
    homes: Mapping[str, int],
    kept: Collection[int],
    now: datetime,
) -> None:
    """Removes the rows that no linked visit stands for; the id redirects to its successor."""
    gone = [pk for pk in stored if pk not in set(kept)]
    for pk in gone:
        heir = successor(stored[pk], homes)
        if heir is not None:
            VisitRedirect.objects.filter(visit=pk).update(visit=heir)
            VisitRedirect.objects.update_or_create(
                old=pk, defaults={"visit_id": heir, "claims": list(stored[pk])}
            )
    if gone:
        close_versions(gone, now)
        Visit.objects.filter(pk__in=gone).delete()
