"""A file that was brought → a batch with its columns named, as far as they are known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from visits.ingest.parsers.trips_calendar import HEADER as CALENDAR
from visits.ingest.parsers.trips_columns import FIELDS, guess_mapping, missing_in, source_of
from visits.ingest.parsers.trips_tables import parse_table
from visits.models import ImportBatch, ImportMapping, Source
from visits.queries.imports.reasons import reason_in_words
from visits.reasons import Refused
from visits.terms import ImportKind, ImportStage, SourceFormat, SourceSide
from visits.validators import FieldProblem

# Whose tables are a government's own word, and whose.
_STANDING = {"Office of the Historian": (SourceSide.MINISTRY, "US")}


@transaction.atomic
def stage_trips(*, user: User | None, name: str, body: bytes, source_name: str = "") -> ImportBatch:
    """The batch of a file of trips. Its rows are looked at next where its columns are all known.

    A header that was met before is read as it was then; nothing is asked where every column's name
    is known. Raises FieldProblem for a file that is no
    table.
    """
    try:
        table = parse_table(body, name)
    except Refused as problem:
        raise FieldProblem("file", reason_in_words(problem.reason)) from problem
    known = ImportMapping.objects.filter(header=header_key(table.header)).first()
    mapping = known.mapping if known else guess_mapping(table.header)
    told = source_name.strip() or (known.source if known else "") or source_of(table.header)
    batch = ImportBatch.objects.create(
        kind=ImportKind.TRIPS,
        user=user,
        name=name[:200],
        body=body,
        source=source_called(told or _stem(name)),
        header=list(table.header),
        mapping=mapping,
        total=len(table.rows),
        notes=[note.as_json() for note in table.notes],
    )
    is_all_named = set(mapping.values()) == set(table.header)
    if known or is_all_named or source_of(table.header) or table.header == CALENDAR:
        begin_checking(batch)
    return batch


@transaction.atomic
def map_columns(
    *, batch: ImportBatch, mapping: Mapping[str, str], source_name: str = ""
) -> ImportBatch:
    """Sets what the columns are, remembers it for the next table with this header, and has the
    rows looked at. Raises FieldProblem where it does not tell who travelled, or where to."""
    row = _held(batch, ImportStage.MAPPING, ImportStage.CHECKED, ImportStage.CHECKING)
    kept = {field: mapping[field] for field in FIELDS if mapping.get(field)}
    strange = [column for column in kept.values() if column not in row.header]
    if strange:
        raise FieldProblem("mapping", _("There is no column “%(name)s”.") % {"name": strange[0]})
    if missing := missing_in(kept):
        raise FieldProblem(missing[0], _("Choose the column that tells this."))
    row.mapping = kept
    if source_name.strip():
        row.source = source_called(source_name)
    ImportMapping.objects.update_or_create(
        header=header_key(row.header),
        defaults={"mapping": kept, "source": row.source.name if row.source else ""},
    )
    begin_checking(row)
    return row


def begin_checking(batch: ImportBatch) -> None:
    """Leaves the batch for its rows to be looked at, where the columns tell enough."""
    if missing_in(batch.mapping):
        return
    batch.stage, batch.done, batch.problem = ImportStage.CHECKING, 0, ""
    batch.save()


@transaction.atomic
def begin_storing(*, batch: ImportBatch, takes_doubtful: bool) -> ImportBatch:
    """Leaves the good rows, or the doubtful ones as well, to be stored."""
    row = _held(batch, ImportStage.CHECKED)
    row.takes_doubtful, row.stage, row.done = takes_doubtful, ImportStage.STORING, 0
    row.save(update_fields=["takes_doubtful", "stage", "done"])
    return row


@transaction.atomic
def begin_undoing(*, batch: ImportBatch) -> ImportBatch:
    """Leaves all that the batch stored to be taken back; also where it was stopped half-way."""
    row = _held(batch, ImportStage.DONE, ImportStage.STORING, ImportStage.LINKING)
    row.stage, row.done, row.made = ImportStage.UNDOING, 0, {**row.made, "linked_to": 0}
    row.save(update_fields=["stage", "done", "made"])
    return row


def header_key(header: Sequence[str]) -> str:
    """The name under which the mapping of a header is remembered."""
    return hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()


def source_called(name: str) -> Source:
    """The source of that name whose word imported rows are; it is never fetched."""
    side, country = _STANDING.get(name, (SourceSide.WIRE, None))
    source, _made = Source.objects.get_or_create(
        slug=f"import-{slugify(name)[:70] or 'table'}",
        defaults={
            "name": name[:200],
            "format": SourceFormat.MANUAL,
            "side": side,
            "country_id": country,
            "tier": 2,
        },
    )
    return source


def _held(batch: ImportBatch, *stages: ImportStage) -> ImportBatch:
    """The row, held; raises FieldProblem where it is at no such stage."""
    row = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if row.stage not in stages:
        told = _("This import is at another stage by now: %(stage)s.")
        raise FieldProblem("stage", told % {"stage": row.get_stage_display()})
    return row


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0] or "table"
