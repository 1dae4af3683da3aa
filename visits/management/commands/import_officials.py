"""Officials and who held which office when, from a CSV."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from visits.ingest.parsers.officials import TableProblem, parse_officials
from visits.services.officials_import import import_officials


class Command(BaseCommand):
    help = (
        "Stores the officials, offices and tenures of FILE.csv (columns person, country, office, "
        "start, end; also person_id, aliases, office_kind, source); idempotent."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            table = parse_officials(file.read_bytes())
        except (OSError, TableProblem) as problem:
            raise CommandError(f"{file.name}: {problem}") from problem
        done = import_officials(table=table)
        for note in table.notes:
            self.stderr.write(note)
        for wrong in done.problems:
            self.stderr.write(str(wrong))
        self.stdout.write(
            f"{done.rows:,} rows: {done.tenures:,} tenures ({done.new:,} new, "
            f"{done.changed:,} changed, {done.same:,} same), {len(done.problems):,} wrong"
        )
        self.stdout.write(
            f"{done.officials:,} officials new, {done.confirmed:,} proposed ones confirmed, "
            f"{done.offices:,} offices new"
        )
