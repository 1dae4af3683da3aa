"""What a table of trips tells: made trips apart from the news, planned ones among it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.pipeline import item, tell
from visits.models import ImportBatch
from visits.services.trips_import.running import carry_on
from visits.services.trips_import.staging import begin_storing, map_columns, stage_trips

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TABLE = (
    "official,acts for,host country,city,start,end\n"
    "Li Peng,China,Russia,Moscow,1994-06-06,1994-06-08\n"
    "Li Peng,China,France,Paris,1996-04-09,1996-04-13\n"
    "Li Qiang,China,Russia,Kazan,2025-05-06,2025-05-08\n"
)


@pytest.fixture
def table(settings: Settings) -> ImportBatch:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    text = "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to 3."
    tell(item("cn-1", text, day="2025-03-21", publisher="cn-mfa"))
    batch = stage_trips(user=None, name="t.csv", body=TABLE.encode(), source_name="Old trips")
    map_columns(batch=batch, mapping=batch.mapping)
    carry_on(batch_id=batch.pk)
    batch.refresh_from_db()
    begin_storing(batch=batch, takes_doubtful=True)
    carry_on(batch_id=batch.pk, seconds=60)
    batch.refresh_from_db()
    return batch


def people(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/changes/{query}")
    assert answer.status_code == 200
    parts = answer.content.decode().split("<b><bdi>")[1:]
    return [part.split("</bdi>")[0] for part in parts]


def test_trips_that_a_table_tells_as_made_are_listed_apart(
    client: Client, table: ImportBatch
) -> None:
    assert people(client) == ["Li Qiang", "Wang Yi"]
    assert sorted(people(client, f"?table={table.pk}")) == ["Li Peng", "Li Peng", "Li Qiang"]
    assert people(client, f"?table={table.pk}&country=FR") == ["Li Peng"]
    assert people(client, f"?table={table.pk + 1}") == []
    assert client.get("/changes/?table=old").status_code == 400


def test_page_leads_to_the_table_and_back(client: Client, table: ImportBatch) -> None:
    news = client.get("/changes/?country=CN").content.decode()
    told = client.get(f"/changes/?country=CN&table={table.pk}").content.decode()

    assert news.count(f'href="/changes/?country=CN&amp;table={table.pk}"') == 1
    assert told.count('<a href="/changes/?country=CN">Back to the news</a>') == 1
    assert "listed apart" not in client.get("/changes/?until=2025-04-01").content.decode()
