"""Reading due announcements: text → claims, and the timelines that are due to be linked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from visits.extraction import Document, Extraction, extract
from visits.models import Announcement, Claim, Reading
from visits.queries.gazetteer import gazetteer, reader_version
from visits.services.claims import claim_rows
from visits.services.timelines import store_claims
from visits.terms import DeliveryState

MAX_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one announcement came to: its claims, and the timelines now due."""

    claims: int = 0
    timelines: tuple[int, ...] = ()


def read_announcement(*, announcement_id: int) -> Read | None:
    """Reads one due announcement; None where it is not due or another worker has it.

    The attempt is counted before the text is touched: a text that kills its worker is tried
    three times, then given up with a reason.
    """
    if not _take(announcement_id):
        return None
    # Asked first: a gazetteer that changes meanwhile leaves a version that is out of date.
    version = reader_version()
    try:
        extraction = _extract(announcement_id)
    except Exception as problem:
        _fail(announcement_id, problem)
        raise
    return _store(announcement_id, extraction, version)


@transaction.atomic
def _take(announcement_id: int) -> bool:
    row = (
        Reading.objects.select_for_update(skip_locked=True)
        .filter(pk=announcement_id, state__in=[DeliveryState.DUE, DeliveryState.RUNNING])
        .first()
    )
    if row is None:
        return False
    row.attempts += 1
    row.started_at = timezone.now()
    row.state = DeliveryState.RUNNING
    if row.attempts > MAX_ATTEMPTS:
        row.state = DeliveryState.DEAD
        row.reason = row.reason or f"given up after {MAX_ATTEMPTS} attempts that did not end"
    row.save(update_fields=["attempts", "started_at", "state", "reason"])
    return row.state == DeliveryState.RUNNING


def _extract(announcement_id: int) -> Extraction:
    row = Announcement.objects.select_related("source").get(pk=announcement_id)
    return extract(document_of(row), gazetteer())


def document_of(row: Announcement) -> Document:
    """The stored text as a value; its title is the first paragraph already."""
    title, _, text = row.text.partition("\n\n") if row.title else ("", "", row.text)
    return Document(
        id=str(row.pk),
        title=title,
        text=text,
        published=row.published_on,
        language=row.language,
        source=row.source.name,
        country=row.source.country_id,
    )


def _fail(announcement_id: int, problem: Exception) -> None:
    row = Reading.objects.get(pk=announcement_id)
    dead = row.attempts >= MAX_ATTEMPTS
    row.state = DeliveryState.DEAD if dead else DeliveryState.DUE
    row.reason = f"{type(problem).__name__}: {problem}"[:1000]
    row.save(update_fields=["state", "reason"])


@transaction.atomic
def _store(announcement_id: int, extraction: Extraction, version: str) -> Read:
    row = Announcement.objects.select_related("source").get(pk=announcement_id)
    now = timezone.now()
    revisions = Announcement.objects.filter(Q(pk=row.root_pk) | Q(root=row.root_pk))
    # One at a time for all revisions of a text: each supersedes what the others said.
    readings = Reading.objects.select_for_update(no_key=True).filter(announcement__in=revisions)
    reading = {one.pk: one for one in readings.order_by("pk")}[announcement_id]
    earlier = Claim.objects.filter(announcement__in=revisions)
    if revisions.filter(revision__gt=row.revision).exists():
        _finish(reading, version, [*extraction.notes, "A later revision replaced this text."])
        return Read()
    live = list(earlier.filter(superseded_at=None))
    generation = (earlier.aggregate(last=Max("generation"))["last"] or 0) + 1
    fresh = claim_rows(
        row,
        [*extraction.visits, *extraction.meetings],
        generation=generation,
        engine=version,
    )
    if _same(live, fresh):
        _finish(reading, version, extraction.notes)
        return Read(len(live))
    due = store_claims(fresh, now, replaced=live)
    _finish(reading, version, extraction.notes)
    return Read(len(fresh), tuple(sorted(due)))


def _finish(reading: Reading, version: str, notes: Iterable[str]) -> None:
    reading.state = DeliveryState.DONE
    reading.reason = ""
    reading.engine = version
    reading.notes = list(notes)
    reading.save(update_fields=["state", "reason", "engine", "notes"])


def _same(live: Sequence[Claim], fresh: Sequence[Claim]) -> bool:
    """Whether a reading says word for word what stands already, of the same text."""
    return bool(live) and {_told(row) for row in live} == {_told(row) for row in fresh}


def _told(row: Claim) -> str:
    told = [row.key, row.announcement_id, row.side_id, row.rule, row.value, row.evidence]
    return json.dumps([*told, row.confidence], sort_keys=True)
