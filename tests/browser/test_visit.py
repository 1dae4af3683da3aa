"""A person's ways through a visit and a tour: cards of words, capitals, map, paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import (
    make_announcement,
    make_claim,
    make_country,
    make_editor,
    make_itinerary,
    make_meeting,
    make_official,
    make_source,
    make_tenure,
    make_visit,
    person_value,
    visit_value,
)
from tests.fixtures.browser import press
from visits.models import Claim, Visit
from visits.terms import VisitStatus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OURS = "Foreign Minister Wang Yi will be in Moscow in early April."
THEIRS = "Wang Yi arrives on 1 April, the ministry in Moscow said."


def told(sentence: str, side: str, published: str, start: object, words: str) -> Claim:
    value = visit_value(
        visitors=[person_value("Wang Yi", "CN")], destination_country="RU", start=start
    )
    source = make_source(f"{side.lower()}-mfa", side)
    announcement = make_announcement(sentence, published=published, source=source)
    quotes = {"sentence": sentence, "start": words}
    return make_claim(announcement, side=side, value=value, quotes=quotes)


@pytest.fixture
def visit(settings: Settings) -> Visit:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    make_country("RU")
    wang = make_official("Wang Yi", "CN")
    make_tenure(wang)
    claims = [
        told(OURS, "CN", "2025-03-20", ["2025-04-01", "2025-04-10"], "in early April"),
        told(THEIRS, "RU", "2025-03-28", "2025-04-01", "on 1 April"),
    ]
    tour = make_itinerary(wang, start=date(2025, 4, 1), end=date(2025, 4, 5))
    made = make_visit(
        wang, "RU", "2025-04-01", "2025-04-02", cities=["Moscow"], claims=claims, itinerary=tour
    )
    make_visit(wang, "FR", "2025-04-04", "2025-04-05", cities=["Paris"], itinerary=tour)
    make_meeting((wang, make_official("Sergey Lavrov", "RU")), "2025-04-01", visits=[made])
    return made


@pytest.fixture
def said(page: Page, live_server: LiveServer) -> Iterator[list[str]]:
    """What the console said, and requests to other hosts; none of either at the end."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(live_server.url) else found.append(asked.url),
    )
    yield found
    assert found == []


@pytest.mark.usefixtures("said")
def test_card_opens_over_the_page_and_gives_the_focus_back(
    page: Page, live_server: LiveServer, visit: Visit
) -> None:
    page.goto(f"{live_server.url}{visit.get_absolute_url()}")
    words = page.locator(".ladder").get_by_role("link", name="1 April 2025")
    words.focus()
    press(page, "Enter")
    card = page.get_by_role("dialog")
    expect(card.get_by_role("button", name="Close")).to_be_focused()
    expect(card.locator("blockquote")).to_have_text(f"“{THEIRS}”")
    expect(card.locator("mark")).to_have_text("on 1 April")
    press(page, "Escape")
    expect(card).to_be_hidden()
    expect(words).to_be_focused()
    assert page.url == f"{live_server.url}{visit.get_absolute_url()}"


def test_card_is_a_page_without_javascript(
    browser: Browser, live_server: LiveServer, visit: Visit
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{visit.get_absolute_url()}")
    page.locator(".capitals").get_by_role("link", name="1 April 2025").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First day: the words behind it")
    expect(page.locator("mark")).to_have_text("on 1 April")
    page.get_by_role("link", name="Visit", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wang Yi to Moscow, Russia")
    context.close()


@pytest.mark.usefixtures("said")
def test_page_tells_ladder_capitals_delegation_and_map(
    page: Page, live_server: LiveServer, visit: Visit
) -> None:
    page.goto(f"{live_server.url}{visit.get_absolute_url()}")
    expect(page.locator(".ladder__rung .tag")).to_have_text(["first told", "narrower"])
    expect(page.locator(".capitals thead th")).to_have_text(
        ["Field", "Beijing (visitor)", "Moscow (host)"]
    )
    expect(page.locator(".capitals__row--close th")).to_have_text(
        "First day fits, one is more exact"
    )
    expect(page.locator(".seat__office")).to_have_text("Foreign Minister since 1 January 2013")
    expect(page.get_by_role("img", name="Map: from Beijing to Moscow")).to_be_visible()
    land = page.locator(".map__land").bounding_box()
    assert land is not None
    assert land["width"] > 200


def test_machine_readable_event_says_when_it_was_called_off(
    page: Page, live_server: LiveServer, visit: Visit
) -> None:
    visit.status = VisitStatus.CANCELLED
    visit.purpose = "</script><script>alert(1)</script>"
    visit.save()
    page.goto(f"{live_server.url}{visit.get_absolute_url()}")
    event = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert event["@type"] == "Event"
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert (event["startDate"], event["endDate"]) == ("2025-04-01", "2025-04-02")
    assert event["about"] == "</script><script>alert(1)</script>"
    assert event["location"]["address"]["addressLocality"] == "Moscow"


@pytest.mark.usefixtures("said")
def test_tour_is_a_programme_with_its_map(
    page: Page, live_server: LiveServer, visit: Visit
) -> None:
    page.goto(f"{live_server.url}{visit.itinerary.get_absolute_url()}")
    expect(page.locator(".programme__date")).to_have_text(
        ["Tue 1 April today", "Wed 2 April", "Thu 3 April", "Fri 4 April", "Sat 5 April"]
    )
    expect(page.locator(".map__number")).to_have_text(["1", "2"])
    page.get_by_role("link", name="first day").first.click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text(
        ["in early April", "on 1 April"]
    )


def test_tour_is_printed_on_paper_that_is_light(
    browser: Browser, live_server: LiveServer, visit: Visit
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{live_server.url}{visit.itinerary.get_absolute_url()}")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Save to a calendar")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 36, 44)"
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    context.close()


def test_editor_adds_a_document(page: Page, live_server: LiveServer, visit: Visit) -> None:
    make_editor("ed")
    page.goto(f"{live_server.url}/accounts/login/?next={visit.get_absolute_url()}")
    page.get_by_label("Login").fill("ed")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("Add a document").click()
    page.get_by_label("Title").fill("Joint statement")
    page.locator("#document").get_by_label("Address").fill("https://gov.example/1")
    page.get_by_label("Kind", exact=True).select_option("statement")
    page.get_by_role("button", name="Add document").click()
    expect(page.locator(".documents").get_by_role("link")).to_have_text("Joint statement")
