"""All visits and meetings as files, and the number of the change to follow them from."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand

from visits.exports.tables.forms import MEETING_FORMS, VISIT_FORMS, nested_for
from visits.models import Meeting
from visits.queries.rows.context import RowContext
from visits.queries.today import today
from visits.queries.visits import visits_alone
from visits.services.changes import number_changes
from visits.terms import ChangeNoun, EditorialState


class Command(BaseCommand):
    help = (
        "Writes all visits and meetings into DIR, each file when it is whole, and dump.json with "
        "the number of the change from which /api/v1/visits/?changed_after= goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path)
        parser.add_argument("--form", choices=[*MEETING_FORMS], default="ndjson")
        parser.add_argument("--language", default="en", help="of the names of countries")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, form = options["dir"], options["form"]
        folder.mkdir(parents=True, exist_ok=True)
        # Numbered first: what changes while the files are written is told again, never missed.
        nouns = frozenset({ChangeNoun.VISIT, ChangeNoun.MEETING})
        change = number_changes(nouns=nouns).number
        about = RowContext(
            f"{settings.SITE_URL}/api/v1/", today(), options["language"], nested=nested_for(form)
        )
        met = Meeting.objects.exclude(state=EditorialState.REJECTED)
        files = {
            f"visits.{form}": VISIT_FORMS[form](visits_alone(), about),
            f"meetings.{form}": MEETING_FORMS[form](met, about),
            "dump.json": [orjson.dumps({"change": change, "day": about.day}) + b"\n"],
        }
        for name, parts in files.items():
            size = _write(folder / name, parts)
            if options["verbosity"]:
                self.stdout.write(f"{folder / name}: {size:,} bytes")


def _write(path: Path, parts: Iterable[bytes]) -> int:
    """How many bytes the file has; under its name it stands when it is whole."""
    making = path.with_name(f"{path.name}.making")
    with making.open("wb") as file:
        for part in parts:
            file.write(part)
        size = file.tell()
    making.replace(path)
    return size
