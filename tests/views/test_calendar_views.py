"""Week, agenda, year and lanes; filters with their counts; colours; the jump to a day."""

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
    make_source,
    make_visit,
)
from visits.terms import Rank, VisitKind, VisitStatus
from visits.views import choices as filtering

pytestmark = pytest.mark.django_db
VIEWS = {
    "month": "/calendar/2025/4/",
    "week": "/calendar/week/2025/4/8/",
    "agenda": "/calendar/agenda/2025/4/",
    "year": "/calendar/2025/",
    "lanes": "/calendar/lanes/2025/4/8/",
}


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def choices(html: str, name: str) -> list[str]:
    """What a select offers, the choice of all left out."""
    select = html.split(f'id="filter-{name}"')[1].split("</select>")[0]
    return re.findall(r'<option value="[^"]+"[^>]*>([^<]+)</option>', select)


def ticks(html: str, name: str) -> list[tuple[str, str]]:
    found = re.findall(
        rf'name="{name}"\s+value="([^"]*)"[^>]*>\s*[^<]*<span class="count">(\d+)</span>', html
    )
    return [(value, count) for value, count in found]


def heads(html: str) -> list[str]:
    return re.findall(r'class="bar [^"]*" title="([^"]*?) to ', html)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("rows", [1, 3])
def test_view_asks_the_database_a_constant_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int, view: str
) -> None:
    for number in range(rows):
        person = make_official(f"Official {number}")
        visit = make_visit(person, "RU", "2025-04-08", "2025-04-09", cities=[f"City {number}"])
        make_meeting((person, "Sergey Lavrov"), "2025-04-08", visits=[visit], country="RU")
    expected = {"month": 14, "week": 14, "agenda": 13, "year": 6, "lanes": 12}
    with django_assert_num_queries(expected[view]):
        page(client, VIEWS[view])


def test_week_begins_on_its_monday(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-04-05", "2025-04-08")
    html = page(client, VIEWS["week"])
    assert "<h1>Week 15, 7–13 April 2025</h1>" in html
    assert re.findall(r'colspan="(\d)"', html) == ["2"]


def test_agenda_lists_what_began_earlier_under_its_first_day(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-03-31", "2025-04-02")
    make_visit("Xi Jinping", "RU", "2025-04-09", "2025-04-10")
    html = page(client, VIEWS["agenda"])
    assert re.findall(r'<section aria-labelledby="agenda-([^"]+)"', html) == [
        "2025-04-01",
        "2025-04-09",
    ]


def test_year_counts_each_day_of_a_visit_and_no_wide_window(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-03-31", "2025-04-02")
    make_visit("Xi Jinping", "RU", "2025-04-02", "2025-04-02")
    make_visit("Li Qiang", "RU", (day("2025-01-01"), day("2025-12-31")), None)
    html = page(client, VIEWS["year"])
    assert re.findall(r'title="[A-Z]\w+ (\d+ \w+): ([1-9])"', html) == [
        ("31 March", "1"),
        ("1 April", "1"),
        ("2 April", "2"),
    ]
    assert "1 told of with a window of more than a month is not counted." in html


@pytest.mark.parametrize(
    ("by", "rows"),
    [("", ["Wang Yi", "Xi Jinping"]), ("visitor", ["China"]), ("host", ["France", "Russia"])],
)
def test_lanes_have_a_row_for_each(client: Client, by: str, rows: list[str]) -> None:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09")
    make_visit("Xi Jinping", "FR", "2025-04-08", "2025-04-09")
    html = page(client, f"{VIEWS['lanes']}?by={by}")
    found = re.findall(r'class="lanes__who" rowspan="\d">\s*<a [^>]*><bdi>([^<]*)', html)
    assert sorted(found) == rows


def test_next_visit_is_marked_and_told(client: Client) -> None:
    make_visit("Wang Yi", "RU", "2025-04-20", "2025-04-21")
    make_visit("Xi Jinping", "RU", "2025-04-08", "2025-04-09")
    make_visit("Li Qiang", "RU", "2025-04-04", "2025-04-05", status=VisitStatus.CANCELLED)
    html = page(client, VIEWS["month"])
    assert re.findall(r'sum__next">.*?<bdi>([^<]*)', html) == ["Xi Jinping to Russia"]
    assert html.count('<span class="next">Next</span></a>') == 1


def test_cancelled_visit_tells_the_words_that_called_it_off(client: Client) -> None:
    told = make_claim(make_announcement("The trip of Wang Yi is off because of a storm."))
    values: dict[str, Any] = {"status": {"value": "cancelled", "claims": [told.key]}}
    make_visit(
        "Wang Yi",
        "RU",
        "2025-04-08",
        "2025-04-09",
        status=VisitStatus.CANCELLED,
        claims=[told],
        values=values,
    )
    assert "off because of a storm.”" in page(client, VIEWS["month"]).split("bar--cancelled")[1]
    assert '<q class="row__reason">' in page(client, VIEWS["agenda"])


def test_counts_stand_beside_the_choices_under_the_other_filters(client: Client) -> None:
    make_country("RU", region="Europe")
    make_country("JP", region="Asia")
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09", kind=VisitKind.STATE)
    make_visit("Xi Jinping", "JP", "2025-04-08", "2025-04-09", rank=Rank.HEAD)
    make_visit(make_official("Sergey Lavrov", "FR"), "JP", "2025-04-08", "2025-04-09")
    html = page(client, f"{VIEWS['month']}?host=JP")
    assert choices(html, "host") == ["Japan (2)", "Russia (1)"]
    assert choices(html, "visitor") == ["China (1)", "France (1)"]
    assert choices(html, "pair") == ["China – Japan (1)", "France – Japan (1)"]
    assert ticks(html, "rank") == [("1", "1"), ("3", "1")]
    assert ticks(html, "region") == [("Asia", "2")]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("pair=RU-CN", ["Wang Yi"]),
        ("pair=CN-JP,CN-RU", ["Wang Yi", "Xi Jinping"]),
        ("region=Asia", ["Xi Jinping"]),
        ("kind=state", ["Wang Yi"]),
        ("rank=1", ["Xi Jinping"]),
        ("confidence=0.8", ["Xi Jinping"]),
        ("source=cn-mfa", ["Wang Yi"]),
        ("language=fr", ["Xi Jinping"]),
        ("language=fr&source=cn-mfa", []),
        ("q=sochi", ["Wang Yi"]),
        ("q=王毅", ["Wang Yi"]),
        ("q=japon", ["Xi Jinping"]),
        ("q=wang+sochi", ["Wang Yi"]),
        ("q=xi+sochi", []),
        ("q=pêche", ["Xi Jinping"]),
        ("q=ferries", ["Wang Yi"]),
        ("q=%2C", []),
    ],
)
def test_filters_narrow_the_month(client: Client, query: str, wanted: list[str]) -> None:
    make_country("RU", region="Europe")
    make_country("JP", region="Asia")
    told = make_claim(make_announcement("They spoke of ferries."))
    french = make_announcement("En avril.", language="fr", source=make_source("ap", None))
    make_official("Wang Yi", names=["王毅"])
    make_visit(
        "Wang Yi",
        "RU",
        "2025-04-08",
        "2025-04-09",
        kind=VisitKind.STATE,
        cities=["Sochi"],
        claims=[told],
        confidence=0.6,
    )
    make_visit(
        "Xi Jinping",
        "JP",
        "2025-04-09",
        "2025-04-10",
        rank=Rank.HEAD,
        claims=[make_claim(french)],
        purpose="La pêche",
    )
    assert sorted(heads(page(client, f"{VIEWS['month']}?{query}"))) == wanted


def test_chips_take_one_filter_away(client: Client) -> None:
    html = page(client, f"{VIEWS['month']}?host=JP&kind=state&colour=kind")
    assert re.findall(r'class="chip"\s+href="([^"]+)"', html) == [
        "/calendar/2025/4/?kind=state&amp;colour=kind",
        "/calendar/2025/4/?host=JP&amp;colour=kind",
    ]


@pytest.mark.parametrize(
    ("colour", "letter"),
    [("kind", "S"), ("rank", "3"), ("region", "Eu"), ("visitor", "CN"), ("status", "")],
)
def test_colour_comes_with_a_letter(client: Client, colour: str, letter: str) -> None:
    make_country("RU", region="Europe")
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09", kind=VisitKind.STATE)
    html = page(client, f"{VIEWS['month']}?colour={colour}")
    found = re.findall(r'title="[^"]*"><span class="bar__letter"[^>]*>([^<]*)<', html)
    assert found == ([letter] if letter else [])


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", "/calendar/2025/4/"),
        ("view=week&day=2024-02-29", "/calendar/week/2024/2/26/"),
        ("view=year&day=1999-12-31&host=RU", "/calendar/1999/?host=RU"),
        ("view=lanes&day=1800-01-01", "/calendar/lanes/1800/1/1/"),
    ],
)
def test_jump_leads_to_the_day(client: Client, query: str, there: str) -> None:
    assert client.get(f"/calendar/go/?{query}").headers["Location"] == there


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/calendar/go/?day=2025-02-30", 400),
        ("/calendar/go/?day=0000-01-01", 400),
        ("/calendar/go/?day=9999-12-31", 400),
        ("/calendar/go/?view=decade", 400),
        ("/calendar/0/", 404),
        ("/calendar/9999/", 404),
        ("/calendar/1800/", 200),
        ("/calendar/2200/", 200),
        ("/calendar/week/1800/1/1/", 200),
        ("/calendar/week/2200/12/31/", 200),
        ("/calendar/lanes/2200/12/31/", 200),
        ("/calendar/agenda/2025/13/", 404),
        ("/calendar/agenda/2025/4/?page=9", 400),
        ("/calendar/2025/4/?colour=mauve", 400),
        ("/calendar/lanes/2025/4/8/?by=dog", 400),
        ("/calendar/2025/4/?pair=CN", 400),
        ("/calendar/2025/4/?confidence=2", 400),
        ("/calendar/2025/4/?confidence=NaN", 400),
        ("/calendar/2025/4/?region=Atlantis", 400),
        ("/calendar/2025/4/?q=%00", 400),
        ("/calendar/2025/4/?q='%22%3Cscript%3E%5C%26%7C!%3A*()", 200),
        ("/calendar/told/", 400),
        ("/calendar/choices/", 400),
        ("/calendar/choices/?day=2025-04-01&view=dog", 400),
        ("/calendar/choices/?day=9999-12-31", 400),
        ("/calendar/choices/?day=2025-04-01&view=year&status=planned", 200),
        ("/calendar/told/?from=2025-04-01&until=2025-04-30", 200),
    ],
)
def test_addresses_give_a_page_or_a_clear_refusal(
    client: Client, address: str, status: int
) -> None:
    page(client, address, status)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", 'O\'Neil "Bo" & Sons', "م" * 40, "x" * 300]
)
def test_names_of_any_kind_are_shown_as_they_are(client: Client, name: str) -> None:
    head = make_official("Wang Yi")
    head.name = name
    head.save()
    make_visit(head, "RU", "2025-04-08", "2025-04-09", cities=["<b>Sochi</b>"])
    for address in VIEWS.values():
        html = page(client, address)
        assert "<script>alert" not in html
        assert "<b>Sochi" not in html


def test_sources_and_languages_are_counted_for_the_days(client: Client) -> None:
    make_source("quiet", None)
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09", claims=[make_claim()])
    html = page(client, "/calendar/told/?from=2025-04-01&until=2025-04-30")
    assert choices(html, "source") == ["Cn Mfa (1)", "Quiet (0)"]
    assert choices(html, "language") == ["English (1)"]


def test_crowded_days_offer_all_choices_and_count_them_when_asked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09")
    monkeypatch.setattr(filtering, "MOST_COUNTED", 0)
    address = "/calendar/choices/?host=RU&view=month&day="
    crowded = page(client, "/calendar/2025/4/?host=RU")
    assert len(choices(crowded, "host")) > 200
    assert "selected>Russia</option>" in crowded
    assert f'href="{address.replace("&", "&amp;")}2025-04-01"' in crowded
    alone, part = (
        page(client, f"{address}2025-04-01"),
        client.get(f"{address}2025-04-01", headers={"HX-Request": "true"}).content.decode(),
    )
    assert choices(alone, "host") == ["Russia (1)"]
    assert '<option value="RU" selected>Russia (1)</option></div>' in part
    assert ticks(alone, "status") == ticks(part, "status") == [("planned", "1")]
    assert "<html" in alone
    assert "<html" not in part
