"""Trips from a CSV, a workbook or a calendar."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from visits.exports.rejected import rejected_csv
from visits.management.progress import Progress
from visits.models import ImportBatch
from visits.queries.imports.batches import Tally, rejected_rows, tally_of
from visits.queries.imports.reasons import reasons_in_words, reasons_said
from visits.services.trips_import.running import carry_on
from visits.services.trips_import.staging import (
    begin_storing,
    begin_undoing,
    map_columns,
    stage_trips,
)
from visits.terms import ImportStage
from visits.validators import FieldProblem


class Command(BaseCommand):
    help = (
        "Imports the trips of FILE (CSV, XLSX, iCalendar). --dry-run only says what each row is. "
        "--undo N takes import N back, --resume N carries on one that was stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--source", default="", help="whose table this is")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="what a column is, for example host=Land; may be given several times",
        )
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--all", action="store_true", help="take doubtful rows as well")
        parser.add_argument("--rejected", type=Path, help="write the rows left out to this CSV")
        parser.add_argument("--undo", type=int, metavar="N")
        parser.add_argument("--resume", type=int, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            batch = self._batch(options)
            self._run(batch, "rows")
            batch.refresh_from_db()
            if batch.stage == ImportStage.CHECKED and not options["dry_run"]:
                self._say(tally_of(batch), options["verbosity"])
                begin_storing(batch=batch, takes_doubtful=options["all"])
                self._run(batch, "rows stored")
        except (FieldProblem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self._report(batch, options)

    def _batch(self, options: dict[str, Any]) -> ImportBatch:
        number = options["undo"] or options["resume"]
        if number:
            batch = ImportBatch.objects.filter(pk=number).first()
            if batch is None:
                raise CommandError(f"there is no import {number}")
            return begin_undoing(batch=batch) if options["undo"] else batch
        if options["file"] is None:
            raise CommandError("give a FILE, or --undo N or --resume N")
        file: Path = options["file"]
        batch = stage_trips(
            user=None, name=file.name, body=file.read_bytes(), source_name=options["source"]
        )
        for note in reasons_said(batch.notes):
            self.stderr.write(note.words)
        told = dict(one.partition("=")[::2] for one in options["column"])
        return map_columns(
            batch=batch, mapping={**batch.mapping, **told}, source_name=options["source"]
        )

    def _run(self, batch: ImportBatch, what: str) -> None:
        with Progress(self.stderr, what, batch.total) as progress:
            while carry_on(batch_id=batch.pk, seconds=60, advance=progress.advance):
                pass

    def _say(self, tally: Tally, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(
                f"{tally.total:,} rows: {tally.new:,} new, {tally.changed:,} changed, "
                f"{tally.same:,} same, {tally.doubtful:,} doubtful, {tally.wrong:,} wrong"
            )

    def _report(self, batch: ImportBatch, options: dict[str, Any]) -> None:
        batch.refresh_from_db()
        tally = tally_of(batch)
        if batch.stage == ImportStage.FAILED:
            raise CommandError(batch.problem)
        if options["dry_run"]:
            self._say(tally, 1)
        for row in rejected_rows(batch):
            where = f" in “{row.column}”" if row.column else ""
            why = reasons_in_words(row.reasons)
            self.stderr.write(f"row {row.number}: {row.state}{where}: {why}")
        if options["rejected"]:
            options["rejected"].write_bytes(b"".join(rejected_csv(batch)))
        if batch.stage == ImportStage.UNDONE:
            self.stdout.write(f"import {batch.pk} is taken back")
        elif batch.stage == ImportStage.DONE:
            self.stdout.write(tally.line)
            self.stdout.write(f"import {batch.pk}: take it back with --undo {batch.pk}")
