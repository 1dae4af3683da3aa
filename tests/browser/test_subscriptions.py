"""Feeds found, made and read: the calendar by ical.js, which many calendar programs use."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import day, make_visit
from visits.terms import VisitStatus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READER = Path("tests/vendor/ical.js/ical.min.js").read_text(encoding="utf-8")
READ = """text => {
    const calendar = new ICAL.Component(ICAL.parse(text));
    return calendar.getAllSubcomponents("vevent").map(one => {
        const event = new ICAL.Event(one);
        return {
            uid: event.uid,
            title: event.summary,
            first: event.startDate.toString(),
            after: event.endDate.toString(),
            isDate: event.startDate.isDate,
            status: one.getFirstPropertyValue("status"),
            sequence: event.sequence,
            categories: one.getFirstProperty("categories").getValues(),
            organizer: event.organizer,
        };
    });
}"""


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings, live_server: LiveServer) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    settings.SITE_URL = live_server.url


def read(page: Page, address: str) -> list[dict[str, Any]]:
    text = page.request.get(address).text()
    page.goto("about:blank")
    page.add_script_tag(
        content=READER.replace("export{Yt as default}", "window.ICAL=Yt"), type="module"
    )
    page.wait_for_function("window.ICAL")
    found: list[dict[str, Any]] = page.evaluate(READ, text)
    return found


def test_feed_is_read_by_ical_js_before_and_after_a_change(
    page: Page, live_server: LiveServer
) -> None:
    name = "王毅; Wang, Yi " + "long " * 20
    visit = make_visit(name, "RU", (day("2025-04-05"), day("2025-04-05")), "2025-04-07")
    host = live_server.url.removeprefix("http://")
    before = {
        "uid": f"visit-{visit.pk}@{host}",
        "title": f"{name} to Russia",
        "first": "2025-04-05",
        "after": "2025-04-08",
        "isDate": True,
        "status": "TENTATIVE",
        "sequence": 0,
        "categories": ["visit", "planned", "Russia", "China"],
        "organizer": None,
    }
    assert read(page, f"{live_server.url}/feeds/visits.ics") == [before]
    visit.status = VisitStatus.CANCELLED
    visit.end_earliest = visit.end_latest = day("2025-04-06")
    visit.save()
    after = before | {
        "after": "2025-04-07",
        "status": "CANCELLED",
        "categories": ["visit", "cancelled", "Russia", "China"],
    }
    assert read(page, f"{live_server.url}/feeds/visits.ics") == [after]


def test_reader_makes_and_revokes_a_private_feed_of_a_filter(
    page: Page, live_server: LiveServer
) -> None:
    User.objects.create_user("reader", password="a-long-password")
    make_visit("Wang Yi", "FR", "2025-04-05", "2025-04-06")
    make_visit("Wang Yi", "RU", "2025-04-07", "2025-04-08")
    page.goto(f"{live_server.url}/?host=FR")
    page.get_by_role("link", name="Subscribe to these visits").click()
    expect(page.locator(".sub__filter li")).to_have_text("host FR")
    page.locator("#private").locator("..").get_by_role("link", name="Sign in").click()
    page.locator("[name=login]").fill("reader")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".sub__filter li")).to_have_text("host FR")
    page.get_by_label("Name").fill("France")
    page.get_by_role("button", name="Make a private address").click()
    address = page.locator("#secret-ical").input_value()
    assert [event["title"] for event in read(page, address)] == ["Wang Yi to France"]
    page.goto(f"{live_server.url}/subscriptions/")
    page.get_by_role("button", name="Revoke France").click()
    expect(page.get_by_role("status")).to_contain_text("is revoked")
    assert page.request.get(address).status == 404
