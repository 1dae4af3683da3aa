"""A person's way to an official of another day, and a reader's word on a meeting to an editor."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_editor, make_official, make_tenure
from tests.pipeline import item, tell
from tests.services.conftest import countries
from visits.models import Meeting

__all__ = ["countries"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("countries"),
]
PLAN = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to 3.",
    day="2025-03-21",
    publisher="ru-mid",
)
MEETS = item(
    "cn-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to 3 and meet Russian Foreign "
    "Minister Sergey Lavrov on April 2.",
    day="2025-03-25",
    publisher="cn-mfa",
)


@pytest.fixture(autouse=True)
def told(settings: Settings, countries: None) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    tell(PLAN, MEETS)
    make_tenure(make_official("Antony Blinken", "US"), "Secretary", end="2025-01-20")


def test_official_is_found_and_looked_at_from_another_day(
    plain_page: Page, live_server: LiveServer
) -> None:
    plain_page.goto(f"{live_server.url}/officials/")
    expect(plain_page.get_by_text("former Secretary (until 2025)")).to_be_visible()
    plain_page.get_by_label("Part of a name").fill("wang")
    plain_page.get_by_role("button", name="Find").click()
    plain_page.get_by_role("link", name="Wang Yi", exact=True).click()
    expect(plain_page.get_by_text("confirmed by both").first).to_be_visible()
    plain_page.get_by_text("As it was known on another day").click()
    plain_page.get_by_label("As known on").fill("2025-03-22")
    plain_page.get_by_role("button", name="Look from then").click()
    expect(plain_page.get_by_text("confirmed by both")).to_have_count(0)
    expect(plain_page.locator(".row--planned").first).to_be_visible()


def test_visit_and_journey_of_another_day_have_no_later_meeting(
    plain_page: Page, live_server: LiveServer
) -> None:
    plain_page.goto(f"{live_server.url}/upcoming/")
    plain_page.get_by_role("link", name="Moscow").first.click()
    expect(plain_page.get_by_role("link", name="Sergey Lavrov").first).to_be_visible()
    visit = plain_page.url
    plain_page.get_by_role("link", name="Itinerary of Wang Yi").click()
    for address in (visit, plain_page.url):
        plain_page.goto(f"{address}?as_of=2025-03-22")
        expect(plain_page.locator(".then")).to_contain_text("22 March 2025")
        expect(plain_page.get_by_text("Sergey Lavrov")).to_have_count(0)


def test_word_of_a_reader_on_a_meeting_is_set_and_taken_back_by_an_editor(
    plain_page: Page, live_server: LiveServer
) -> None:
    address = f"{live_server.url}{Meeting.objects.get().get_absolute_url()}"
    plain_page.goto(address)
    plain_page.get_by_role("link", name="Something is wrong here: Day").click()
    plain_page.get_by_label("What is wrong").fill("It is a day later.")
    plain_page.get_by_label("Where it is written").fill("https://gov.example/1")
    plain_page.get_by_role("button", name="Send to the editors").click()

    client = Client()
    client.force_login(make_editor("ed"))
    session = client.cookies["sessionid"].value
    plain_page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    plain_page.goto(f"{live_server.url}/inbox/next/")
    expect(plain_page).to_have_url(f"{live_server.url}/inbox/")
    plain_page.goto(f"{live_server.url}/inbox/?kind=correction")
    plain_page.locator("main a[href*='/inbox/items/correction']").first.click()
    plain_page.get_by_label("Day becomes").fill("3 April 2025")
    plain_page.get_by_role("button", name="Accept").click()

    plain_page.goto(address)
    expect(plain_page.locator(".visit__head .lead")).to_contain_text("3 April 2025")
    plain_page.get_by_role("button", name="Take back").click()
    plain_page.goto(address)
    expect(plain_page.locator(".visit__head .lead")).to_contain_text("2 April 2025")
