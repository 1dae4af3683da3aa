"""Drawn claims as stored rows: one announcement for each seed, somewhere in four years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tests.linking.strategies import announcement as drawn
from visits.extraction.dates import Window
from visits.linking import MeetingClaim, Party, VisitClaim
from visits.models import Announcement, Claim, Source
from visits.queries.claim_values import announcement_name
from visits.terms import ClaimSubject

NOW = datetime(2025, 6, 1, tzinfo=UTC)
YEARS = (0, 0, 40, 90, 180, 400, 1200)


def rows(seed: int, source: Source, spread: tuple[int, ...] = YEARS) -> list[Claim]:
    """Unsaved claims of a stored announcement; `spread` are the days by which it may be off."""
    draw = Random(seed)
    by = timedelta(days=draw.choice(spread))
    claims = drawn(f"a{seed}", seed)
    told = replace(claims[0].told, published=claims[0].told.published + by)
    text = Announcement.objects.create(
        source=source,
        guid=f"g{seed}",
        text="text",
        published_at=told.published,
        published_on=told.published.date(),
        fetched_at=NOW,
        content_hash="",
        signature=sorted(told.signature),
    )
    return [
        Claim(
            key=f"{announcement_name(text)}#{n:03d}",
            announcement=text,
            subject=ClaimSubject.VISIT if isinstance(claim, VisitClaim) else ClaimSubject.MEETING,
            value=value_of(claim, by),
            side_id=told.side,
            confidence=0.5,
            engine="test",
        )
        for n, claim in enumerate(claims)
    ]


def value_of(claim: VisitClaim | MeetingClaim, by: timedelta = timedelta()) -> dict[str, Any]:
    """The claim as its row keeps it, with all days `by` later."""
    if isinstance(claim, MeetingClaim):
        return {
            "participants": _people(claim.participants),
            "form": claim.form.value,
            "date": _days(claim.day, by),
            "within": None,
            "status": claim.status.value,
            "place_country": claim.country,
            "place_city": None,
            "gathering": None,
        }
    return {
        "visitors": _people(claim.visitors),
        "visitor_country": claim.visitor_country,
        "destination_country": claim.host,
        "destination_city": claim.city,
        **{n: _days(getattr(claim, n), by) for n in ("start", "end", "within", "new_start")},
        "status": claim.status.value,
        "kind": claim.kind.value,
        "purpose": None,
        "gathering": None,
        "accepted": False,
    }


def _days(window: Window | None, by: timedelta) -> list[str | None] | None:
    if window is None:
        return None
    return [(day + by).isoformat() if day else None for day in (window.earliest, window.latest)]


def _people(parties: tuple[Party, ...]) -> list[dict[str, Any]]:
    return [
        {"name": p.name, "country": p.country, "title": "", "role": None, "official": p.official}
        for p in parties
    ]


def row_of(guid: str, claim: VisitClaim, source: Source) -> Claim:
    """An unsaved row of the claim, told by an announcement of its own, which is stored."""
    told = claim.told
    text = Announcement.objects.create(
        source=source,
        guid=guid,
        text="text",
        published_at=told.published,
        published_on=told.published.date(),
        fetched_at=NOW,
        content_hash="",
        signature=sorted(told.signature),
    )
    return Claim(
        key=f"{announcement_name(text)}#001",
        announcement=text,
        subject=ClaimSubject.VISIT,
        value=value_of(claim),
        side_id=told.side,
        confidence=claim.confidence,
        engine="test",
    )
