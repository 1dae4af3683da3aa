"""A person's way from the calendar to the sentence behind a fact."""

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
from visits.views import choices

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENTENCE = "Foreign Minister Wang Yi will be in Moscow from Monday until Wednesday."


@pytest.fixture(autouse=True)
def wang_in_moscow(settings: Settings) -> None:
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


def test_bar_leads_to_the_words_behind_the_first_day(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("April 2025")
    page.get_by_role("link", name="Wang Yi → Moscow, Russia").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wang Yi to Moscow, Russia")
    quote = page.locator("#fact-start blockquote")
    expect(quote).to_be_hidden()
    page.locator("#fact-start summary").click()
    expect(quote).to_have_text(f"“{SENTENCE}”")
    expect(quote.locator("mark")).to_have_text("from Monday")
    page.locator("#fact-start .card a").click()
    expect(page.locator("mark.told__asked")).to_have_text("from Monday")


def test_crowded_month_counts_its_choices_when_the_filter_is_touched(
    page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_visit(make_official("Sergey Lavrov", "RU"), "FR", "2025-04-08", "2025-04-09")
    monkeypatch.setattr(choices, "MOST_COUNTED", 0)
    page.goto(live_server.url)
    offered = page.locator("#filter-host option")
    assert offered.count() > 200
    page.locator("#filter-q").focus()
    expect(offered).to_have_text(["Any country", "France (1)", "Russia (1)"])
    page.locator("#filter-host").select_option("FR")
    expect(page.locator(".sum")).to_contain_text("1 visit")
    expect(page).to_have_url(f"{live_server.url}/calendar/2025/4/?host=FR")


def test_filter_changes_the_month_in_place_and_the_address(
    page: Page, live_server: LiveServer
) -> None:
    make_visit(make_official("Sergey Lavrov", "RU"), "FR", "2025-04-08", "2025-04-09")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(live_server.url)
    expect(page.locator(".month .bar")).to_have_count(2)
    page.get_by_label("Host").select_option("FR")
    expect(page.locator(".month .bar")).to_have_count(1)
    page.wait_for_url("**/calendar/2025/4/?host=FR")
    page.go_back()
    expect(page.locator(".month .bar")).to_have_count(2)
    assert refused == []
