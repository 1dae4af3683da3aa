"""The diary check: what is a contradiction, what is none, and the words behind it."""

from __future__ import annotations

import re
from datetime import date

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
from visits.models import Gathering
from visits.terms import EditorialState, MeetingForm, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def clashes(client: Client, query: str = "") -> list[list[str]]:
    """The visits of each contradiction, by address."""
    answer = client.get(f"/diary/{query}")
    assert answer.status_code == 200
    parts = answer.content.decode().split('<article class="clash"')[1:]
    return [re.findall(r'href="(/visits/\d+/)"', part.split("</article>")[0]) for part in parts]


def test_diary_finds_one_person_in_two_places_with_the_claims_behind(client: Client) -> None:
    wang = make_official("Wang Yi", "CN")
    claims = [make_claim(make_announcement(f"Wang Yi will be in {place}.")) for place in ("A", "B")]
    one = make_visit(wang, "RU", "2025-04-01", "2025-04-04", claims=claims[:1])
    two = make_visit(wang, "FR", "2025-04-03", "2025-04-05", claims=claims[1:])
    assert clashes(client) == [[one.get_absolute_url(), two.get_absolute_url()]]
    html = client.get("/diary/").content.decode()
    assert "in two places,\n    <bdi>3–4 April 2025</bdi>" in html
    assert ("Wang Yi will be in A." in html, "Wang Yi will be in B." in html) == (True, True)


@pytest.mark.parametrize(
    ("host", "start", "end", "more"),
    [
        ("FR", "2025-04-04", "2025-04-06", {}),
        ("RU", "2025-04-02", "2025-04-03", {}),
        ("FR", (day("2025-04-01"), day("2025-04-10")), (day("2025-04-01"), day("2025-04-12")), {}),
        ("FR", "2025-04-04", None, {}),
        ("FR", (day("2025-04-02"), day("2025-04-03")), None, {}),
        ("FR", "2025-04-02", "2025-04-03", {"status": VisitStatus.CANCELLED}),
        ("FR", "2025-04-02", "2025-04-03", {"status": VisitStatus.INVITED}),
        ("FR", "2025-04-02", "2025-04-03", {"state": EditorialState.REJECTED}),
    ],
    ids=[
        "border-day",
        "same-country",
        "unsure-days",
        "no-end",
        "unsure-start",
        "cancelled",
        "invited",
        "rejected",
    ],
)
def test_diary_accepts_what_can_be(
    client: Client, host: str, start: object, end: object, more: dict[str, object]
) -> None:
    wang = make_official("Wang Yi", "CN")
    make_visit(wang, "RU", "2025-04-01", "2025-04-04")
    make_visit(wang, host, start, end, **more)  # type: ignore[arg-type]  # as parametrized
    make_visit(make_official("Sergey Lavrov", "RU"), "FR", "2025-04-01", "2025-04-04")
    assert clashes(client) == []


def test_diary_finds_a_visit_over_a_gathering_that_the_person_attends(client: Client) -> None:
    wang = make_official("Wang Yi", "CN")
    summit = Gathering.objects.create(
        slug="summit", name="The Summit", country=make_country("JP"),
        start=day("2025-05-01"), end=day("2025-05-04"),
    )  # fmt: skip
    there = make_visit(wang, "JP", None, None, gathering=summit)
    over = make_visit(wang, "FR", "2025-05-02", "2025-05-03")
    make_visit(wang, "RU", "2025-05-04", "2025-05-05")
    wide = "?from=2025-01-01&until=2025-12-31"
    assert clashes(client, wide) == [[there.get_absolute_url(), over.get_absolute_url()]]
    assert "a visit over The Summit" in client.get(f"/diary/{wide}").content.decode()


def test_diary_finds_a_day_elsewhere_within_one_tour(client: Client) -> None:
    wang = make_official("Wang Yi", "CN")
    one = make_visit(wang, "RU", "2025-04-01", "2025-04-04")
    inside = make_visit(wang, "FR", "2025-04-02", None, itinerary=one.itinerary)
    make_meeting((wang, "Sergey Lavrov"), "2025-04-04", country="JP")
    assert clashes(client) == [[one.get_absolute_url(), inside.get_absolute_url()]]


def test_diary_finds_a_meeting_elsewhere_during_a_visit(client: Client) -> None:
    wang = make_official("Wang Yi", "CN")
    visit = make_visit(wang, "RU", "2025-04-01", "2025-04-04")
    met = make_meeting((wang, "Aso Taro"), "2025-04-03", country="JP", claims=[make_claim()])
    make_meeting((wang, "Sergey Lavrov"), "2025-04-03", country="RU")
    make_meeting((wang, "Aso Taro"), "2025-04-03", country="JP", form=MeetingForm.CALL)
    make_meeting((wang, "Aso Taro"), "2025-04-03", country="JP", status=VisitStatus.CANCELLED)
    assert clashes(client) == [[visit.get_absolute_url()]]
    assert client.get("/diary/").content.decode().count(f'href="{met.get_absolute_url()}"') == 1
    assert clashes(client, "?official=wang-yi") == [[visit.get_absolute_url()]]
    assert clashes(client, "?kind=state") == []


def test_diary_takes_the_days_of_a_gathering_from_all_who_come(client: Client) -> None:
    summit = Gathering.objects.create(slug="summit", name="The Summit")
    for name in ("Ishiba Shigeru", "Modi"):
        make_visit(name, "JP", "2025-05-01", "2025-05-04", gathering=summit)
    wang, host = make_official("Wang Yi", "CN"), make_official("Aso Taro", "JP")
    there = make_visit(wang, "JP", None, None, gathering=summit)
    over = make_visit(wang, "FR", "2025-05-02", "2025-05-03")
    make_meeting((host, wang), None, country="JP", gathering=summit)
    away = make_visit(host, "FR", "2025-05-03", "2025-05-06")
    wide = "?from=2025-01-01&until=2025-12-31"
    assert sorted(map(sorted, clashes(client, wide))) == sorted(
        [sorted([there.get_absolute_url(), over.get_absolute_url()]), [away.get_absolute_url()]]
    )


def test_diary_is_of_the_days_and_the_person_asked_for(client: Client) -> None:
    for name in ("Wang Yi", "Xi Jinping"):
        make_visit(make_official(name, "CN"), "RU", "2020-04-01", "2020-04-04")
        make_visit(make_official(name, "CN"), "FR", "2020-04-02", "2020-04-05")
    assert clashes(client) == []
    assert len(clashes(client, "?from=2020-01-01&until=2020-12-31")) == 2
    assert len(clashes(client, "?from=2020-01-01&official=wang-yi")) == 1
    assert client.get("/diary/?from=x").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_diary_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        guest = make_official(f"Guest {number}", "CN")
        make_visit(guest, "RU", "2025-04-01", "2025-04-04", claims=[make_claim()])
        make_visit(guest, "FR", "2025-04-02", "2025-04-05", cities=["Paris"], claims=[make_claim()])
    with django_assert_num_queries(11):
        assert len(clashes(client)) == rows
