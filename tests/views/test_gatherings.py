"""Gatherings: who attends and who does not, who meets there, and the other years."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import day, make_country, make_meeting, make_official, make_visit
from visits.models import Gathering
from visits.terms import EditorialState, MeetingForm, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def make_gathering(slug: str = "g20-summit-2025", **more: Any) -> Gathering:
    return Gathering.objects.create(**{"slug": slug, "name": "G20 Summit", **more})


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def section(html: str, title: str) -> str:
    """The words between a heading and the next one."""
    return words(html.split(title)[1].split("<h2")[0])


def test_gathering_tells_who_attends_by_country_and_who_will_not(client: Client) -> None:
    summit = make_gathering()
    wang, rubio = make_official("Wang Yi", "CN"), make_official("Marco Rubio", "US")
    make_visit(rubio, "JP", "2025-06-02", "2025-06-03", gathering=summit)
    make_visit(wang, "JP", "2025-06-01", "2025-06-03", gathering=summit)
    lavrov = make_official("Sergey Lavrov", "RU")
    make_visit(lavrov, "JP", gathering=summit, status=VisitStatus.CANCELLED)
    make_visit("Xi Jinping", "JP", gathering=summit, status=VisitStatus.INVITED)
    hidden = make_official("Hidden Person", "FR")
    make_visit(hidden, "JP", gathering=summit, state=EditorialState.REJECTED)
    make_visit(hidden, "JP")

    html = page(client, "/gatherings/g20-summit-2025/")

    assert section(html, 'id="attend">') == (
        "Who attends 2 China Wang Yi 1–3 June 2025 planned "
        "United States Marco Rubio 2–3 June 2025 planned"
    )
    assert "Xi Jinping" in section(html, "Invited, not answered")
    assert "Sergey Lavrov" in section(html, "Will not come")
    assert "Hidden Person" not in html
    assert "1–3 June 2025" in words(html.split('class="lead"')[1].split("</p>")[0])


def test_gathering_tells_who_meets_on_the_sidelines_and_the_hosts_own(client: Client) -> None:
    summit = make_gathering(
        country=make_country("JP"), city="Osaka", start=day("2025-06-01"), end=day("2025-06-03")
    )
    wang, host = make_official("Wang Yi", "CN"), make_official("Iwaya Takeshi", "JP")
    visit = make_visit(wang, "JP", "2025-06-01", "2025-06-03", gathering=summit)
    of_visit = make_meeting((wang, host), "2025-06-02", visits=[visit])
    alone = make_meeting(("Marco Rubio", "Sergey Lavrov"), "2025-06-01", gathering=summit)
    make_meeting((wang, make_official("Someone Else", "FR")), "2025-06-02")
    call = make_meeting((wang, make_official("On Phone", "FR")), "2025-06-03", gathering=summit,
                        form=MeetingForm.CALL)  # fmt: skip

    html = page(client, "/gatherings/g20-summit-2025/")

    sidelines = html.split('id="sidelines"')[1].split("</ol>")[0]
    assert re.findall(r'href="(/meetings/\d+/)"', sidelines) == [
        one.get_absolute_url() for one in (alone, of_visit, call)
    ]
    attend = section(html, 'id="attend">')
    assert "Japan Iwaya Takeshi told of at a meeting" in attend
    assert "On Phone" not in attend
    assert "1–3 June 2025 , Osaka, Japan" in words(html.split('class="lead"')[1].split("</p>")[0])


def test_gathering_leads_to_its_other_years(client: Client) -> None:
    make_gathering("g20-summit-2025")
    for slug in (
        "g20-summit-2023",
        "g20-summit-2024",
        "g20-summit-africa-2024",
        "a-g20-summit-2024",
    ):
        make_gathering(slug)
    html = page(client, "/gatherings/g20-summit-2025/")
    editions = html.split('id="editions-title"')[1].split("</section>")[0]
    assert re.findall(r'href="([^"]+)"', editions) == [
        "/gatherings/g20-summit-2024/",
        "/gatherings/g20-summit-2023/",
    ]


def test_days_of_a_gathering_are_the_sure_ones_of_those_who_come(client: Client) -> None:
    summit = make_gathering()
    june = (date(2025, 6, 1), date(2025, 6, 30))
    make_visit("Wang Yi", "JP", june, None, gathering=summit)
    assert "1–30 June 2025" in words(page(client, "/gatherings/g20-summit-2025/"))

    make_visit("Xi Jinping", "JP", "2025-06-14", "2025-06-15", gathering=summit)
    lead = page(client, "/gatherings/g20-summit-2025/").split('class="lead">')[1].split("</p>")[0]
    assert words(lead).split(" , ")[0].startswith("14–15 June 2025")


def test_gathering_of_which_nothing_is_known_says_so(client: Client) -> None:
    make_gathering("funeral")
    html = page(client, "/gatherings/funeral/")
    assert "Nobody is known to come." in html
    assert "No meeting is known." in html
    assert "No days told" in html


@pytest.mark.parametrize("rows", [1, 3])
def test_gathering_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    summit = make_gathering()
    for number in range(rows):
        make_gathering(f"g20-summit-{2010 + number}")
        visitor = make_official(f"Visitor {number}", "CN")
        visit = make_visit(visitor, "JP", cities=["Osaka"], gathering=summit)
        make_meeting((visitor, make_official(f"Host {number}", "JP")), visits=[visit])
    with django_assert_num_queries(7):
        page(client, "/gatherings/g20-summit-2025/")
    with django_assert_num_queries(3):
        page(client, "/gatherings/")


def test_gatherings_are_listed_by_year_and_found_by_name_and_place(client: Client) -> None:
    make_gathering("g20-summit-2024")
    make_gathering("sco-summit-2025", name="SCO Summit", country=make_country("CN"))
    make_gathering("funeral", name="State Funeral")

    def found(query: str) -> list[str]:
        return re.findall(r'href="/gatherings/([^"?]+)/"', page(client, f"/gatherings/{query}"))

    assert found("") == ["sco-summit-2025", "g20-summit-2024", "funeral"]
    assert found("?q=sco") == ["sco-summit-2025"]
    assert found("?country=CN") == ["sco-summit-2025"]
    assert found("?q=nothing") == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/gatherings/unknown/", 404),
        ("/gatherings/?page=9", 400),
        ("/gatherings/?country=Atlantis", 400),
    ],
)
def test_gathering_that_is_none_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
