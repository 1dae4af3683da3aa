"""Every page with axe-core: WCAG 2.2 AA, light and dark, on a phone, a tablet and a desktop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.pipeline import item, tell
from visits.models import (
    Announcement,
    Gathering,
    ImportBatch,
    Itinerary,
    Meeting,
    Source,
    Visit,
    VisitVersion,
    Watch,
    WatchEntry,
    Webhook,
)
from visits.services.reference import load_reference
from visits.services.trips_import.running import carry_on
from visits.services.trips_import.staging import map_columns, stage_trips
from visits.services.webhooks.keeping import make_webhook, send_test
from visits.terms import WEBHOOK_EVENTS
from visits.urls import urlpatterns

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

AXE = Path(__file__).parent.parent / "fixtures" / "axe" / "axe.min.js"
HASH = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
WIDTHS = (390, 820, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run({runOnly: rules}).then(found => found.violations.map(
    one => one.id + ": " + one.nodes.map(node => node.target.join(" ")).slice(0, 4).join(" | ")))"""

# What answers no page of its own to a GET: posts, files, feeds, and fragments of pages.
NO_PAGES = {
    "go", "told", "save-filter", "forget-filter", "visit-correct", "visit-undo", "visit-reject",
    "visit-restore", "document-add", "document-remove", "visit-ical", "itinerary-ical",
    "feed-ical", "feed-atom", "private-ical", "private-atom", "subscription-renew",
    "subscription-revoke", "figures-matrix", "figures-years", "learning-weeks",
    "learning-confidence", "source-test", "source-pause",
    "source-start", "source-replay", "token-new", "token-revoke", "read-again", "link-again",
    "sample-feed", "logout", "changes-feed", "inbox-next", "inbox-bulk", "inbox-undo",
    "inbox-undo-batch", "decision-take-back",
    "api-token-revoke", "webhook-test", "webhook-stop", "webhook-start", "webhook-renew",
    "webhook-replay", "webhook-replay-one", "trip-officials", "trip-countries", "trip-dates",
    "trip-beside", "trip-draft-save", "trip-draft-drop", "person", "account-invitation-revoke",
    "import-columns", "import-store", "import-undo", "import-rejected", "watch-end", "watches-stop",
    "set_language",
}  # fmt: skip


@pytest.fixture
def addresses(settings: Settings) -> dict[str, str]:
    """The address of a page of every kind, among news that disagree."""
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
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
            "Wang Yi will visit Moscow from April 1 to 2. Wang will meet Foreign Minister "
            "Sergey Lavrov on April 1.",
            day="2025-03-28",
            publisher="ru-mid",
        ),
        item("3", "Xi Jinping will visit Russia in early May.", day="2025-03-28"),
        item("4", "Xi Jinping has invited Vladimir Putin to visit China.", day="2025-03-28"),
        item(
            "5",
            "Emmanuel Macron will travel to Brazil for the G20 summit on November 18, 2025.",
            day="2025-03-28",
        ),
    )
    visit = Visit.objects.filter(head__isnull=False).order_by("pk")[0]
    further = Visit.objects.filter(head__isnull=False).order_by("pk")[1]
    itinerary = Itinerary.objects.order_by("pk")[0]
    official = visit.head
    assert official is not None
    return {
        "home": "/",
        "undated": "/calendar/undated/",
        "year": "/calendar/2025/",
        "month": "/calendar/2025/4/",
        "day": "/calendar/2025/4/1/",
        "choices": "/calendar/choices/?view=month&day=2025-04-01",
        "agenda": "/calendar/agenda/2025/4/",
        "week": "/calendar/week/2025/3/31/",
        "lanes": "/calendar/lanes/2025/3/31/",
        "upcoming": "/upcoming/",
        "visit": visit.get_absolute_url(),
        "meeting": Meeting.objects.order_by("pk")[0].get_absolute_url(),
        "itinerary": itinerary.get_absolute_url(),
        "visit-fact": f"{visit.get_absolute_url()}facts/start/",
        "subscriptions": "/subscriptions/",
        "tokens": "/tokens/",
        "watches": "/watches/?country=CN",
        "watch": _followed().get_absolute_url(),
        "webhooks": "/webhooks/",
        "webhook": f"/webhooks/{_webhook().pk}/",
        "officials": "/officials/?q=wang",
        "official": official.get_absolute_url(),
        "countries": "/countries/",
        "country": "/countries/cn/",
        "pair": "/pairs/cn-ru/",
        "diary": "/diary/",
        "changes": "/changes/",
        "gatherings": "/gatherings/",
        "gathering": Gathering.objects.order_by("pk")[0].get_absolute_url(),
        "invitations": "/invitations/",
        "figures": "/figures/",
        "learning": "/figures/learning/",
        "announcements": "/announcements/",
        "announcement": Announcement.objects.order_by("pk")[0].get_absolute_url(),
        "correction-new": f"/corrections/visit/{visit.pk}/start/",
        "decisions": "/decisions/",
        "inbox": "/inbox/",
        "inbox-done": "/inbox/done/",
        "inbox-item": f"/inbox/items/contradiction:{visit.pk}:0/",
        "visit-merge": f"{visit.get_absolute_url()}merge/?other={further.pk}",
        "visit-split": f"{visit.get_absolute_url()}split/?claim={visit.claims.all()[0].pk}",
        "official-history": f"{official.get_absolute_url()}history/",
        "sources": "/sources/",
        "source-new": "/sources/new/",
        "source": f"/sources/{Source.objects.order_by('pk')[0].slug}/",
        "source-history": f"/sources/{Source.objects.order_by('pk')[0].slug}/history/",
        "source-edit": f"/sources/{Source.objects.order_by('pk')[0].slug}/edit/",
        "failures": "/failures/",
        "trip-new": "/trips/new/",
        "trip-read": "/trips/read/",
        "trip-drafts": "/trips/drafts/",
        "people": "/accounts/people/",
        "mfa_index": "/accounts/2fa/",
        "password": "/accounts/password/change/",
        "email": "/accounts/email/",
        "imports": "/imports/",
        "import": _imported().get_absolute_url(),
        "search": "/search/?q=wang",
        "unknown": "/visits/999999999/",
        "refused": "/?from=tomorrow",
    }


def _desk() -> User:
    found = User.objects.filter(username="desk").first()
    return found or User.objects.create_superuser("desk", password="a-long-password")


def _followed() -> Watch:
    """What the person at the desk follows, with a change of it."""
    watch = Watch.objects.create(user=_desk(), kind="country", target="RU", position=0)
    state = VisitVersion.objects.filter(recorded_to=None).order_by("pk")[0]
    WatchEntry.objects.create(watch=watch, version=state.pk, is_mailed=False)
    return watch


def _webhook() -> Webhook:
    """An address that is told of changes, with a message to it."""
    webhook = make_webhook(owner=_desk(), url="https://desk.example/hook", events=WEBHOOK_EVENTS)
    send_test(webhook=webhook)
    return webhook


def _imported() -> ImportBatch:
    """A table with a good row, a doubtful and a wrong one, as the dry run left it."""
    body = (
        b"official,acts for,host country,start\n"
        b"Wang Yi,China,France,2025-06-03\nWang Yi,China,Spain,3/4/2025\nWang Yi,China,Nowhere,\n"
    )
    batch = stage_trips(user=None, name="trips.csv", body=body)
    map_columns(batch=batch, mapping=batch.mapping)
    carry_on(batch_id=batch.pk)
    return batch


@pytest.fixture(params=["light", "dark"])
def staff_page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer
) -> Iterator[Page]:
    """A page of somebody who may do all, so that every control is there."""
    client = Client()
    client.force_login(_desk())
    context = browser.new_context(color_scheme=request.param, reduced_motion="reduce")
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def violations(page: Page, address: str) -> list[str]:
    """What axe finds on the page, at each width."""
    page.goto(address)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        told: list[str] = page.evaluate(RUN, RULES)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found += [f"{address} at {width}: {one}" for one in told]
        found += [f"{address} at {width}: wider than the screen"] if wide else []
    return found


def test_axe_finds_nothing_on_any_page(
    addresses: dict[str, str], staff_page: Page, live_server: LiveServer
) -> None:
    found = [
        one
        for address in addresses.values()
        for one in violations(staff_page, f"{live_server.url}{address}")
    ]
    assert "\n".join(found) == ""


def test_axe_finds_nothing_where_one_signs_in(page: Page, live_server: LiveServer) -> None:
    assert violations(page, f"{live_server.url}/accounts/login/") == []


def test_axe_finds_what_is_wrong(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    told: list[Any] = page.evaluate(RUN, RULES)
    assert [one.split(":")[0] for one in told] == ["html-has-lang"]


def test_every_kind_of_page_is_looked_at(addresses: dict[str, str]) -> None:
    names = {one.name for one in urlpatterns if isinstance(one, URLPattern)}
    elsewhere = {"account-invited", "meeting-fact", "claim-words", "sample-announcement"}
    assert names - NO_PAGES - elsewhere - set(addresses) == set()


def test_axe_is_the_one_that_was_brought_in() -> None:
    assert sha256(AXE.read_bytes()).hexdigest() == HASH
