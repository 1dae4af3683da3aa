"""A trip of three stops entered with the keyboard alone: how long it takes, and how many keys."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_country, make_editor, make_official, make_visit
from tests.fixtures.browser import press
from visits.models import Official, TripDraft, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Of somebody who types sixty words a minute.
PAUSE = 200


@pytest.fixture(autouse=True)
def world(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    for code in ("CN", "RU", "JP", "KR", "MN"):
        make_country(code)
    make_official("Wang Yi", "CN", family="Wang", given="Yi", names=["Ван И"])


@pytest.fixture
def desk(page: Page, live_server: LiveServer) -> Page:
    client = Client()
    client.force_login(make_editor("ed"))
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/trips/new/")
    return page


class Hands:
    """Ten fingers that are counted."""

    def __init__(self, page: Page, pause: int) -> None:
        self.page, self.pause, self.strokes = page, pause, 0

    def type(self, text: str) -> None:
        self.page.keyboard.type(text, delay=self.pause)
        self.strokes += len(text)

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key, delay=self.pause)
        self.strokes += times

    def choose(self, text: str) -> None:
        """Types until something is offered, and takes the first."""
        self.type(text)
        expect(self.page.locator("[role=listbox]:visible")).to_have_count(1)
        self.press("Tab")


def test_three_stops_take_less_than_a_minute_without_a_mouse(desk: Page) -> None:
    hands = Hands(desk, PAUSE)
    began = time.monotonic()
    hands.choose("ван")
    hands.press("Tab", 2)
    for country, city, days in [
        ("jap", "Tokyo", "12-14 May"),
        ("sou", "Seoul", "14-16 May"),
        ("mong", "", "16-17 May"),
    ]:
        hands.choose(country)
        hands.type(city)
        hands.press("Tab")
        hands.type(days)
        if days != "16-17 May":
            hands.press("Tab")
    expect(desk.locator(".trip__window").nth(2)).to_have_text("from 16 May 2025 to 17 May 2025")
    hands.press("Enter")
    desk.wait_for_url(re.compile(r"/itineraries/\d+/"))
    seconds = time.monotonic() - began

    print(f"three stops: {hands.strokes} strokes, {seconds:.0f} s at {PAUSE} ms a stroke")
    assert [visit.host_id for visit in Visit.objects.defer("days").order_by("start_earliest")] == [
        "JP", "KR", "MN",
    ]  # fmt: skip
    assert hands.strokes < 80
    assert seconds < 60


def test_suggestions_follow_the_arrows_and_escape_keeps_what_was_typed(desk: Page) -> None:
    make_official("Wang Yang", "CN")
    hands = Hands(desk, 0)
    name = desk.locator("#id_people-0-name")
    hands.type("wang")
    options = desk.locator("[role=listbox]:visible [role=option]")
    expect(options).to_have_count(2)
    expect(name).to_have_attribute("aria-expanded", "true")
    hands.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    hands.press("Escape")
    expect(name).to_have_value("wang")
    hands.type(" y")
    expect(options).to_have_count(2)
    hands.press("ArrowDown")
    hands.press("Enter")
    expect(name).to_have_value("Wang Yi")
    expect(desk.locator("#id_people-0-who")).to_have_value("wang-yi")


def test_visit_that_it_may_be_is_shown_while_one_types_and_the_draft_is_kept(desk: Page) -> None:
    there = make_visit(Official.objects.get(), "JP", "2025-05-12", "2025-05-14")
    desk.locator("#id_people-0-name").fill("Wang Yi")
    desk.locator("#id_stops-0-host").fill("Japan")
    desk.locator("#id_stops-0-dates").fill("13 May")
    press(desk, "Tab")
    link = desk.locator("#trip-beside a")
    expect(link).to_have_attribute("href", there.get_absolute_url())
    expect(desk.get_by_text("Draft saved at")).to_be_visible()
    assert TripDraft.objects.get().title == "Wang Yi → Japan"


def test_stop_is_added_in_place_with_the_focus_in_it(desk: Page) -> None:
    desk.locator("#id_people-0-name").fill("Wang Yi")
    for number in range(3):
        desk.locator(f"#id_stops-{number}-host").fill("Japan")
    desk.get_by_role("button", name="Add a stop").press("Enter")
    expect(desk.locator("#id_stops-3-host")).to_be_focused()
    expect(desk.locator("#id_people-0-name")).to_have_value("Wang Yi")
    desk.keyboard.type("mong")
    expect(desk.locator("[role=listbox]:visible [role=option]")).to_have_count(1)


def test_new_official_is_entered_in_place(desk: Page) -> None:
    desk.locator("#id_people-0-name").fill("Batmunkh Nobody")
    desk.locator("#id_people-0-country").fill("Mongolia")
    desk.locator("#id_stops-0-host").fill("Japan")
    press(desk, "Enter")
    desk.wait_for_url(re.compile(r"/visits/\d+/"))
    expect(desk.locator("h1")).to_contain_text("Batmunkh Nobody")
