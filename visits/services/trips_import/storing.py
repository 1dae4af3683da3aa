"""The rows that were chosen → announcements with claims, some hundred at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from visits.ingest.parsers.trips_values import Trip
from visits.models import (
    Announcement,
    Claim,
    Country,
    ImportBatch,
    ImportRow,
    Reading,
    Retraction,
    Source,
)
from visits.queries.imports.told import ToldRow, claims_by_announcement, told_rows
from visits.queries.today import today
from visits.services.claims import claim_rows
from visits.services.timelines import store_claims
from visits.services.trips_import.people import KnownPeople
from visits.services.trips_import.telling import ENGINE, announcement_of, digest_of, events_of
from visits.terms import DeliveryState, ImportStage, RowState

TOGETHER = 500


def chosen_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that are to be stored."""
    states = [RowState.NEW, RowState.CHANGED]
    if batch.takes_doubtful:
        states.append(RowState.DOUBTFUL)
    return ImportRow.objects.filter(batch=batch, state__in=states)


@transaction.atomic
def store_some(batch: ImportBatch) -> int:
    """Stores the next rows; how many, 0 where all are stored and linking is next.

    The batch and its source are held, so that nobody stores them twice. What a stopped import
    has stored stays, and the next call goes on from there.
    """
    held = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if held.stage != ImportStage.STORING or held.source_id is None:
        return 0
    source = Source.objects.select_for_update(no_key=True).get(pk=held.source_id)
    if held.applied_at is None:
        held.applied_at = timezone.now()
    rows = list(chosen_rows(held).filter(announcement=None).order_by("number")[:TOGETHER])
    if rows:
        _Stored(source, rows, held.applied_at).write()
        held.done += len(rows)
    else:
        held.stage, held.done = ImportStage.LINKING, 0
    held.save(update_fields=["applied_at", "stage", "done"])
    return len(rows)


class _Stored:
    """Some rows on their way in."""

    def __init__(self, source: Source, rows: Sequence[ImportRow], moment: datetime) -> None:
        self._source, self._rows, self._moment = source, rows, moment
        self._trips = {row.pk: Trip.from_json(row.value or {}) for row in rows}
        self._names = {row.code: row.name_in("en") for row in Country.objects.all()}
        self._people = KnownPeople(list(self._trips.values()))
        self._told = told_rows(source, [row.guid for row in rows])
        self._new: list[Announcement] = []
        self._claims: list[Claim] = []
        self._replaced: list[int] = []

    def write(self) -> None:
        for row in self._rows:
            self._prepare(row)
        Announcement.objects.bulk_create(self._new)
        Reading.objects.bulk_create(
            Reading(announcement=one, state=DeliveryState.DONE, due_at=self._moment, engine=ENGINE)
            for one in self._new
        )
        for row in self._rows:
            self._claim(row)
        roots = [told.root for told in self._told.values()]
        Retraction.objects.filter(announcement__in=roots, lifted_at=None).update(
            lifted_at=self._moment
        )
        before = claims_by_announcement(self._replaced) if self._replaced else {}
        store_claims(
            self._claims,
            timezone.now(),
            replaced=[claim for claims in before.values() for claim in claims],
        )
        ImportRow.objects.bulk_update(self._rows, ["announcement", "before"])

    def _prepare(self, row: ImportRow) -> None:
        """Gives the row its announcement: a new one, a further revision, or one told before."""
        trip = self._trips[row.pk]
        told = self._told.get(row.guid)
        if told is not None and told.live is not None:
            row.before_id = told.live
            self._replaced.append(told.live)
        if told is not None and (known := told.hashes.get(digest_of(trip))):
            row.announcement = Announcement.objects.select_related("source").get(pk=known)
            return
        made = announcement_of(self._source, trip, self._names, self._moment)
        if told is not None:
            made.root_id, made.revision = told.root, told.revisions + 1
            told.revisions += 1
        row.announcement = made
        self._new.append(made)

    def _claim(self, row: ImportRow) -> None:
        trip = self._trips[row.pk]
        announcement = row.announcement
        assert announcement is not None
        row.announcement = announcement  # whose key is known by now
        told = self._told.get(row.guid) or ToldRow(announcement.pk)
        officials: Mapping[str, str | None] = {
            one.name: _only(self._people.keys(one.name, trip.country, trip))
            for one in trip.travellers
        }
        events = events_of(trip, self._names, officials, today())
        self._claims += claim_rows(
            announcement, events, generation=told.generation + 1, engine=ENGINE
        )


def _only(keys: set[str]) -> str | None:
    return next(iter(keys)) if len(keys) == 1 else None
