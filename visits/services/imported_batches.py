"""Tables of officials as batches: looked at, imported at one go, and taken back as one."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from visits.ingest.parsers.officials import OfficialsTable, parse_officials
from visits.models import ImportBatch, ImportRow, Office, Official, OfficialName, Tenure
from visits.queries.imports.reasons import reason_in_words
from visits.reasons import Refused
from visits.services.officials_import import Imported, import_officials
from visits.terms import EditorialState, ImportKind, ImportStage, RowState
from visits.validators import FieldProblem

# What an import may add to, in the order in which it is taken away again.
_ADDED: dict[str, type[Model]] = {
    "names": OfficialName,
    "tenures": Tenure,
    "officials": Official,
    "offices": Office,
}
_KEPT = ("end", "start_text", "end_text", "source")
# Two imports at once would each count the other's rows as theirs.
_LOCK = (
    "LOCK TABLE visits_tenure, visits_official, visits_officialname, visits_office"
    " IN SHARE ROW EXCLUSIVE MODE"
)


@transaction.atomic
def stage_officials(*, user: User | None, name: str, body: bytes) -> ImportBatch:
    """Keeps a table of officials with what each of its rows would be: nothing else is stored.

    Raises FieldProblem for a file that is no such table.
    """
    table = _parsed(body)
    batch = ImportBatch.objects.create(
        kind=ImportKind.OFFICIALS,
        user=user,
        name=name[:200],
        body=body,
        total=table.count,
        done=table.count,
        header=list(table.header),
        notes=[note.as_json() for note in table.notes],
        stage=ImportStage.CHECKED,
    )
    with transaction.atomic():
        foreseen = import_officials(table=table)
        transaction.set_rollback(True)
    _keep_rows(batch, table, foreseen)
    return batch


@transaction.atomic
def store_officials(*, batch: ImportBatch) -> Imported:
    """Imports the rows of a batch that are not wrong, and keeps what it takes to undo that.

    Raises FieldProblem where they are stored already.
    """
    row = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if row.stage != ImportStage.CHECKED:
        raise FieldProblem("stage", _("This import has been stored already."))
    table = _parsed(bytes(row.body))
    done = _remembered(row, table)
    # What was stored since the rows were looked at may have changed what they are.
    row.rows.all().delete()
    _keep_rows(row, table, done)
    row.stage = ImportStage.DONE
    row.applied_at = row.finished_at = timezone.now()
    row.save(update_fields=["stage", "applied_at", "finished_at"])
    return done


@transaction.atomic
def undo_officials(*, batch: ImportBatch) -> ImportBatch:
    """Takes away what the import added and sets back what it changed.

    An official or an office that something else needs by now stays, and so does what changed since.
    """
    row = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if row.stage != ImportStage.DONE:
        raise FieldProblem("stage", _("This import is taken back already."))
    made = row.made
    for pk, before in made.get("changed", {}).items():
        Tenure.objects.filter(pk=pk, **before["now"]).update(**before["was"])
    for pk, key in made.get("confirmed", {}).items():
        Official.objects.filter(pk=pk).update(key=key, state=EditorialState.PROPOSED)
    for name, model in _ADDED.items():
        found = model._default_manager.filter(pk__in=made.get(name, []))
        if model is Official:
            found = found.filter(
                tenures=None, memberships=None, participations=None, visits_led=None,
                itineraries=None,
            )  # fmt: skip
        if model is Office:
            found = found.filter(tenures=None)
        found.delete()
    row.stage, row.finished_at, row.made = ImportStage.UNDONE, timezone.now(), {}
    row.save(update_fields=["stage", "finished_at", "made"])
    return row


def _parsed(body: bytes) -> OfficialsTable:
    try:
        return parse_officials(body)
    except Refused as problem:
        raise FieldProblem("file", reason_in_words(problem.reason)) from problem


def _remembered(batch: ImportBatch, table: OfficialsTable) -> Imported:
    """Imports, and notes on the batch which rows were added and what others said before."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    last = {name: _last(model) for name, model in _ADDED.items()}
    before = _told(Tenure.objects.filter(official__country__in={t.country for t in table.lines}))
    proposed = dict(Official.objects.filter(state=EditorialState.PROPOSED).values_list("pk", "key"))
    done = import_officials(table=table)
    now = _told(Tenure.objects.filter(pk__in=before))
    confirmed = Official.objects.filter(pk__in=proposed, state=EditorialState.PUBLISHED)
    batch.made = {
        **{
            name: list(
                model._default_manager.filter(pk__gt=last[name]).values_list("pk", flat=True)
            )
            for name, model in _ADDED.items()
        },
        "changed": {
            pk: {"was": was, "now": now[pk]} for pk, was in before.items() if now.get(pk) != was
        },
        "confirmed": {pk: proposed[pk] for pk in confirmed.values_list("pk", flat=True)},
    }
    batch.save(update_fields=["made"])
    return done


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


def _told(rows: Iterable[Tenure]) -> dict[int, dict[str, Any]]:
    return {
        row.pk: {
            "end": row.end.isoformat() if row.end else None,
            **{name: getattr(row, name) for name in _KEPT if name != "end"},
        }
        for row in rows
    }


def _state(number: int, wrong: Container[int], done: Imported) -> RowState:
    if number in wrong:
        return RowState.WRONG
    if number in done.new_rows:
        return RowState.NEW
    return RowState.CHANGED if number in done.changed_rows else RowState.SAME


def _keep_rows(batch: ImportBatch, table: OfficialsTable, done: Imported) -> None:
    """A row each, so that what is wrong can be read and written down."""
    wrong = {one.number: one for one in done.problems}
    ImportRow.objects.bulk_create(
        ImportRow(
            batch=batch,
            number=number,
            cells=list(cells),
            state=_state(number, wrong, done),
            reasons=[wrong[number].reason.as_json()] if number in wrong else [],
            column=wrong[number].column if number in wrong else "",
        )
        for number, cells in sorted(table.cells.items())
    )
