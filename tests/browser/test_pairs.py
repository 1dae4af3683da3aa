"""A person's way through countries: to a pair and its months, to figures, to a contradiction."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_official, make_visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def two_ways(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    wang = make_official("Wang Yi", "CN")
    make_visit(wang, "RU", "2025-01-10", "2025-01-14", cities=["Moscow"])
    make_visit(wang, "FR", "2025-01-11", "2025-01-13", cities=["Paris"])
    make_visit(make_official("Sergey Lavrov", "RU"), "CN", "2025-03-08", "2025-03-09")


def test_country_leads_to_a_pair_and_the_visits_of_one_month(
    plain_page: Page, live_server: LiveServer
) -> None:
    plain_page.goto(f"{live_server.url}/countries/CN/")
    plain_page.locator("section[aria-labelledby=pairs-title]").get_by_role(
        "link", name="Russia"
    ).click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("China and Russia")
    expect(plain_page.locator("svg rect")).to_have_count(2)
    plain_page.get_by_text("The numbers").click()
    plain_page.get_by_role("link", name="March 2025", exact=True).click()
    expect(plain_page.locator("#list + .notice + .rows .row")).to_have_count(1)
    plain_page.get_by_role("link", name="Show all").click()
    expect(plain_page.locator("#list + .rows .row")).to_have_count(2)


def test_figures_lead_to_a_pair(plain_page: Page, live_server: LiveServer) -> None:
    plain_page.goto(f"{live_server.url}/figures/")
    plain_page.get_by_text("The table behind it").first.click()
    plain_page.get_by_role("table").get_by_role("link", name="1", exact=True).first.click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("China and Russia")


def test_diary_check_leads_to_both_visits(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.get_by_role("link", name="Diary check").click()
    expect(page.locator(".clash")).to_have_count(1)
    page.get_by_role("link", name="Paris, France").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wang Yi to Paris, France")
