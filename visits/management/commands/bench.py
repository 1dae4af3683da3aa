"""Measurements beside peers; the last line printed is one JSON object."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from visits.extraction import Document, packaged_gazetteer
from visits.extraction.announcements import document_of
from visits.sample import sample_announcements

NAMES = ("extraction", "linking", "ingest", "pages", "api", "exports")
SCALES = (10_000, 100_000)


def _documents(texts: Path | None) -> list[Document]:
    if texts is None:
        return [
            Document(row.id, row.title, row.text, row.published.date(), row.lang, row.source)
            for row in sample_announcements()
        ]
    with texts.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [document_of(record, packaged_gazetteer()) for record in records]


class Command(BaseCommand):
    help = "Measure NAME beside its peers, in one run: " + ", ".join(NAMES)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=NAMES)
        parser.add_argument("--texts", type=Path, help="announcements, one JSON object a line")
        parser.add_argument("--scale", type=int, metavar="N", help="with N visits stored as well")

    def handle(self, *args: Any, **options: Any) -> None:
        # Inline: bench/ stands beside the app and is not there where the app is installed alone;
        # one alone, since the memory of others' packages is not that of what is measured.
        try:
            bench = import_module(f"bench.{options['name']}")
            figures = import_module("bench.figures")
        except ImportError as problem:
            raise CommandError("bench/ is missing: run this in a checkout.") from problem
        texts, var = options["texts"], Path(settings.VAR_DIR)
        scales = sorted({*SCALES, options["scale"] or SCALES[0]})
        if options["name"] == "extraction":
            found = bench.measure(_documents(texts), var)
        elif options["name"] in ("pages", "api", "exports"):
            found = bench.measure(options["scale"] or SCALES[0], var)
        else:
            found = bench.measure(scales, texts, var)
        for line in figures.lines(options["name"], found):
            self.stdout.write(line)
