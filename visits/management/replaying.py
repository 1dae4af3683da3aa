"""Announcements of the evaluation form through the whole pipeline, and what came of each."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from celery import current_app
from django.db import transaction

from visits.extraction import packaged_gazetteer
from visits.extraction.announcements import document_of, publisher_country
from visits.ingest.items import Item
from visits.models import Announcement, Claim, Source
from visits.queries.claim_values import window
from visits.queries.due import due_readings, due_timelines
from visits.services.ingestion import ingest_items
from visits.services.reference import load_reference
from visits.tasks import enqueue_linking, enqueue_readings
from visits.terms import ClaimSubject, SourceFormat, SourceSide

_MINISTRY = re.compile(
    r"ministry|department|white house|kremlin|élysée|elysee|cancill|downing", re.IGNORECASE
)


def replay(
    records: Sequence[Mapping[str, Any]], *, shuffle: int | None = None
) -> Iterator[dict[str, Any]]:
    """One record an announcement, in the order given, after all of them went through the tasks.

    The tasks run in this process, each where production would enqueue it: on commit. With
    `shuffle`, the announcements arrive in the order of that seed.
    """
    logging.getLogger("celery").setLevel(logging.WARNING)
    current_app.conf.update(task_always_eager=True, task_eager_propagates=True)
    load_reference()
    arriving = list(records)
    if shuffle is not None:
        random.Random(shuffle).shuffle(arriving)
    for record in arriving:
        _arrive(record)
    # What a task left due for others is what the sweeper would pick up.
    while due_readings() or due_timelines():
        enqueue_readings(due_readings())
        enqueue_linking(due_timelines())
    stored = {row.guid: row for row in Announcement.objects.filter(revision=1)}
    for record in records:
        row = stored.get(str(record["id"]))
        yield {"id": record["id"], **_told(row)} if row else {**_nothing(), "id": record["id"]}


def _arrive(record: Mapping[str, Any]) -> None:
    document = document_of(record, packaged_gazetteer())
    published = datetime.combine(document.published, time(12), UTC) if document.published else None
    item = Item(
        guid=document.id,
        url=str(record.get("url") or ""),
        title=document.title,
        text=document.text,
        published=published,
        language=document.language,
    )
    with transaction.atomic():
        source = _source(document.source)
        done = ingest_items(
            source=source, items=[item], fetched_at=published or datetime(1970, 1, 1, tzinfo=UTC)
        )
        enqueue_readings(done.due)


def _source(name: str) -> Source:
    country = publisher_country(name, packaged_gazetteer())
    side = SourceSide.WIRE
    if country:
        side = SourceSide.MINISTRY if _MINISTRY.search(name) else SourceSide.AGENCY
    row, _ = Source.objects.get_or_create(
        name=name,
        defaults={
            "slug": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "unnamed",
            "format": SourceFormat.PUSH,
            "country_id": country,
            "side": side,
        },
    )
    return row


def _nothing() -> dict[str, Any]:
    return {"visits": [], "meetings": []}


def _told(row: Announcement) -> dict[str, Any]:
    told: dict[str, Any] = _nothing()
    claims: Iterable[Claim] = (
        row.claims.filter(superseded_at=None)
        .select_related("visit_link__visit__itinerary", "meeting_link__meeting")
        .order_by("key")
    )
    for claim in claims:
        if claim.subject == ClaimSubject.VISIT:
            told["visits"].append(_visit(claim))
        else:
            told["meetings"].append(_meeting(claim))
    return told


def _visit(claim: Claim) -> dict[str, Any]:
    visit = claim.visit_link.visit
    linked = {name: told["value"] for name, told in visit.values.items()}
    return {
        **{name: _edtf(claim.value[name]) for name in ("start", "end", "within", "new_start")},
        **{name: _code(claim.value[name]) for name in ("visitor_country", "destination_country")},
        **{name: claim.value[name] for name in ("destination_city", "status", "kind")},
        "visitors": [person["name"] for person in claim.value["visitors"]],
        "confidence": claim.confidence,
        "side": _code(claim.side_id),
        "visit": visit.key,
        "itinerary": visit.itinerary.key,
        "linked": {name: linked.get(name) for name in ("start", "end", "status", "kind")},
    }


def _meeting(claim: Claim) -> dict[str, Any]:
    meeting = claim.meeting_link.meeting
    linked = {name: told["value"] for name, told in meeting.values.items()}
    return {
        "participants": [person["name"] for person in claim.value["participants"]],
        "countries": [_code(code) for code in claim.value["countries"]],
        "place_country": _code(claim.value["place_country"]),
        **{name: claim.value[name] for name in ("form", "status", "place_city")},
        "date": _edtf(claim.value["date"]),
        "confidence": claim.confidence,
        "side": _code(claim.side_id),
        "meeting": meeting.key,
        "linked": {"date": linked.get("day"), "status": linked.get("status")},
    }


def _edtf(days: list[str | None] | None) -> str | None:
    told = window(days)
    return told.edtf if told else None


def _code(code: str | None) -> str | None:
    """The code of a country that goes out: "SU" for SUHH."""
    return packaged_gazetteer().code(code) if code else code
