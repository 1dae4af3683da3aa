"""Evidence of a page of events: per field who says so, who otherwise, who won and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import F

from visits.models import Claim, Meeting, Visit
from visits.queries.claim_words import span_of, value_said
from visits.queries.evidence import MEETING_FACTS, VISIT_FACTS, facts_of
from visits.queries.rows.context import Row

# What readers see of an event's own columns, where no claim's value was chosen for the field.
_OWN = ("form", "kind", "purpose", "status")
Values = Mapping[int, Mapping[str, Any]]


def evidence_of_visits(rows: Collection[Row], values: Values, site: str) -> dict[int, Row]:
    """The facts by visit; the rows are those of `visit_row`, `values` the consolidated ones."""
    claims = _claims("visits", [row["id"] for row in rows])
    return {
        row["id"]: facts(row, values[row["id"]], claims.get(row["id"], []), site) for row in rows
    }


def evidence_of_meetings(rows: Collection[Row], values: Values, site: str) -> dict[int, Row]:
    """The same of meetings."""
    claims = _claims("meetings", [row["id"] for row in rows])
    return {
        row["id"]: facts(row, values[row["id"]], claims.get(row["id"], []), site) for row in rows
    }


def _claims(events: str, ids: Collection[int]) -> Mapping[int, list[Claim]]:
    found = Claim.objects.filter(**{f"{events}__in": ids}).annotate(event=F(events))
    found = found.select_related("announcement__source").defer(
        "announcement__text", "announcement__signature"
    )
    by_event: dict[int, list[Claim]] = defaultdict(list)
    for claim in found.order_by("announcement__published_at", "pk"):
        by_event[claim.event].append(claim)
    return by_event


def facts(row: Row, values: Mapping[str, Any], claims: list[Claim], site: str) -> Row:
    """Field → value, reason, lock, claims and dissent; for fields of which something was said."""
    is_meeting = "participants" in row
    usual = MEETING_FACTS if is_meeting else VISIT_FACTS
    # Made up: of an event, the facts need the consolidated values alone.
    event = Meeting(values=values) if is_meeting else Visit(values=values)
    names = dict.fromkeys([*usual, *values], "")
    return {
        fact.field: {
            "value": fact.value if fact.field in values else _own(row, fact.field),
            "reason": fact.reason,
            "locked": fact.locked,
            "claims": [said(quote.claim, fact.field, site) for quote in fact.quotes],
            "dissent": [said(quote.claim, fact.field, site) for quote in fact.dissent],
        }
        for fact in facts_of(event, claims, names)
        if fact.field in values or fact.quotes
    }


def _own(row: Row, field: str) -> str | None:
    people = row.get("members" if field == "visitors" else field)
    if field in ("visitors", "participants"):
        return ", ".join(one["name"] for one in people or ()) or None
    return row[field] or None if field in _OWN else None


def said(claim: Claim, field: str, site: str) -> Row:
    """What a claim says of a field; its announcement and source must be loaded."""
    span, told = span_of(claim, field), claim.announcement
    source = told.source
    return {
        "claim": claim.pk,
        "value": value_said(claim, field),
        "quote": span.quote if span else None,
        "span": {"start": span.start, "end": span.end} if span else None,
        "stated": span.stated if span else False,
        "side": claim.side_id,
        "confidence": claim.confidence,
        "source": {
            "slug": source.slug,
            "name": source.name,
            "country": source.country_id,
            "side": source.side,
            "tier": source.tier,
        },
        "announcement": {
            "id": told.pk,
            "url": told.url,
            "api_url": f"{site}announcements/{told.pk}/",
            "title": told.title,
            "language": told.language,
            "published_at": told.published_at,
        },
    }
