"""Leaves readings due, so that a newer engine or a better gazetteer reads the texts again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from visits.models import Source
from visits.services.rereading import reread_all, reread_outdated, reread_source


class Command(BaseCommand):
    help = (
        "Leaves due what an older engine or another gazetteer read (or all, or one source's); "
        "workers do the reading, and claims that come out the same stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="everything that was ever read")
        which.add_argument("--source", metavar="SLUG", help="what this source has told")

    def handle(self, *args: Any, **options: Any) -> None:
        slug: str | None = options["source"]
        if slug is not None:
            if not Source.objects.filter(slug=slug).exists():
                raise CommandError(f"there is no source {slug!r}")
            count = reread_source(slug=slug)
        else:
            count = reread_all() if options["all"] else reread_outdated()
        self.stdout.write(f"{count:,} announcements are due to be read again")
