"""Leaves due to be linked again what other rules, or other weights, have changed."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from visits.services.rekeying import rekey_claims, retell_claims


class Command(BaseCommand):
    help = (
        "Names the timelines of all live claims anew, by the rules of now, and leaves due what has "
        "moved; workers do the linking. Stopped half-way it begins again, or goes on with --after."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--after", type=int, default=0, help="the last text that is done")
        parser.add_argument(
            "--all", action="store_true", help="also what has not moved: by new weights"
        )
        parser.add_argument("--batch", type=int, default=200, help="texts in a transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        after: int = options["after"]
        looked = moved = 0
        retold = retell_claims if options["all"] else rekey_claims
        while (done := retold(after=after, count=options["batch"])).last is not None:
            after, looked, moved = done.last, looked + done.looked, moved + done.moved
            self.stdout.write(f"--after {after}: {looked:,} texts, {moved:,} moved")
        self.stdout.write(f"{looked:,} texts looked at, {moved:,} are due to be linked again")
