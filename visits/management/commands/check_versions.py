"""Compares the stored history of visits with what linking says anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from visits.linking.asof import Basis
from visits.models import VisitVersion
from visits.queries.as_of import visits_as_of
from visits.queries.recomputed import differences

BASES: tuple[Basis, Basis] = ("published", "recorded")


class Command(BaseCommand):
    help = (
        "Compares stored versions of visits with what linking says anew of the times at which "
        "they began; fails where they differ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--visits", type=int, default=100, help="how many, spread over all")

    def handle(self, *args: Any, **options: Any) -> None:
        visits = _spread(options["visits"])
        compared, found = 0, []
        for visit in visits:
            for when, basis in _moments(visit):
                standing = list(visits_as_of(when, basis, rejected_too=True).filter(visit=visit))
                compared += len(standing)
                found += [
                    f"{when:%Y-%m-%d %H:%M} by {basis}: {words}"
                    for words in differences(standing, when, basis)
                ]
        for words in found:
            self.stderr.write(words)
        if found:
            raise CommandError(f"{len(found)} of {compared} states differ.")
        self.stdout.write(f"{compared} states of {len(visits)} visits are as linking says.")


def _spread(count: int) -> list[int]:
    every = list(VisitVersion.objects.order_by("visit").values_list("visit", flat=True).distinct())
    return every[:: max(1, len(every) // count)]


def _moments(visit: int) -> Iterator[tuple[datetime, Basis]]:
    rows = VisitVersion.objects.filter(visit=visit)
    for when in sorted({timezone.now(), *rows.values_list("published_from", flat=True)}):
        yield when, "published"
    for when in sorted(set(rows.values_list("recorded_from", flat=True))):
        yield when, "recorded"
