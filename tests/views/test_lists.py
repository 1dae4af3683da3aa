"""Officials, countries, announcements and search: what is listed, what it costs, bad queries."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import (
    make_announcement,
    make_claim,
    make_country,
    make_itinerary,
    make_meeting,
    make_official,
    make_source,
    make_tenure,
    make_visit,
)
from visits.terms import EditorialState, MeetingForm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def links(client: Client, address: str, folder: str) -> list[str]:
    """Addresses in the main part of a page that lead into the folder, once each."""
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return list(dict.fromkeys(re.findall(rf'href="(/{folder}/[^"?#]+)', main)))


def test_officials_come_with_the_most_travelled_on_top(client: Client) -> None:
    make_official("Antony Blinken", "US")
    make_visit(make_official("Wang Yi", "CN"), "RU")
    make_official("Nobody Real", "CN", state=EditorialState.REJECTED)
    assert links(client, "/officials/", "officials") == [
        "/officials/wang-yi/",
        "/officials/antony-blinken/",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=wang", ["/officials/wang-yi/"]),
        ("q=王", ["/officials/wang-yi/"]),
        ("country=US", ["/officials/antony-blinken/"]),
        ("country=US&q=wang", []),
        ("q='; drop table", []),
    ],
)
def test_officials_are_found_by_part_of_a_name_and_country(
    client: Client, query: str, found: list[str]
) -> None:
    make_official("Antony Blinken", "US")
    make_official("Wang Yi", "CN", names=["王毅"])
    assert links(client, f"/officials/?{query}", "officials") == found


@pytest.mark.parametrize("rows", [1, 3])
def test_officials_cost_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_tenure(make_official(f"Minister {number}", "CN"))
    with django_assert_num_queries(6):
        assert len(links(client, "/officials/", "officials")) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_official_page_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    wang = make_official("Wang Yi", "CN", names=["王毅"])
    for number in range(rows):
        make_tenure(wang, f"Office {number}")
        tour = make_itinerary(wang, start=date(2025, 3, 1), end=date(2025, 3, 3))
        visits = [
            make_visit(wang, code, "2025-03-01", None, itinerary=tour, cities=["Capital"])
            for code in ("RU", "FR")
        ]
        make_meeting((wang, f"Host {number}"), "2025-03-01", visits=visits)
        make_meeting((wang, f"Host {number}"), "2025-03-02", form=MeetingForm.CALL)
        make_visit(wang, "FR", "2025-05-01", "2025-05-02", cities=["Paris"])
        guest = make_official(f"Guest {number}", "FR")
        received = make_visit(guest, "CN", "2025-03-05", cities=["Beijing"])
        make_meeting((wang, guest), "2025-03-05", visits=[received])
    with django_assert_num_queries(22):
        assert len(links(client, "/officials/wang-yi/", "itineraries")) == rows


def test_official_page_shows_visits_as_a_member_and_other_names(client: Client) -> None:
    wang = make_official("Wang Yi", "CN", names=["王毅"])
    shown, rejected = make_visit(wang, "RU"), make_visit(wang, "FR", state=EditorialState.REJECTED)
    assert links(client, "/officials/wang-yi/", "visits") == [shown.get_absolute_url()]
    assert rejected.get_absolute_url() not in client.get("/officials/wang-yi/").content.decode()
    assert "王毅" in client.get("/officials/wang-yi/").content.decode()


@pytest.mark.parametrize("slug", ["nobody", "x" * 300])
def test_unknown_official_is_not_found(client: Client, slug: str) -> None:
    assert client.get(f"/officials/{slug}/").status_code == 404


def test_countries_tell_what_each_made_and_received(client: Client) -> None:
    make_visit(make_official("Wang Yi", "CN"), "RU")
    make_visit(make_official("Wang Yi", "CN"), "RU", state=EditorialState.REJECTED)
    html = client.get("/countries/").content.decode()
    rows = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in html.split("<tr>")[2:]]
    assert [row.split(" Visitbook")[0] for row in rows] == ["China CN 1", "Russia RU 1"]


@pytest.mark.parametrize("rows", [1, 3])
def test_countries_cost_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for code in ("RU", "CN", "FR")[:rows]:
        make_country(code)
    with django_assert_num_queries(3):
        assert len(links(client, "/countries/", "countries")) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_country_page_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_visit(make_official(f"Guest {number}", "CN"), "RU", cities=["Moscow"])
        make_visit(make_official(f"Host {number}", "RU"), ("CN", "FR", "US")[number])
    with django_assert_num_queries(23):
        assert len(links(client, "/countries/RU/", "visits")) == 2 * rows


def test_country_page_by_a_small_code_leads_to_the_great_one(client: Client) -> None:
    make_country("RU")
    answer = client.get("/countries/ru/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/countries/RU/")
    assert client.get("/countries/ZZ/").status_code == 404


def test_country_page_counts_visits_by_partner(client: Client) -> None:
    make_visit(make_official("Wang Yi", "CN"), "RU")
    make_visit(make_official("Wang Yi", "CN"), "RU")
    make_visit(make_official("Sergey Lavrov", "RU"), "CN")
    html = client.get("/countries/RU/").content.decode().split('id="pairs-title"')[1]
    row = re.sub(r"<[^>]+>", " ", html.split("<tbody>")[1].split("</tbody>")[0])
    assert row.split() == ["China", "1", "2"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Second", "First"]),
        ("q=first", ["First"]),
        ("from=2025-03-29", ["Second"]),
        ("until=2025-03-28", ["First"]),
        ("source=cn-mfa", ["First"]),
        ("language=fr", ["Second"]),
        ("country=FR", ["Second"]),
    ],
)
def test_announcements_are_filtered(client: Client, query: str, titles: list[str]) -> None:
    make_announcement(title="First", published="2025-03-28")
    french = make_source("fr-mae", "FR")
    make_announcement(title="Second", published="2025-03-30", source=french, language="fr")
    html = client.get(f"/announcements/?{query}").content.decode()
    assert re.findall(r'dir="ltr">(\w+)</a>', html) == titles


@pytest.mark.parametrize(
    "query", ["from=x", "until=2025-02-30", "source=a b", "language=English", "page=0", "q=%00"]
)
def test_announcements_refuse_what_they_cannot_read(client: Client, query: str) -> None:
    answer = client.get(f"/announcements/?{query}")
    assert answer.status_code == 400
    assert f"<code>{query.split('=')[0]}" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_announcements_cost_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        make_claim(make_announcement())
    with django_assert_num_queries(2):
        assert len(links(client, "/announcements/", "announcements")) == rows


def test_list_is_cut_into_pages_that_keep_the_filter(client: Client) -> None:
    for number in range(51):
        make_announcement(title=f"News {number}")
    html = client.get("/announcements/?q=news").content.decode()
    assert "Page 1 of 2, 51 in all" in html
    assert re.findall(r'rel="next"\s+href="([^"]+)"', html) == ["?q=news&amp;page=2"]
    second = client.get("/announcements/?q=news&page=2").content.decode()
    assert second.count('<li class="row">') == 1


def test_search_finds_people_countries_visits_and_announcements(client: Client) -> None:
    make_visit(make_official("Sergey Lavrov", "RU"), "FR", cities=["Paris"])
    make_announcement(title="Lavrov in Paris")
    assert links(client, "/search/?q=lavrov", "officials") == ["/officials/sergey-lavrov/"]
    assert len(links(client, "/search/?q=paris", "visits")) == 1
    assert len(links(client, "/search/?q=paris", "announcements")) == 1
    assert links(client, "/search/?q=france", "countries") == ["/countries/FR/"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?q=", 200),
        ("?q=%3Cscript%3E", 200),
        ("?q=O'Neill%25_", 200),
        ("?q=%D9%85%D8%AD%D9%85%D8%AF", 200),
        ("?q=" + "x" * 300, 200),
        ("?q=" + "x" * 301, 400),
        ("?q=%00", 400),
    ],
)
def test_search_takes_any_words(client: Client, query: str, status: int) -> None:
    answer = client.get(f"/search/{query}")
    assert answer.status_code == status
    assert "<script>" not in answer.content.decode().split("<main")[1]
