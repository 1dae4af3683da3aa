"""The month, the day, the month that the site opens on, and query strings that can't be read."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import (
    day,
    make_announcement,
    make_claim,
    make_country,
    make_meeting,
    make_official,
    make_visit,
)
from visits.terms import EditorialState, MeetingForm, VisitStatus

pytestmark = pytest.mark.django_db
TOUR: dict[str, Any] = {"window_earliest": day("2025-04-14"), "window_latest": day("2025-04-18")}


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def bars(html: str) -> list[str]:
    """What the bars say to a screen reader's user, in order."""
    found = re.findall(r'<a href="(/(?:visits|meetings)/\d+/)"\s+class="(bar[^"]*)"', html)
    return [classes for _, classes in found]


def titles(html: str) -> list[str]:
    return re.findall(r'class="bar[^"]*"\s+title="([^"]*)"', html)


def shelf(html: str) -> list[str]:
    items = re.findall(r'shelf__item--\w+">\s*<a href="[^"]*"><b><bdi>([^<]*)</bdi></b>', html)
    return [item.strip() for item in items]


def test_month_draws_one_bar_a_visit_over_its_days(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-03-31", "2025-04-02", cities=["Moscow"])
    html = page(client, "/calendar/2025/4/")
    assert titles(html) == ["Wang Yi to Moscow, Russia: planned, 31 March – 2 April 2025"]
    assert re.findall(r'colspan="(\d)"', html) == ["3"]


def test_month_goes_on_in_the_next_week(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-04-05", "2025-04-08")
    html = page(client, "/calendar/2025/4/")
    assert re.findall(r'colspan="(\d)"', html) == ["2", "2"]
    assert bars(html) == [
        "bar bar--planned bar--goes-on",
        "bar bar--planned bar--from-before",
    ]


def test_month_fades_the_ends_that_are_windows(client: Client) -> None:
    make_visit("Xi Jinping", "RU", (day("2025-05-01"), day("2025-05-04")), None)
    html = page(client, "/calendar/2025/5/")
    assert bars(html) == ["bar bar--planned bar--fuzzy-start bar--fuzzy-end"]
    assert titles(html) == [
        "Xi Jinping to Russia: planned, some time in 1–4 May 2025, length not told"
    ]


def test_month_says_that_the_outcome_of_a_past_plan_is_not_known(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-03-04", "2025-03-05")
    assert titles(page(client, "/calendar/2025/3/")) == [
        "Wang Yi to Russia: planned, outcome not known, 4–5 March 2025"
    ]


@pytest.mark.parametrize("status", [VisitStatus.CANCELLED, VisitStatus.POSTPONED])
def test_month_keeps_visits_that_were_called_off(client: Client, status: VisitStatus) -> None:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-08", status=status)
    assert bars(page(client, "/calendar/2025/4/")) == [f"bar bar--narrow bar--{status}"]


def test_month_shows_no_rejected_visit_and_marks_a_proposed_one(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09", state=EditorialState.REJECTED)
    make_visit("Xi Jinping", "RU", "2025-04-08", "2025-04-09", state=EditorialState.PROPOSED)
    make_meeting(on="2025-04-08", state=EditorialState.REJECTED)
    html = page(client, "/calendar/2025/4/")
    assert bars(html) == ["bar bar--planned bar--proposed"]
    assert html.count('<span class="bar__doubt">unconfirmed reading</span>') == 1


def test_month_shows_meetings_without_a_visit(client: Client) -> None:
    make_meeting(
        ("Donald Trump", "Vladimir Putin"),
        "2025-02-12",
        form=MeetingForm.CALL,
        status=VisitStatus.COMPLETED,
    )
    html = page(client, "/calendar/2025/2/")
    assert titles(html) == ["Donald Trump, Vladimir Putin: by phone, took place, 12 February 2025"]


def test_month_counts_what_does_not_fit_and_the_day_shows_it(client: Client) -> None:
    for number in range(8):
        make_visit(f"Official {number}", "RU", "2025-04-09", "2025-04-09")
    html = page(client, "/calendar/2025/4/")
    assert len(bars(html)) == 5
    assert re.findall(r'class="more"\s+href="([^"]+)">\+(\d)<', html) == [
        ("/calendar/2025/4/9/", "3")
    ]
    assert page(client, "/calendar/2025/4/9/").count('<li class="row ') == 8


def test_shelf_holds_stops_of_tours_and_what_was_told_of_in_the_month(client: Client) -> None:
    make_visit("Marco Rubio", "JP", None, None, **TOUR)
    told = make_announcement("Mr Macron will go to Japan.", published="2025-04-01")
    make_visit("Emmanuel Macron", "JP", None, None, claims=[make_claim(told)])
    make_visit("Wang Yi", "JP", None, None)
    assert shelf(page(client, "/calendar/2025/4/")) == ["Marco Rubio", "Emmanuel Macron"]
    assert shelf(page(client, "/calendar/2025/5/")) == []
    assert page(client, "/calendar/undated/").count('<li class="row ') == 3


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("visitor=CN", ["Wang Yi"]),
        ("host=FR", ["Sergey Lavrov"]),
        ("visitor=cn&host=RU", ["Wang Yi"]),
        ("visitor=CN&host=FR", []),
        ("official=Wang+Yi", ["Wang Yi"]),
        ("official=wang-yi", ["Wang Yi"]),
        ("official=王毅", ["Wang Yi"]),
        ("official=nobody", []),
        ("visitor=&host=&official=", ["Wang Yi", "Sergey Lavrov"]),
    ],
)
def test_filters_combine(client: Client, query: str, wanted: list[str]) -> None:
    make_official("Wang Yi", "CN", names=["王毅"])
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09")
    make_visit(make_official("Sergey Lavrov", "RU"), "FR", "2025-04-09", "2025-04-10")
    html = page(client, f"/calendar/2025/4/?{query}")
    assert [title.split(" to ")[0] for title in titles(html)] == wanted


def test_filter_stays_in_the_links_to_other_months(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09")
    html = page(client, "/calendar/2025/4/?host=RU")
    assert re.findall(r'rel="(?:prev|next)"\s+href="([^"]+)"', html) == [
        "/calendar/2025/3/?host=RU",
        "/calendar/2025/5/?host=RU",
    ]


def test_home_opens_on_this_month_where_it_shows_something(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09")
    make_visit("Wang Yi", "RU", "2025-05-08", "2025-05-09")
    assert "<h1>April 2025</h1>" in page(client, "/")


@pytest.mark.parametrize(
    ("days", "month"),
    [
        (["2024-11-05", "2025-06-10"], "June 2025"),
        (["2025-02-05", "2025-08-10"], "February 2025"),
        ([], "April 2025"),
    ],
)
def test_home_opens_on_the_nearest_month_that_shows_something(
    client: Client, days: list[str], month: str
) -> None:
    for one in days:
        make_visit("Wang Yi", "RU", one, one)
    assert f"<h1>{month}</h1>" in page(client, "/")


def test_empty_month_leads_to_the_nearest_ones(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2024-11-05", "2024-11-06")
    make_meeting(on="2025-06-10")
    html = page(client, "/calendar/2025/4/")
    empty = html.split('<p class="empty"')[1].split("</p>")[0]
    assert re.findall(r'href="([^"]+)"', empty) == ["/calendar/2024/11/", "/calendar/2025/6/"]


def test_banner_tells_the_day_that_the_site_stands_on(client: Client, settings: Settings) -> None:
    assert "The site stands on <time" in page(client, "/")
    settings.VISITBOOK_TODAY = None
    assert "The site stands on" not in page(client, "/")


def test_htmx_gets_the_month_alone(client: Client) -> None:
    whole = client.get("/calendar/2025/4/")
    part = client.get("/calendar/2025/4/", headers={"HX-Request": "true"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b"<h1>April 2025</h1>" in part.content
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/calendar/0/1/", 404),
        ("/calendar/1799/12/", 404),
        ("/calendar/1800/1/", 200),
        ("/calendar/2200/12/", 200),
        ("/calendar/9999/12/", 404),
        ("/calendar/2025/13/", 404),
        ("/calendar/2025/2/30/", 404),
        ("/calendar/2025/2/28/", 200),
        ("/?host=RUSSIA", 400),
        ("/?visitor=R%00", 400),
        ("/?official=%00", 400),
        ("/?official=" + "x" * 301, 400),
        ("/?status=maybe", 400),
        ("/?from=0000-00-00", 400),
        ("/?from=0001-01-01&until=9999-12-31", 200),
        ("/?utm_source=mail", 200),
        ("/calendar/undated/?page=zero", 400),
        ("/calendar/undated/?page=-1", 400),
        ("/calendar/undated/?page=99999999999999999999", 400),
    ],
)
def test_addresses_give_a_page_or_a_clear_refusal(
    client: Client, address: str, status: int
) -> None:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09")
    page(client, address, status)


def test_refusal_names_the_parameter_and_the_fix(client: Client) -> None:
    html = page(client, "/?host=<b>", 400)
    assert "<code>host=&lt;b&gt;</code>" in html
    assert "is not a country code such as RU, EU or X-NATO." in html


@pytest.mark.parametrize("rows", [1, 3])
def test_month_asks_the_database_a_constant_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    make_country("FR")
    for number in range(rows):
        person = make_official(f"Official {number}")
        visit = make_visit(person, "RU", "2025-04-08", "2025-04-09", cities=[f"City {number}"])
        make_meeting((person, "Sergey Lavrov"), "2025-04-08", visits=[visit], country="RU")
        make_visit(person, "FR", None, None, cities=["Paris"], **TOUR)
    with django_assert_num_queries(16):
        page(client, "/calendar/2025/4/")


@pytest.mark.parametrize(
    "address",
    ["/calendar/99999999999999999999/1/", "/calendar/2025/99999999999999999999/1/"],
)
def test_number_beyond_all_calendars_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "steps"),
    [("/calendar/1800/1/1/", ["next"]), ("/calendar/2200/12/31/", ["prev"])],
)
def test_ends_of_the_calendar_lead_nowhere_beyond(
    client: Client, address: str, steps: list[str]
) -> None:
    assert re.findall(r'rel="(prev|next)"', client.get(address).content.decode()) == steps
