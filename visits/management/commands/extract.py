"""What announcements say, one JSON object a line; touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from visits.extraction import extract, packaged_gazetteer
from visits.extraction.announcements import document_of
from visits.extraction.output import as_record


def extracted_lines(lines: Iterable[str], *, explain: bool) -> Iterator[str]:
    """One line for each announcement, in the form of the evaluation files."""
    gazetteer = packaged_gazetteer()
    for line in lines:
        if line.strip():
            document = document_of(json.loads(line), gazetteer)
            record = as_record(extract(document, gazetteer), explain=explain)
            yield json.dumps(record, ensure_ascii=False)


class Command(BaseCommand):
    help = "Writes the visits and meetings that the announcements in FILE.jsonl tell."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--explain", action="store_true", help="add the rule and the spans of each event"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open(encoding="utf-8") as lines:
            for line in extracted_lines(lines, explain=options["explain"]):
                self.stdout.write(line)
