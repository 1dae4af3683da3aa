"""Sources through their pages, with the real services and a server on loopback behind them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_announcement, make_country, make_editor, make_source
from visits.models import ApiToken, Reading, Source
from visits.terms import DeliveryState, SourceFormat

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = {
    "slug": "fr-mae",
    "name": "Foreign ministry",
    "format": "rss",
    "url": "https://ministry.example/feed",
    "country": "FR",
    "side": "ministry",
    "tier": "1",
    "language": "fr",
    "timezone": "Europe/Paris",
    "check_minutes": "60",
}


@pytest.fixture
def staff(client: Client) -> Client:
    make_country("FR")
    client.force_login(make_editor())
    return client


def problems(html: str) -> list[tuple[str, str]]:
    return re.findall(r'field__problem" id="id_(\w+)_error">([^<]*)<', html)


def alerts(html: str) -> list[str]:
    return re.findall(r">(Quiet for too long:?)<", html)


def test_added_source_is_paused_until_it_is_started(staff: Client) -> None:
    answer = staff.post("/sources/new/", TOLD)
    source = Source.objects.get()

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sources/fr-mae/")
    assert (source.country_id, source.tier, source.timezone) == ("FR", 1, "Europe/Paris")
    assert source.is_active is False

    staff.post("/sources/fr-mae/start/")
    source.refresh_from_db()
    assert (source.is_active, source.disabled_reason) == (True, "")


def test_refused_fields_are_told_beside_them(staff: Client) -> None:
    wrong = {**TOLD, "url": "news", "timezone": "Mars/Olympus", "check_minutes": "1"}

    answer = staff.post("/sources/new/", wrong)

    assert answer.status_code == 422
    assert problems(answer.content.decode()) == [
        ("url", "Give a full web address that begins with https:// or http://."),
        ("timezone", "Write the name of a time zone, such as Asia/Shanghai."),
        ("check_minutes", "Give a whole number from 15 to 1,440."),
    ]
    assert not Source.objects.exists()


def test_selectors_of_an_html_list_are_kept_by_name(staff: Client) -> None:
    html = {**TOLD, "format": "html_list", "selector_item": "ul > li", "selector_date": "time"}

    staff.post("/sources/new/", {**html, "selector_item": "ul > > li"})
    assert not Source.objects.exists()
    staff.post("/sources/new/", html)

    assert Source.objects.get().selectors == {"item": "ul > li", "date": "time"}


def test_changed_address_is_fetched_afresh_and_the_name_stays(staff: Client) -> None:
    make_source("fr-mae", "FR", format=SourceFormat.RSS, url="https://old.example/", etag='"1"')

    told = {**TOLD, "slug": "other", "name": "Another name"}
    staff.post("/sources/fr-mae/edit/", told)

    source = Source.objects.get()
    assert (source.slug, source.name, source.etag) == ("fr-mae", "Another name", "")
    assert source.url == "https://ministry.example/feed"


def test_page_of_a_failing_source_says_what_how_long_and_what_next(staff: Client) -> None:
    now = timezone.now()
    make_source(
        "cn-mfa",
        url="https://ministry.example/feed",
        last_fetch_at=now,
        failing_since=now,
        failures=3,
        last_error="the server answered 503",
        next_check_at=now,
        next_check_why="its server asks for it (Retry-After)",
    )

    html = staff.get("/sources/cn-mfa/").content.decode()

    assert re.findall(r'health health--(\w+)">([^<]*)<', html) == [
        ("failing", "no answer for long")
    ]
    assert "<strong>3 failures in a row</strong>" in html
    assert "the server answered 503" in html
    assert "UTC: its server asks for it (Retry-After)" in html


def test_source_that_tells_nothing_new_for_long_is_stale(staff: Client) -> None:
    source = make_source("cn-mfa", url="https://ministry.example/feed")
    for day in range(1, 7):
        make_announcement(source=source, published=f"2025-03-0{day}")

    html = staff.get("/sources/cn-mfa/").content.decode()

    assert re.findall(r'health health--(\w+)">([^<]*)<', html) == [("failing", "stale")]
    assert "mostly within 24 hours, stale after 3 days" in html
    assert alerts(html) == ["Quiet for too long:"]
    assert alerts(staff.get("/sources/").content.decode()) == ["Quiet for too long"]

    Source.objects.update(is_active=False)
    pages = [staff.get(address).content.decode() for address in ("/sources/", "/sources/cn-mfa/")]
    assert [alerts(page) for page in pages] == [[], []]


def test_preset_fills_the_form_with_its_selectors(staff: Client) -> None:
    answer = staff.get("/sources/new/", {"preset": "cn-mfa-spokesperson"})

    form = answer.context["form"]
    assert form["format"].value() == SourceFormat.HTML_LIST
    assert form["selector_item"].value() == 'a[href*="/t2"][href$=".html"]'
    assert form["selector_article_date"].value() == 'meta[name="PubDate"]@content'


def test_words_of_a_feed_are_escaped_on_the_page(staff: Client) -> None:
    make_source("cn-mfa", last_error="<script>x()</script>", failures=1)
    make_announcement(title="<b>Talks</b>", source=make_source("cn-mfa"))

    html = staff.get("/sources/cn-mfa/").content.decode()

    assert ("<script>x()" in html, "<b>Talks" in html) == (False, False)
    assert "&lt;b&gt;Talks&lt;/b&gt;" in html


def test_failed_announcements_are_replayed_those_of_others_are_not(staff: Client) -> None:
    for slug in ("cn-mfa", "fr-mae"):
        told = make_announcement(source=make_source(slug, "CN"))
        Reading.objects.create(
            announcement=told, state=DeliveryState.DEAD, due_at=timezone.now(), attempts=3
        )

    assert "Replay 1 that failed" in staff.get("/sources/cn-mfa/").content.decode()
    staff.post("/sources/cn-mfa/replay/")

    states = Reading.objects.values_list("announcement__source__slug", "state", "attempts")
    assert sorted(states) == [("cn-mfa", "due", 0), ("fr-mae", "dead", 3)]


def test_token_is_shown_once_and_its_hash_is_kept(staff: Client) -> None:
    make_source("wire", None, format=SourceFormat.PUSH)

    html = staff.post("/sources/wire/tokens/", {"label": "desk"}).content.decode()
    (token,) = re.findall(r"vbs_[\w-]{43}", html)
    row = ApiToken.objects.get()

    assert token not in staff.get("/sources/wire/").content.decode()
    assert (row.label, row.beginning, len(row.digest)) == ("desk", token[:10], 64)
    staff.post(f"/sources/wire/tokens/{row.pk}/revoke/")
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_preset_fills_the_form(staff: Client) -> None:
    make_country("GB")
    html = staff.get("/sources/new/?preset=gb-fcdo-news").content.decode()

    assert 'value="Europe/London"' in html
    assert '<option value="GB" selected>' in html


@pytest.mark.parametrize("address", ["", "new/", "cn-mfa/", "cn-mfa/edit/"])
def test_pages_are_for_staff(client: Client, address: str) -> None:
    make_source("cn-mfa")
    editor = make_editor("reader")
    editor.is_staff = False
    editor.save()

    anonymous = client.get(f"/sources/{address}").status_code
    client.force_login(editor)

    assert (anonymous, client.get(f"/sources/{address}").status_code) == (302, 403)


@pytest.mark.parametrize("doing", ["pause", "start", "test", "replay", "tokens"])
def test_doings_are_for_staff_and_by_post(client: Client, doing: str) -> None:
    make_source("cn-mfa")

    assert client.post(f"/sources/cn-mfa/{doing}/").status_code == 302
    client.force_login(make_editor())
    assert client.get(f"/sources/cn-mfa/{doing}/").status_code == 405
    assert Source.objects.get().is_active is True
