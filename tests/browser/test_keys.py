"""A person without a mouse: through the calendar, its filter, and to the words of a fact."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import (
    make_announcement,
    make_claim,
    make_official,
    make_visit,
    person_value,
    visit_value,
)
from tests.fixtures.browser import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENTENCE = "Foreign Minister Wang Yi will be in Moscow from Monday until Wednesday."


@pytest.fixture(autouse=True)
def two_visits(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    value = visit_value(
        visitors=[person_value("Wang Yi", "CN")],
        destination_country="RU",
        start="2025-03-31",
        end="2025-04-02",
    )
    quotes = {"sentence": SENTENCE, "start": "from Monday"}
    claim = make_claim(make_announcement(SENTENCE), value=value, quotes=quotes)
    make_visit("Wang Yi", "RU", "2025-03-31", "2025-04-02", cities=["Moscow"], claims=[claim])
    make_visit(make_official("Sergey Lavrov", "RU"), "FR", "2025-04-08", "2025-04-09")


def focused(page: Page) -> str | None:
    """The day that has the focus."""
    day: str | None = page.evaluate("document.activeElement.dataset.day")
    return day


def tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        press(page, "Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def title(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_have_text(words)


def test_single_keys_step_through_the_views(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/calendar/2025/4/")
    for key, words in [
        ("n", "May 2025"),
        ("p", "April 2025"),
        ("p", "March 2025"),
        ("t", "April 2025"),
        ("w", "Week 14, 31 March – 6 April 2025"),
        ("l", "31 March – 11 May 2025"),
        ("a", "April 2025"),
        ("y", "2025"),
        ("m", "April 2025"),
    ]:
        press(page, key)
        title(page, words)
    press(page, "/")
    expect(page.locator("#search-box")).to_be_focused()
    page.keyboard.type("nptwm?")
    expect(page.locator("#search-box")).to_have_value("nptwm?")
    title(page, "April 2025")


def test_arrows_go_from_day_to_day_and_on_into_the_next_month(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/calendar/2025/4/")
    page.locator('[data-day="2025-04-29"]').focus()
    for key, there in [("ArrowRight", "2025-04-30"), ("ArrowUp", "2025-04-23")]:
        press(page, key)
        assert focused(page) == there
    press(page, "ArrowDown")
    press(page, "ArrowDown")
    title(page, "May 2025")
    expect(page.locator('[data-day="2025-05-07"]')).to_be_focused()
    press(page, "Enter")
    title(page, "Wednesday, 7 May 2025")


def test_help_opens_closes_and_turns_single_keys_off(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/calendar/2025/4/")
    press(page, "?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("#keys-letters").press("Space")
    press(page, "Escape")
    expect(page.locator("#keys")).to_be_hidden()
    press(page, "n")
    page.wait_for_timeout(300)
    title(page, "April 2025")
    page.reload()
    page.get_by_role("button", name="Keys").press("Enter")
    expect(page.locator("#keys-letters")).not_to_be_checked()


def test_filter_is_set_and_taken_away_with_the_keyboard(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/calendar/2025/4/")
    tab_to(page, "#filter-host")
    page.keyboard.type("France")
    press(page, "Enter")
    page.wait_for_url("**/calendar/2025/4/?host=FR")
    expect(page.locator(".month .bar")).to_have_count(1)
    tab_to(page, "#filter-more summary")
    press(page, "Enter")
    tab_to(page, "#filter-rank-3")
    press(page, "Space")
    page.wait_for_url("**/calendar/2025/4/?*rank=3*")
    expect(page.locator("#filter-more")).to_have_attribute("open", "")
    tab_to(page, ".chip")
    press(page, "Enter")
    expect(page.locator(".chip")).to_have_count(1)


def test_evidence_of_a_bar_is_reached_with_the_keyboard(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/calendar/2025/4/")
    tab_to(page, ".month .bar")
    press(page, "Enter")
    title(page, "Wang Yi to Moscow, Russia")
    tab_to(page, "#fact-start summary")
    press(page, "Enter")
    expect(page.locator("#fact-start blockquote")).to_contain_text("from Monday")
