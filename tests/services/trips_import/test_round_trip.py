"""An export of visits comes back and changes nothing: as a table, in COLT's columns, a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.services.trips_import.test_importing import TOUR, imported
from visits.models import ImportBatch
from visits.queries.imports.batches import tally_of
from visits.services.reference import load_countries
from visits.services.trips_import.running import carry_on
from visits.services.trips_import.staging import stage_trips

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/exports/visits.csv?host=FR",
        "/api/v1/exports/visits.colt.csv?host=FR",
        "/feeds/visits.ics?host=FR&from=2024-01-01",
    ],
)
def test_an_export_comes_back_unchanged(client: Client, settings: Settings, address: str) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    load_countries()
    imported(TOUR)
    answer = client.get(address)

    batch = stage_trips(user=None, name="export", body=answer.getvalue())
    carry_on(batch_id=batch.pk)

    tally = tally_of(ImportBatch.objects.get(pk=batch.pk))
    assert (tally.total, tally.same) == (2, 2)
