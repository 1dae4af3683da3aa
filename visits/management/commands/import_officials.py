"""Officials and who held which office when, from a table."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from visits.models import ImportBatch
from visits.queries.imports.batches import rejected_rows, tally_of
from visits.queries.imports.reasons import reasons_in_words, reasons_said
from visits.services.imported_batches import stage_officials, store_officials, undo_officials
from visits.services.officials_import import Imported
from visits.terms import ImportKind
from visits.validators import FieldProblem


class Command(BaseCommand):
    help = (
        "Stores the officials, offices and tenures of FILE, a CSV or XLSX (columns person, "
        "country, office, start, end; also person_id, aliases, office_kind, source); idempotent. "
        "--dry-run only says what each row is, --undo N takes import N back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--undo", type=int, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path | None = options["file"]
        try:
            if options["undo"]:
                self._undo(options["undo"])
            elif file is None:
                raise CommandError("give a FILE, or --undo N")
            else:
                self._bring(file, dry_run=options["dry_run"])
        except FieldProblem as problem:
            where = f"{file.name}: " if file else ""
            raise CommandError(f"{where}{problem.message}") from problem
        except OSError as problem:
            raise CommandError(str(problem)) from problem

    def _bring(self, file: Path, *, dry_run: bool) -> None:
        batch = stage_officials(user=None, name=file.name, body=file.read_bytes())
        done = None if dry_run else store_officials(batch=batch)
        batch.refresh_from_db()
        for note in reasons_said(batch.notes):
            self.stderr.write(note.words)
        for row in rejected_rows(batch):
            where = f" in “{row.column}”" if row.column else ""
            self.stderr.write(f"row {row.number}{where}: {reasons_in_words(row.reasons)}")
        self._report(batch, done)

    def _report(self, batch: ImportBatch, done: Imported | None) -> None:
        tally = tally_of(batch)
        tenures = tally.new + tally.changed + tally.same
        self.stdout.write(
            f"{tally.total:,} rows: {tenures:,} tenures ({tally.new:,} new, "
            f"{tally.changed:,} changed, {tally.same:,} same), {tally.wrong:,} wrong"
        )
        if done is None:
            self.stdout.write("Nothing is stored: this was a dry run.")
            return
        self.stdout.write(
            f"{done.officials:,} officials new, {done.confirmed:,} proposed ones confirmed, "
            f"{done.offices:,} offices new"
        )
        self.stdout.write(f"import {batch.pk}: take it back with --undo {batch.pk}")

    def _undo(self, number: int) -> None:
        batch = ImportBatch.objects.filter(pk=number, kind=ImportKind.OFFICIALS).first()
        if batch is None:
            raise CommandError(f"there is no import {number} of officials")
        undo_officials(batch=batch)
        self.stdout.write(f"import {batch.pk} is taken back")
