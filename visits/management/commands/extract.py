"""What announcements say, one JSON object a line; touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from visits.extraction import extract, packaged_gazetteer
from visits.extraction.announcements import document_of
from visits.extraction.output import as_record

#: What helps where a line is in another encoding.
REMEDY = "save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8 FILE)"


class Unreadable(ValueError):
    """Why a line is no announcement, with what to do about it."""


def announcement(line: bytes) -> dict[str, Any]:
    """The announcement that a line of the file holds; raises `Unreadable`."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        byte = f"byte 0x{line[problem.start]:02x} at {problem.start + 1}"
        raise Unreadable(f"not UTF-8 ({byte}): {REMEDY}") from problem
    except (ValueError, RecursionError) as problem:
        raise Unreadable(f"not JSON ({problem}): write one JSON object a line") from problem
    if not isinstance(record, dict):
        raise Unreadable("not a JSON object: write one announcement a line, in braces")
    return record


def extracted_line(record: dict[str, Any], *, explain: bool) -> str:
    """What an announcement says, in the form of the evaluation files."""
    gazetteer = packaged_gazetteer()
    document = document_of(record, gazetteer)
    return json.dumps(as_record(extract(document, gazetteer), explain=explain), ensure_ascii=False)


class Command(BaseCommand):
    help = "Writes the visits and meetings that the announcements in FILE.jsonl tell."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--explain", action="store_true", help="add the rule and the spans of each event"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            lines = file.open("rb")
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from problem
        left_out = 0
        with lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    record = announcement(line)
                except Unreadable as reason:
                    left_out += 1
                    self.stderr.write(f"{file}, line {number}: {reason}")
                    continue
                self.stdout.write(extracted_line(record, explain=options["explain"]))
        if left_out:
            raise CommandError(f"{file}: {left_out} of {number} lines were not read.")
