"""The whole pipeline over a file of announcements, in a database that is thrown away."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from visits.management.replaying import replay


@contextmanager
def throwaway_database() -> Iterator[None]:
    """An empty, migrated database beside the real one, dropped at the end."""
    name = str(connection.settings_dict["NAME"])
    connection.settings_dict.setdefault("TEST", {})["NAME"] = f"replay_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


class Command(BaseCommand):
    help = "Write what the announcements in FILE.jsonl tell, with the ids they were linked to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--shuffle", type=int, metavar="SEED", help="arrive in another order")

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines if line.strip()]
        with throwaway_database():
            for told in replay(records, shuffle=options["shuffle"]):
                self.stdout.write(json.dumps(told, ensure_ascii=False))
