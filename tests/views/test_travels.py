"""The pages of one official and one country: what is ahead, received, told by wire, by rank."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import make_country, make_meeting, make_official, make_visit
from visits.terms import MeetingForm, Rank, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def section(client: Client, address: str, title: str) -> list[str]:
    """Addresses of visits and meetings under a heading of the page."""
    answer = client.get(address)
    assert answer.status_code == 200
    parts = re.split(r"<h2[^>]*>\s*", answer.content.decode())
    found = [part.split("</ol>")[0] for part in parts if part.startswith(title)]
    return re.findall(r'href="(/(?:visits|meetings)/\d+/)"', "".join(found))


def test_official_has_next_received_and_calls_apart(client: Client) -> None:
    wang, lavrov = make_official("Wang Yi", "CN"), make_official("Sergey Lavrov", "RU")
    make_visit(wang, "FR", "2024-01-01", "2024-01-02")
    coming = make_visit(wang, "FR", "2025-06-01", "2025-06-02")
    make_visit(wang, "JP", "2025-05-01", "2025-05-02", status=VisitStatus.CANCELLED)
    guest = make_visit(lavrov, "CN", "2025-03-01", "2025-03-02")
    make_visit(lavrov, "CN", "2025-02-01", "2025-02-02")
    met = make_meeting((lavrov, wang), "2025-03-01", visits=[guest])
    call = make_meeting((lavrov, wang), "2025-03-10", form=MeetingForm.CALL)
    address = wang.get_absolute_url()
    assert section(client, address, "Next") == [coming.get_absolute_url()]
    assert section(client, address, "Visitors received") == [guest.get_absolute_url()]
    assert section(client, address, "Calls") == [call.get_absolute_url()]
    assert section(client, address, "Meetings in person") == [met.get_absolute_url()]


def test_official_without_visits_has_a_page(client: Client) -> None:
    nobody = make_official("Jane Doe", None)
    html = client.get(nobody.get_absolute_url()).content.decode()
    assert "No visit is known." in html
    assert "<h2>Next</h2>" not in html


def test_country_tells_next_and_ranks_either_way(client: Client) -> None:
    wang, lavrov = make_official("Wang Yi", "CN"), make_official("Sergey Lavrov", "RU")
    make_visit(wang, "RU", "2025-03-01", "2025-03-02", rank=Rank.HEAD)
    coming = make_visit(lavrov, "CN", "2025-05-01", "2025-05-02")
    make_visit(lavrov, "CN", "2025-05-01", "2025-05-02", status=VisitStatus.CANCELLED)
    assert section(client, "/countries/CN/", "Next") == [coming.get_absolute_url()]
    html = client.get("/countries/CN/").content.decode().split('id="traffic-title"')[1]
    table = re.sub(r"<[^>]+>", " ", html.split("<tbody>")[1].split("</tbody>")[0])
    assert " ".join(table.split()) == "head of state or government 1 0 minister 0 1"


def test_country_says_how_many_visits_are_not_listed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visits.views.countries.MOST_ROWS", 1)
    for day in ("2025-03-01", "2025-03-05"):
        make_visit("Wang Yi", "RU", day, day)
    html = client.get("/countries/RU/").content.decode()
    assert html.count("The latest 1 of 2 are listed.") == 1
    assert html.count('Visitors received <span class="count">2</span>') == 1


def test_country_page_has_its_region_in_the_language_of_the_reader(client: Client) -> None:
    make_country("CN", region="Asia")
    html = client.get("/countries/CN/", headers={"Accept-Language": "ru"}).content.decode()
    lead = " ".join(
        re.sub(r"<[^>]+>", " ", html.split('class="lead">')[1].split("</p>")[0]).split()
    )
    assert lead == "Государство, Азия CN"
