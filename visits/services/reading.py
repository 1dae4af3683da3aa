"""Reading due announcements: texts → claims, and the timelines that are due to be linked."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from visits.extraction import Document, Extraction, extract
from visits.models import Announcement, Claim, Reading
from visits.queries.gazetteer import gazetteer_now
from visits.queries.leases import Work
from visits.services.attempts import DATABASE_GONE, fail, give_back, give_back_after_loss, take
from visits.services.claims import claim_rows
from visits.services.leases import lease
from visits.services.retractions import retracted_roots
from visits.services.timelines import store_claims
from visits.terms import DeliveryState

logger = logging.getLogger(__name__)
#: A local time that is taken for UTC lies no further in the future.
AHEAD_BY_ZONE = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading some announcements came to: their claims, and the timelines now due.

    `left` were not read after all, because one before them failed. `waited` has for each that
    was read the seconds since it became due.
    """

    claims: int = 0
    timelines: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    waited: tuple[float, ...] = ()


def read_announcements(*, announcements: Collection[int]) -> Read:
    """Reads those of the announcements that are due and that no other worker has.

    The attempts are counted before the texts are touched. What was attempted before is read
    alone: a text that kills its worker three times, and is given up then, takes no other along.
    """
    with lease(Work.READING, announcements) as ours:
        mine = Reading.objects.filter(pk__in=ours)
        taken = take(mine, tried_as_well=len(announcements) == 1)
        if not taken:
            return Read()
        try:
            return _read(taken)
        except DATABASE_GONE:
            give_back_after_loss(mine.filter(pk__in=taken))
            raise


def _read(taken: Sequence[int]) -> Read:
    # A gazetteer that changes meanwhile leaves a version that is out of date.
    known, version = gazetteer_now()
    rows = Announcement.objects.select_related("source").in_bulk(list(taken))
    found: dict[int, Extraction] = {}
    left: Sequence[int] = ()
    for place, pk in enumerate(taken, start=1):
        try:
            found[pk] = extract(document_of(rows[pk]), known)
        except Exception as problem:  # whatever a text can do to us costs this text its turn
            _failed(pk, problem)
            # It may have been the time or the memory of us all that ran out.
            left = taken[place:]
            give_back(Reading.objects.filter(pk__in=left))
            break
    read = _stored([rows[pk] for pk in found], found, version)
    return Read(read.claims, read.timelines, tuple(left), read.waited)


def _failed(pk: int, problem: Exception) -> None:
    logger.exception("announcement %s could not be read", pk, extra={"announcement_id": pk})
    fail(Reading.objects.filter(pk=pk), problem)


def _stored(rows: Sequence[Announcement], found: Mapping[int, Extraction], version: str) -> Read:
    """All in one transaction; where one cannot be stored, each in its own."""
    if not rows:
        return Read()
    try:
        return _store(rows, found, version)
    except DATABASE_GONE:
        raise
    except Exception as problem:
        if len(rows) == 1:
            _failed(rows[0].pk, problem)
            return Read()
    each = [_stored([row], found, version) for row in rows]
    return Read(
        sum(read.claims for read in each),
        tuple(sorted({pk for read in each for pk in read.timelines})),
        waited=tuple(seconds for read in each for seconds in read.waited),
    )


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


@transaction.atomic
def _store(rows: Sequence[Announcement], found: Mapping[int, Extraction], version: str) -> Read:
    now = timezone.now()
    # One at a time for all revisions of a text: each supersedes what the others said.
    texts = _revisions({row.root_pk for row in rows})
    locked = Reading.objects.select_for_update(no_key=True).filter(announcement__in=texts)
    readings = {one.pk: one for one in locked.order_by("pk")}
    told = _Told.of(texts)
    gone = retracted_roots({row.root_pk for row in rows})
    fresh: list[Claim] = []
    replaced: list[Claim] = []
    kept = 0
    for row in rows:
        reading, extraction = readings[row.pk], found[row.pk]
        notes = [*extraction.notes, *_notes_on_date(row)]
        if row.revision < told.revisions[row.root_pk]:
            _note(reading, version, [*notes, "A later revision replaced this text."])
            continue
        if row.root_pk in gone:
            _note(reading, version, [*notes, "Its publisher took this text back."])
            continue
        _note(reading, version, notes)
        live = told.live.get(row.root_pk, [])
        claims = claim_rows(
            row,
            [*extraction.visits, *extraction.meetings],
            generation=told.generations.get(row.root_pk, 0) + 1,
            engine=version,
        )
        kept += len(claims)
        if not _same(live, claims):
            fresh += claims
            replaced += live
    due = store_claims(fresh, now, replaced=replaced) if fresh or replaced else set()
    done = [readings[row.pk] for row in rows]
    _store_readings(done)
    return Read(kept, tuple(sorted(due)), waited=tuple(_waited(one, now) for one in done))


def _store_readings(done: Iterable[Reading]) -> None:
    """A statement for each set of notes: hardly any text has some."""
    alike: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for reading in done:
        alike[tuple(reading.notes)].append(reading)
    for (*notes,), readings in alike.items():
        Reading.objects.filter(pk__in=[one.pk for one in readings]).update(
            state=DeliveryState.DONE, reason="", engine=readings[0].engine, notes=notes
        )


def _revisions(roots: Collection[int]) -> dict[int, tuple[int, int]]:
    """Of all revisions of these texts: the first one's key, and the number."""
    rows = Announcement.objects.filter(Q(pk__in=roots) | Q(root__in=roots)).order_by()
    return {
        pk: (first or pk, revision)
        for pk, first, revision in rows.values_list("pk", "root", "revision")
    }


@dataclass(frozen=True, slots=True)
class _Told:
    """What is stored of some texts, by the key of each one's first revision."""

    revisions: Mapping[int, int]
    generations: Mapping[int, int]
    live: Mapping[int, list[Claim]]

    @classmethod
    def of(cls, texts: Mapping[int, tuple[int, int]]) -> _Told:
        root = {pk: first for pk, (first, _) in texts.items()}
        revisions: dict[int, int] = {}
        for first, revision in texts.values():
            revisions[first] = max(revision, revisions.get(first, 0))
        claims = Claim.objects.filter(announcement__in=root)
        last = claims.order_by().values_list("announcement").annotate(Max("generation"))
        generations: dict[int, int] = {}
        for pk, generation in last:
            generations[root[pk]] = max(generation, generations.get(root[pk], 0))
        live: dict[int, list[Claim]] = {}
        if generations:
            for claim in claims.filter(superseded_at=None):
                live.setdefault(root[claim.announcement_id], []).append(claim)
        return cls(revisions, generations, live)


def _notes_on_date(row: Announcement) -> list[str]:
    """A day by which "today" and "next week" are misread, if it is wrong."""
    if row.published_at - row.fetched_at <= AHEAD_BY_ZONE:
        return []
    return ["It is dated later than it was fetched: days like “next week” may be read wrongly."]


def _waited(reading: Reading, now: datetime) -> float:
    return max(0.0, (now - reading.due_at).total_seconds())


def _note(reading: Reading, version: str, notes: Iterable[str]) -> None:
    reading.engine = version
    reading.notes = list(notes)


def _same(live: Sequence[Claim], fresh: Sequence[Claim]) -> bool:
    """Whether a reading says word for word what stands already, of the same text."""
    return bool(live) and {_told(row) for row in live} == {_told(row) for row in fresh}


def _told(row: Claim) -> str:
    told = [row.key, row.announcement_id, row.side_id, row.rule, row.value, row.evidence]
    return json.dumps([*told, row.confidence], sort_keys=True)
