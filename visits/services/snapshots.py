"""What a linked visit says, as columns of its row and as the JSON that its versions keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from visits.extraction.dates import Window
from visits.linking import LinkedVisit, Value
from visits.models import Claim, Official
from visits.services.officials import Ranks
from visits.terms import EditorialState, SourceSide

Snapshot = dict[str, Any]


def columns_of(
    visit: LinkedVisit, claims: Mapping[str, Claim], members: Sequence[Official], ranks: Ranks
) -> dict[str, Any]:
    """The columns that tell of the visit itself; where it stands among others is not among them."""
    values = dict(visit.values)
    start, end, within = visit.start, visit.end, visit.within
    head = members[0] if members else None
    party = visit.visitors[0] if visit.visitors else None
    return {
        "head_id": head.pk if head else None,
        "rank": ranks.rank(head, party, day_of(visit, claims)),
        "visitor_country_id": visit.visitor_country,
        "host_id": visit.host,
        "kind": visit.kind.value,
        "status": visit.status.value,
        "state": _state(visit, claims).value,
        **_bounds("start", start),
        **_bounds("end", end),
        **_bounds("window", within),
        "date_words": _words(values, claims),
        "dates_stated": _stated(values, claims),
        "purpose": text_of(values.get("purpose")),
        "confirmed_by_both": visit.confirmed_by_both,
        "accepted": visit.accepted,
        "confidence": visit.confidence,
        "voices": visit.voices,
        "values": value_columns(visit.values),
    }


def snapshot_of(
    visit: LinkedVisit, columns: Mapping[str, Any], members: Sequence[Official]
) -> Snapshot:
    """The columns with the delegation, the cities and the claims, as JSON holds them."""
    kept = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
    }
    return kept | {
        "members": [member.pk for member in members],
        "cities": list(visit.cities),
        "claims": list(visit.claims),
    }


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


def _state(visit: LinkedVisit, claims: Mapping[str, Claim]) -> EditorialState:
    if visit.rejected:
        return EditorialState.REJECTED
    if settings.VISITBOOK_FOUR_EYES:
        return _seen_by_two(visit, claims)
    if visit.confirmed_by:
        return EditorialState.PUBLISHED
    return editorial_state(visit.rejected, visit.confidence, visit.claims, claims)


def _seen_by_two(visit: LinkedVisit, claims: Mapping[str, Claim]) -> EditorialState:
    """Published where two editors entered or confirmed it, or where what is announced is sure."""
    told = [claims[key] for key in visit.claims]
    by_hand = [one for one in told if one.announcement.source.side == SourceSide.EDITOR]
    # An entry is named "editor:digest".
    editors = {one.announcement.guid.rpartition(":")[0] for one in by_hand}
    sure = any(one.confidence >= settings.PUBLISH_THRESHOLD for one in told if one not in by_hand)
    if sure or len(editors | set(visit.confirmed_by)) > 1:
        return EditorialState.PUBLISHED
    return EditorialState.PROPOSED


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


def day_of(visit: LinkedVisit, claims: Mapping[str, Claim]) -> date:
    """A day of the visit for looking up offices: its own, else that of its first announcement."""
    for window in (visit.start, visit.end, visit.within):
        if window and (window.earliest or window.latest):
            return window.earliest or window.latest or date.min
    return min(claims[key].announcement.published_on for key in visit.claims)


def text_of(value: Value | None) -> str:
    return (value.value or "") if value else ""


def _bounds(name: str, window: Window | None) -> dict[str, date | None]:
    return {
        f"{name}_earliest": window.earliest if window else None,
        f"{name}_latest": window.latest if window else None,
    }


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
