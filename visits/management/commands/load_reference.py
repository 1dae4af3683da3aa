from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from visits.services.reference import load_reference


class Command(BaseCommand):
    help = "Seed countries, offices and officials from the packaged files; idempotent."

    def handle(self, *args: Any, **options: Any) -> None:
        seeded = load_reference()
        how = "loaded" if seeded.loaded else "unchanged"
        self.stdout.write(
            f"Reference data {how}: {seeded.countries} countries, {seeded.offices} offices, "
            f"{seeded.officials} officials, {seeded.tenures} tenures."
        )
