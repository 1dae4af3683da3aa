"""The desk in a real browser: keys alone, two editors at once, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_editor
from tests.fixtures.browser import press
from tests.pipeline import item, tell
from visits.models import Decision, InboxItem, Visit
from visits.services.reference import load_reference
from visits.terms import EditorialState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Linking happens within the request, on a machine that runs other tests beside.
PATIENCE = 40_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def news(settings: Settings) -> None:
    """A visit on which two ministries disagree, and two that nobody is sure of."""
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    settings.PUBLISH_THRESHOLD = 0.97
    load_reference()
    tell(
        item(
            "1",
            "Chinese Foreign Minister Wang Yi will visit Russia from March 31 to April 2.",
            day="2025-03-27",
            publisher="cn-mfa",
        ),
        item(
            "2",
            "Wang Yi will visit Moscow from April 1 to 2.",
            day="2025-03-28",
            publisher="ru-mid",
        ),
        item("3", "Xi Jinping will visit Brazil on May 5.", day="2025-03-28"),
        item("4", "Emmanuel Macron will visit Egypt on April 20, 2025.", day="2025-03-28"),
    )


@pytest.fixture
def desks(browser: Browser, live_server: LiveServer) -> Iterator[tuple[Page, Page]]:
    """The pages of two editors."""
    contexts = [desk(browser, live_server, name) for name in ("ana", "ben")]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def desk(
    browser: Browser, live_server: LiveServer, name: str, *, scripts: bool = True
) -> BrowserContext:
    client = Client()
    client.force_login(make_editor(name))
    context = browser.new_context(
        java_script_enabled=scripts, reduced_motion="reduce", locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    return context


@pytest.mark.usefixtures("news")
def test_two_editors_decide_with_single_keys_and_never_the_same_item(
    desks: tuple[Page, Page], live_server: LiveServer
) -> None:
    ana, ben = desks
    for page in desks:
        page.goto(f"{live_server.url}/inbox/?kind=doubt")
        press(page, "n")
        expect(page.locator(".inbox__title")).to_be_visible()
    titles = [page.locator(".inbox__title").inner_text() for page in desks]
    assert sorted(titles) == ["Emmanuel Macron to Egypt", "Xi Jinping to Brazil"]

    press(ana, "a")

    expect(ana.locator(".notice")).to_contain_text("Nothing waits that nobody looks at.")
    made = Decision.objects.get()
    assert (made.kind, made.editor.username) == ("confirmed", "ana")
    assert InboxItem.objects.get(state="done").title == titles[0]

    press(ben, "r")

    expect(ben.locator(".notice")).to_contain_text("Nothing waits that nobody looks at.")
    states = Visit.objects.filter(head__name__in=["Xi Jinping", "Emmanuel Macron"])
    assert sorted(states.values_list("state", flat=True)) == [
        EditorialState.PUBLISHED,
        EditorialState.REJECTED,
    ]


@pytest.mark.usefixtures("news")
def test_the_next_item_comes_by_itself_and_the_last_is_taken_back(
    desks: tuple[Page, Page], live_server: LiveServer
) -> None:
    page, _ = desks
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/inbox/?kind=doubt")
    press(page, "n")
    title = page.locator(".inbox__title")
    expect(title).to_be_visible()
    first = title.inner_text()

    press(page, "a")

    expect(title).not_to_have_text(first)
    expect(title).to_be_focused()
    expect(page.locator(".inbox__undo")).to_contain_text(f"Accepted: {first}")
    assert "/inbox/items/doubt:" in page.url
    press(page, "u")
    expect(title).to_have_text(first)
    assert Decision.objects.get().undone_at is not None
    assert said == []


@pytest.mark.usefixtures("news")
def test_a_contradiction_is_settled_with_one_key_and_is_locked(
    desks: tuple[Page, Page], live_server: LiveServer
) -> None:
    page, _ = desks
    page.goto(f"{live_server.url}/inbox/?kind=contradiction")
    press(page, "n")
    expect(page.locator(".inbox__title")).to_have_text("Wang Yi to Moscow, Russia")
    taken = page.locator(".inbox__choices li").filter(has_text="31 March 2025").first
    key = taken.locator("kbd").inner_text()
    press(page, key)
    expect(page.locator(".notice")).to_contain_text("Nothing waits that nobody looks at.")
    visit = Visit.objects.get(head__name="Wang Yi")
    assert visit.start_earliest == date(2025, 3, 31)
    page.goto(f"{live_server.url}{visit.get_absolute_url()}")
    page.locator("#fact-start summary").first.click()
    expect(page.locator("#fact-start .fact__why").first).to_contain_text("Set by an editor.")
    expect(page.locator("#fact-start .fact__announced")).to_contain_text(
        "What the announcements say now: 1 April 2025"
    )


@pytest.mark.usefixtures("news")
def test_without_javascript_an_item_is_corrected_and_the_next_one_comes(
    browser: Browser, live_server: LiveServer
) -> None:
    context = desk(browser, live_server, "eve", scripts=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/inbox/?kind=doubt")
    page.get_by_role("button", name="Start with the first").click()
    first = page.locator(".inbox__title").inner_text()
    page.get_by_text("Correct a field").click()
    page.get_by_label("Field").select_option("city")
    page.get_by_label("Value").fill("Alexandria")
    page.get_by_role("button", name="Save correction").click()
    expect(page.locator(".inbox__title")).not_to_have_text(first)
    assert Decision.objects.get().value == "Alexandria"
    context.close()


@pytest.mark.usefixtures("news")
def test_two_editors_of_one_field_both_versions_stand_side_by_side(
    desks: tuple[Page, Page], live_server: LiveServer
) -> None:
    ana, ben = desks
    visit = Visit.objects.get(head__name="Wang Yi")
    for page, city in ((ana, "Kazan"), (ben, "Sochi")):
        page.goto(f"{live_server.url}{visit.get_absolute_url()}")
        page.locator("#fact-city summary").first.click()
        page.locator("#correct-city summary").click()
        page.locator("#correct-city").get_by_label("City").fill(city)
    ana.locator("#correct-city").get_by_role("button", name="Save correction").click()
    expect(ana.locator(".notice")).to_contain_text("City corrected.")

    ben.locator("#correct-city").get_by_role("button", name="Save correction").click()

    expect(ben.get_by_role("region", name="As it stands now")).to_contain_text("Kazan")
    expect(ben.get_by_label("City")).to_have_value("Sochi")
    ben.get_by_role("button", name="Save mine all the same").click()
    expect(ben.locator(".notice")).to_contain_text("City corrected.")
    assert [stop.city for stop in visit.stops.all()] == ["Sochi"]


@pytest.mark.usefixtures("news")
def test_visits_are_made_one_with_a_preview_and_two_again(
    desks: tuple[Page, Page], live_server: LiveServer
) -> None:
    page, _ = desks
    one = Visit.objects.get(head__name="Wang Yi")
    other = Visit.objects.get(head__name="Xi Jinping")
    page.goto(f"{live_server.url}{one.get_absolute_url()}")
    page.get_by_role("link", name="Make two of it").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Show what becomes of it").click()
    expect(page.locator(".foreseen__visit")).to_have_count(3)
    page.get_by_label("Why").fill("Two trips.")
    page.get_by_role("button", name="They are two visits").click()
    assert Visit.objects.filter(head__name="Wang Yi").count() == 2
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".notice")).to_contain_text("Decision taken back.")
    assert Visit.objects.filter(head__name="Wang Yi").count() == 1
    page.goto(f"{live_server.url}{one.get_absolute_url()}merge/")
    page.get_by_label("The other visit").fill(f"{live_server.url}{other.get_absolute_url()}")
    page.get_by_role("button", name="Show what becomes of it").click()
    expect(page.locator(".foreseen")).to_be_visible()
    assert Visit.objects.filter(pk__in=[one.pk, other.pk]).count() == 2
