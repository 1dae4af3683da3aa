"""The switch of languages without a script, and pages written from right to left."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_claim, make_meeting, make_visit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def visits(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    visit = make_visit("Wang Yi", "RU", cities=["Moscow"], claims=[make_claim()])
    make_meeting(visits=[visit], claims=[make_claim()])
    make_visit("Xi Jinping", "RU", (date(2025, 4, 1), date(2025, 4, 10)), None)


def test_switch_works_without_a_script_and_stays(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{live_server.url}/calendar/2025/4/")
    expect(page.locator("h1")).to_have_text("April 2025")
    for name, title in (
        ("Français", "Avril 2025"),
        ("中文", "2025年4月"),
        ("English", "April 2025"),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.locator("h1")).to_have_text(title)
        assert page.url == f"{live_server.url}/calendar/2025/4/"
    page.get_by_role("button", name="Español").click()
    page.goto(f"{live_server.url}/upcoming/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    context.close()


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_page_from_right_to_left_is_no_wider_than_the_screen(
    page: Page, live_server: LiveServer, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wide = []
    for path in (
        "/calendar/2025/4/",
        "/calendar/2025/",
        "/upcoming/",
        "/pairs/cn-ru/",
        "/figures/",
    ):
        page.goto(f"{live_server.url}{path}")
        page.evaluate("document.documentElement.dir = 'rtl'")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


def test_drawing_keeps_its_words_inside_on_a_page_from_right_to_left(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/pairs/cn-ru/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    drawing, words = (
        page.locator(place).first.bounding_box() for place in (".pair-line", ".pair-line__way")
    )
    assert drawing
    assert words
    assert words["x"] >= drawing["x"]
    assert words["x"] + words["width"] <= drawing["x"] + drawing["width"]


def test_reader_says_what_is_wrong_on_the_page_of_a_visit(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/upcoming/")
    page.get_by_role("link", name="Moscow").first.click()
    page.get_by_role("link", name="Something is wrong here: City").click()
    sheet = page.get_by_role("dialog", name="The words behind it")
    sheet.get_by_label("What is wrong").fill("It is another city.")
    sheet.get_by_label("Where it is written").fill("https://gov.example/1")
    sheet.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("status").first).to_have_text("Thank you. An editor will look at it.")
