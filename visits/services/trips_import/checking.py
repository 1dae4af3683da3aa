"""The dry run: every row of a batch with what it is, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction

from visits.ingest.parsers.trips import read_trips
from visits.ingest.parsers.trips_tables import TableProblem, TableRow, parse_table
from visits.ingest.parsers.trips_values import Trip, Wrong
from visits.models import Country, ImportBatch, ImportRow, Visit
from visits.queries.imports.told import ToldRow, told_rows
from visits.services.trips_import.beside import StoredVisits
from visits.services.trips_import.people import KnownPeople
from visits.services.trips_import.telling import digest_of, guid_of
from visits.terms import ImportStage, RowState

TOGETHER = 2000
Advance = Callable[[int], object]


def check_batch(batch: ImportBatch, advance: Advance = lambda _: None) -> None:
    """Looks at all rows anew and keeps what they are; nothing of them is stored.

    `advance` is told how many rows were kept. Stopped half-way, it begins again.
    """
    assert batch.source is not None
    try:
        table = parse_table(bytes(batch.body), batch.name)
        found = list(read_trips(table, batch.mapping))
    except (TableProblem, ValueError) as problem:
        ImportBatch.objects.filter(pk=batch.pk).update(
            stage=ImportStage.FAILED, problem=str(problem)[:1000]
        )
        return
    batch.rows.all().delete()
    rows = _Checked(batch, found).rows()
    for first in range(0, len(rows), TOGETHER):
        part = rows[first : first + TOGETHER]
        with transaction.atomic():
            ImportRow.objects.bulk_create(part)
            ImportBatch.objects.filter(pk=batch.pk).update(done=first + len(part))
        advance(len(part))
    ImportBatch.objects.filter(pk=batch.pk, stage=ImportStage.CHECKING).update(
        stage=ImportStage.CHECKED, total=len(rows), done=len(rows)
    )


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

    def rows(self) -> list[ImportRow]:
        return [self._row(row, told) for row, told in self._found]

    def _row(self, row: TableRow, told: Trip | Wrong) -> ImportRow:
        kept = ImportRow(batch=self._batch, number=row.number, cells=list(row.cells))
        if isinstance(told, Wrong):
            kept.state, kept.reason, kept.column = RowState.WRONG, told.reason[:500], told.column
            return kept
        kept.value, kept.guid = told.as_json(), guid_of(told)[:500]
        kept.state, kept.reason, field = self._state(row, told)
        kept.reason = kept.reason[:500]
        kept.column = self._batch.mapping.get(field, "")
        return kept

    def _state(self, row: TableRow, trip: Trip) -> tuple[RowState, str, str]:
        for code, field in ((trip.host, "host"), (trip.country, "country")):
            if code and code not in self._countries:
                return RowState.WRONG, f"country {code} is not stored here", field
        first = self._first.setdefault(trip.identity, row.number)
        if first != row.number:
            return RowState.SAME, f"as row {first}", ""
        keyed = self._keys.setdefault(guid_of(trip), row.number)
        if keyed != row.number:
            return (
                RowState.DOUBTFUL,
                f"row {keyed} has the same key, and says something else",
                "key",
            )
        named = self._stored.named(trip)
        if not trip.travellers and not (named and named.is_same):
            return RowState.WRONG, "nobody is named", "official"
        if named:
            reason = f"visit {named.visit}"
            return (RowState.SAME if named.is_same else RowState.CHANGED), reason, "visit"
        before = self._told.get(guid_of(trip))
        if before and before.says(digest_of(trip)):
            return RowState.SAME, "as it was imported before", ""
        for doubt, field in self._doubts(trip):
            return RowState.DOUBTFUL, doubt, field
        if before and before.live is not None:
            return RowState.CHANGED, "says something else than when it was imported", ""
        return self._beside(trip, before)

    def _beside(self, trip: Trip, before: ToldRow | None) -> tuple[RowState, str, str]:
        near = self._stored.near(trip)
        if near is None:
            return RowState.NEW, "was taken back before" if before else "", ""
        if near.is_same:
            return RowState.SAME, f"visit {near.visit} says so already", ""
        reason = f"visit {near.visit} of the same person is near it, and says something else"
        return RowState.DOUBTFUL, reason, "start"

    def _doubts(self, trip: Trip) -> Iterator[tuple[str, str]]:
        if trip.doubts:
            yield "; ".join(trip.doubts), trip.doubtful
        if trip.country is None:
            yield "the visitor's country is not told", "country"
        yield from self._namesakes(trip)

    def _namesakes(self, trip: Trip) -> Iterable[tuple[str, str]]:
        for one in trip.travellers:
            found = self._people.keys(one.name, trip.country, trip)
            if len(found) > 1:
                yield f"{len(found)} officials may be {one.name}", "official"
