"""A person's way through what changed, a gathering, an invitation, and back into another day."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import (
    make_announcement,
    make_claim,
    make_country,
    make_meeting,
    make_official,
    make_version,
    make_visit,
    visit_value,
)
from visits.models import Gathering
from visits.terms import VisitStatus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def news(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    summit = Gathering.objects.create(slug="summit-2025", name="Summit", country=make_country("JP"))
    Gathering.objects.create(slug="summit-2024", name="Summit", country=make_country("FR"))
    wang = make_official("Wang Yi", "CN")
    told = make_claim(make_announcement("Wang Yi will go to Japan."))
    visit = make_visit(wang, "JP", "2025-04-10", "2025-04-12", claims=[told], gathering=summit)
    make_meeting((wang, make_official("Iwaya Takeshi", "JP")), "2025-04-11", visits=[visit])
    days = {"start_earliest": "2025-04-01", "start_latest": "2025-04-10"}
    make_version(visit, "2025-03-20", **days, end_earliest=None, end_latest=None, claims=[])
    make_version(visit, "2025-03-25")
    offer = make_claim(make_announcement("Putin invited Xi."), value=visit_value(status="invited"))
    make_visit(
        make_official("Xi Jinping", "CN"), "RU", None, None,
        claims=[offer], status=VisitStatus.INVITED,
    )  # fmt: skip


def test_change_leads_to_its_visit_and_its_occasion(
    plain_page: Page, live_server: LiveServer
) -> None:
    plain_page.goto(live_server.url)
    plain_page.get_by_role("contentinfo").get_by_role("link", name="What changed").click()
    expect(plain_page.locator(".change")).to_have_count(2)
    plain_page.get_by_label("Change", exact=True).select_option("exact")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page.locator(".change")).to_have_count(1)
    expect(plain_page.locator(".change del").first).to_have_text("early April 2025")
    expect(plain_page.locator(".change ins").first).to_have_text("10 April 2025")
    plain_page.get_by_role("link", name="Wang Yi → Japan").click()
    plain_page.get_by_role("link", name="Summit", exact=True).click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Summit")
    expect(plain_page.locator(".delegation")).to_have_count(2)
    plain_page.get_by_role("link", name="2024").click()
    expect(plain_page.get_by_text("Nobody is known to come.")).to_be_visible()


def test_invitations_are_found_by_their_answer(plain_page: Page, live_server: LiveServer) -> None:
    plain_page.goto(live_server.url)
    plain_page.get_by_role("contentinfo").get_by_role("link", name="Invitations").click()
    plain_page.get_by_role("link", name="Still open 1").click()
    expect(plain_page.locator(".invitation")).to_have_count(1)
    plain_page.get_by_role("link", name="Accepted 0").click()
    expect(plain_page.get_by_text("No invitation is known that fits.")).to_be_visible()


def test_calendar_looks_back_and_comes_back(plain_page: Page, live_server: LiveServer) -> None:
    plain_page.goto(f"{live_server.url}/calendar/agenda/2025/4/")
    expect(plain_page.get_by_text("10–12 April 2025", exact=True)).to_be_visible()
    plain_page.get_by_text("As it was known on another day").click()
    plain_page.get_by_label("As known on").fill("2025-03-21")
    plain_page.get_by_role("button", name="Look from then").click()
    banner = plain_page.locator(".then")
    expect(banner).to_contain_text("As it had been announced by 21 March 2025.")
    expect(plain_page.get_by_text("some time in early April 2025")).to_be_visible()
    plain_page.get_by_role("link", name="Month").click()
    expect(plain_page.locator(".then")).to_contain_text("21 March 2025")
    plain_page.get_by_role("link", name="Back to now").click()
    expect(plain_page.locator(".then")).to_have_count(0)
