"""Date expressions of sentences, one JSON object a line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from visits.extraction.dates.timex import expressions_of


def predicted_lines(lines: Iterable[str]) -> Iterator[str]:
    """One line for each sentence: its `id` and the expressions found, offsets half-open."""
    for line in lines:
        if line.strip():
            sentence = json.loads(line)
            found = expressions_of(
                sentence["text"], date.fromisoformat(sentence["ref"]), sentence.get("lang", "en")
            )
            yield json.dumps({"id": sentence["id"], "expressions": found}, ensure_ascii=False)


class Command(BaseCommand):
    help = "Writes the date expressions found in the sentences of FILE.jsonl."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open(encoding="utf-8") as lines:
            for line in predicted_lines(lines):
                self.stdout.write(line)
