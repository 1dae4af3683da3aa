from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.test import Client

from tests.factories import (
    day,
    make_announcement,
    make_claim,
    make_meeting,
    make_official,
    make_tenure,
    make_visit,
)
from visits.exports.tables import portions
from visits.models import Country, Visit
from visits.terms import EditorialState, Role, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Any) -> None:
    settings.VISITBOOK_TODAY = day("2025-04-01")


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> list[Visit]:
    """Three to be told and one to be left out, read in portions of two."""
    monkeypatch.setattr(portions, "SIZE", 2)
    make_visit(host="US", state=EditorialState.REJECTED)
    return [
        make_visit(cities=["Moscow", "Kazan"]),
        make_visit(host="JP", start="2025-05-01", end=None, purpose="=HYPERLINK(1)"),
        make_visit(host="FR", start=None, end=None),
    ]


def got(client: Client, address: str) -> bytes:
    answer = client.get(f"/api/v1/exports/{address}")
    assert answer.status_code == 200
    parts: Any = getattr(answer, "streaming_content", ())
    return b"".join(parts)


def table(told: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(told.decode())))


def test_csv_tells_a_filter_flat(client: Client, visits: list[Visit]) -> None:
    rows = table(got(client, "visits.csv?host=RU"))
    assert len(rows) == 1
    told = {name: rows[0][name] for name in ("id", "head", "cities", "dates", "end_latest")}
    assert told == {
        "id": str(visits[0].pk),
        "head": "Wang Yi",
        "cities": "Moscow; Kazan",
        "dates": "2025-03-31/2025-04-02",
        "end_latest": "2025-04-02",
    }


def test_every_row_comes_once_whatever_the_portions(client: Client, visits: list[Visit]) -> None:
    rows = table(got(client, "visits.csv"))
    assert [int(row["id"]) for row in rows] == [visit.pk for visit in visits]


def test_no_cell_begins_a_formula(client: Client, visits: list[Visit]) -> None:
    assert table(got(client, "visits.csv?host=JP"))[0]["purpose"] == "'=HYPERLINK(1)"


def test_ndjson_tells_rows_as_the_list_does(client: Client, visits: list[Visit]) -> None:
    lines = got(client, "visits.ndjson").splitlines()
    listed = client.get("/api/v1/visits/").json()["results"]
    assert [json.loads(line) for line in lines] == listed


def test_parquet_has_types(client: Client, visits: list[Visit]) -> None:
    read = pq.read_table(io.BytesIO(got(client, "visits.parquet")))
    rows = read.to_pylist()
    assert [row["id"] for row in rows] == [visit.pk for visit in visits]
    assert rows[0]["start_earliest"] == day("2025-03-31")
    assert rows[0]["members"] == ["Wang Yi"]
    assert rows[0]["changed_at"] == visits[0].changed_at
    assert str(read.schema.field("accepted").type) == "bool"


def test_empty_parquet_has_its_columns(client: Client, visits: list[Visit]) -> None:
    read = pq.read_table(io.BytesIO(got(client, "visits.parquet?host=GB")))
    assert (read.num_rows, "cities" in read.column_names) == (0, True)


def test_jsonld_is_one_graph(client: Client, visits: list[Visit]) -> None:
    told = json.loads(got(client, "visits.jsonld"))
    assert told["@context"] == "https://schema.org"
    assert [node["@type"] for node in told["@graph"]] == ["Event"] * 3


def test_ical_holds_what_has_days(client: Client, visits: list[Visit]) -> None:
    assert got(client, "visits.ics").count(b"BEGIN:VEVENT") == 2


def test_meetings_are_exported(client: Client) -> None:
    meeting = make_meeting(on="2025-04-01", city="Geneva")
    (row,) = table(got(client, "meetings.csv"))
    told = (row["id"], row["participants"], row["day"], row["city"])
    assert told == (str(meeting.pk), "Wang Yi; Sergey Lavrov", "2025-04-01", "Geneva")
    assert len(got(client, "meetings.ndjson").splitlines()) == 1
    assert pq.read_table(io.BytesIO(got(client, "meetings.parquet"))).num_rows == 1


def test_colt_has_its_columns(client: Client) -> None:
    xi, putin = make_official("Xi Jinping", "CN"), make_official("Vladimir Putin", "RU")
    make_tenure(xi, "President", Role.HEAD_OF_STATE)
    make_tenure(putin, "President", Role.HEAD_OF_STATE)
    claim = make_claim(make_announcement(url="https://news.example/a"))
    early = make_announcement(published="2025-03-01", url="https://news.example/b")
    visit = make_visit(
        xi,
        start="2025-05-07",
        end="2025-05-10",
        cities=["Moscow"],
        claims=[claim, make_claim(early)],
        status=VisitStatus.COMPLETED,
    )
    make_meeting([xi, putin], on="2025-05-08", visits=[visit])
    Country.objects.filter(code="CN").update(alpha3="CHN")
    Country.objects.filter(code="RU").update(alpha3="RUS")
    (row,) = table(got(client, "visits.colt.csv"))
    assert row == {
        "TripID": str(visit.pk),
        "LeaderID": "xi-jinping",
        "LeaderCountryOrIGO": "China",
        "LeaderCountryISO": "CHN",
        "LeaderRole": "S",
        "LeaderTitle": "President",
        "LeaderFullName": "Xi Jinping",
        "CountryVisited": "Russia",
        "CountryVisitedISO": "RUS",
        "CityVisited": "Moscow",
        "TripStartDate": "2025-05-07",
        "TripEndDate": "2025-05-10",
        "TripDuration": "4",
        "MetHostHoGS": "1",
        "HostHOGSName": "Vladimir Putin",
        "AttendedMultilatEvent": "0",
        "NameMultilatEvent": "",
        "Notes": "status completed",
        "Confidence": "0.9",
        "SourceLink1": "https://news.example/b",
        "SourceLink2": "https://news.example/a",
        "SourceLink3": "",
    }


@pytest.mark.parametrize(
    ("address", "status"), [("visits.xls", 404), ("visits.csv?hots=RU", 400), ("meetings.ics", 404)]
)
def test_what_is_not_offered_is_said(client: Client, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/exports/{address}", headers={"accept": "text/csv"})
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
