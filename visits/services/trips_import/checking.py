"""The dry run: every row of a batch with what it is, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from visits.ingest.parsers.trips import read_trips
from visits.ingest.parsers.trips_tables import TableRow, parse_table
from visits.ingest.parsers.trips_values import Trip, Wrong
from visits.models import Country, ImportBatch, ImportRow, Visit
from visits.queries.imports.reasons import reason_in_words
from visits.queries.imports.told import ToldRow, told_rows
from visits.reasons import Reason, Refused, Why, because
from visits.services.trips_import.beside import Beside, StoredVisits
from visits.services.trips_import.people import KnownPeople
from visits.services.trips_import.telling import digest_of, guid_of
from visits.terms import ImportStage, RowState

TOGETHER = 2000
# What a table calls the facts of a visit that have another name there.
_FIELDS = {"visitor_country": "country", "visitors": "official"}
Advance = Callable[[int], object]


def check_batch(batch: ImportBatch, advance: Advance = lambda _: None) -> None:
    """Looks at all rows anew and keeps what they are; nothing of them is stored.

    `advance` is told how many rows were kept. Stopped half-way, it goes on behind the rows that are
    kept already; where the columns are named anew meanwhile, it leaves off.
    """
    assert batch.source is not None
    try:
        table = parse_table(bytes(batch.body), batch.name)
        found = list(read_trips(table, batch.mapping))
    except ValueError as problem:
        told = reason_in_words(problem.reason) if isinstance(problem, Refused) else str(problem)
        ImportBatch.objects.filter(pk=batch.pk).update(
            stage=ImportStage.FAILED, problem=told[:1000]
        )
        return
    if not batch.done:
        batch.rows.all().delete()
    checked = _Checked(batch, found)
    ours = ImportBatch.objects.filter(
        pk=batch.pk, stage=ImportStage.CHECKING, mapping=batch.mapping
    )
    for first in range(batch.done, len(found), TOGETHER):
        part = checked.rows(first, first + TOGETHER)
        with transaction.atomic():
            if not ours.filter(done=first).update(done=first + len(part)):
                return
            ImportRow.objects.bulk_create(part)
        advance(len(part))
    ours.update(stage=ImportStage.CHECKED, total=len(found), done=len(found))


@dataclass(frozen=True, slots=True)
class _Found:
    """What a row is, why, and about which field of it that is."""

    state: RowState
    reasons: tuple[Reason, ...] = ()
    field: str = ""


def _found(state: RowState, why: Why, field: str = "", **values: object) -> _Found:
    return _Found(state, (because(why, **values),), field)


class _Checked:
    """Rows compared with each other, with what their source told before, and with all visits."""

    def __init__(self, batch: ImportBatch, found: Sequence[tuple[TableRow, Trip | Wrong]]) -> None:
        self._batch = batch
        self._found = found
        trips = [told for _, told in found if isinstance(told, Trip)]
        assert batch.source is not None
        self._told = told_rows(batch.source, [guid_of(trip) for trip in trips])
        own = Visit.objects.filter(claims__announcement__source=batch.source)
        self._stored = StoredVisits(trips, own)
        self._people = KnownPeople(trips)
        self._countries = set(Country.objects.values_list("code", flat=True))
        self._first: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        for row, trip in found:
            if isinstance(trip, Trip) and self._first.setdefault(trip.identity, row.number) == (
                row.number
            ):
                self._keys.setdefault(guid_of(trip), row.number)

    def rows(self, first: int, last: int) -> list[ImportRow]:
        """Those rows of the table, counted from 0, without the last."""
        return [self._row(row, told) for row, told in self._found[first:last]]

    def _row(self, row: TableRow, told: Trip | Wrong) -> ImportRow:
        kept = ImportRow(batch=self._batch, number=row.number, cells=list(row.cells))
        if isinstance(told, Wrong):
            kept.state, kept.column = RowState.WRONG, told.column
            kept.reasons = [told.reason.as_json()]
            return kept
        kept.value, kept.guid = told.as_json(), guid_of(told)[:500]
        found = self._state(row, told)
        kept.state, kept.reasons = found.state, [reason.as_json() for reason in found.reasons]
        kept.column = self._batch.mapping.get(found.field, "")
        return kept

    def _state(self, row: TableRow, trip: Trip) -> _Found:
        for code, field in ((trip.host, "host"), (trip.country, "country")):
            if code and code not in self._countries:
                return _found(RowState.WRONG, Why.COUNTRY_NOT_STORED, field, country=code)
        first = self._first[trip.identity]
        if first != row.number:
            return _found(RowState.SAME, Why.AS_ROW, row=first)
        keyed = self._keys[guid_of(trip)]
        if keyed != row.number:
            return _found(RowState.DOUBTFUL, Why.KEY_AS_ROW, "key", row=keyed)
        named = self._stored.named(trip)
        if not trip.travellers and not (named and named.is_same):
            return _found(RowState.WRONG, Why.NOBODY, "official")
        if named:
            return _named(named)
        before = self._told.get(guid_of(trip))
        if before and before.says(digest_of(trip)):
            return _found(RowState.SAME, Why.AS_BEFORE)
        if doubt := next(self._doubts(trip), None):
            return doubt
        if before and before.live is not None:
            return _found(RowState.CHANGED, Why.SAYS_ELSE, announcement=before.live)
        return self._beside(trip, before)

    def _beside(self, trip: Trip, before: ToldRow | None) -> _Found:
        near = self._stored.near(trip)
        if near is None:
            return _found(RowState.NEW, Why.TAKEN_BACK) if before else _Found(RowState.NEW)
        if near.is_same:
            return _found(RowState.SAME, Why.SAID_ALREADY, visit=near.visit)
        fields, first = " ".join(near.differs), near.differs[0]
        field = _FIELDS.get(first, first)
        return _found(RowState.DOUBTFUL, Why.NEAR_VISIT, field, visit=near.visit, fields=fields)

    def _doubts(self, trip: Trip) -> Iterator[_Found]:
        if trip.doubts:
            yield _Found(RowState.DOUBTFUL, trip.doubts, trip.doubtful)
        if trip.country is None:
            yield _found(RowState.DOUBTFUL, Why.NO_COUNTRY, "country")
        for one in trip.travellers:
            n = len(self._people.keys(one.name, trip.country, trip))
            if n > 1:
                yield _found(
                    RowState.DOUBTFUL, Why.SEVERAL_OFFICIALS, "official", n=n, name=one.name
                )


def _named(visit: Beside) -> _Found:
    if visit.is_same:
        return _found(RowState.SAME, Why.OF_VISIT, "visit", visit=visit.visit)
    fields = " ".join(visit.differs)
    return _found(RowState.CHANGED, Why.CHANGES_VISIT, "visit", visit=visit.visit, fields=fields)
