"""Sources over the API: read by everybody, written by staff."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.factories import make_country, make_editor, make_source
from tests.fixtures.web import Web
from tests.services.feeds import TEXT, item, rss
from visits.models import Announcement, ApiToken, Source
from visits.services.reference import load_countries
from visits.services.tokens import make_source_token

pytestmark = pytest.mark.django_db(transaction=True)
TOLD: dict[str, Any] = {
    "slug": "fr-mae",
    "name": "Foreign ministry",
    "format": "rss",
    "url": "https://ministry.example/feed",
    "country": "FR",
    "side": "ministry",
}


@pytest.fixture
def staff(client: Client) -> Client:
    make_country("FR")
    client.force_login(make_editor())
    return client


def post(client: Client, address: str, body: Any = None) -> Any:
    return client.post(f"/api/v1/sources/{address}", body or {}, content_type="application/json")


def test_source_is_added_paused_started_and_paused_again(staff: Client) -> None:
    added = post(staff, "", TOLD)
    started = post(staff, "fr-mae/start/")
    paused = post(staff, "fr-mae/pause/")

    assert [a.status_code for a in (added, started, paused)] == [201, 200, 200]
    assert [a.json()["is_active"] for a in (added, started, paused)] == [False, True, False]
    assert paused.json()["fetching"]["disabled_reason"] == "Paused by editor."


def test_bad_fields_are_named_together(staff: Client) -> None:
    answer = post(staff, "", {**TOLD, "tier": 9, "country": "XX", "colour": "red"})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "colour", "detail": "There is no such field."},
        {"field": "country", "detail": "Choose a country by its code, such as CN."},
        {"field": "tier", "detail": "Give a whole number from 1 to 5."},
    ]


def test_source_is_changed_in_the_fields_that_are_sent(staff: Client) -> None:
    post(staff, "", TOLD)
    answer = staff.patch("/api/v1/sources/fr-mae/", {"tier": 1}, content_type="application/json")

    assert (answer.status_code, answer.json()["tier"], answer.json()["country"]) == (200, 1, "FR")


def test_test_shows_what_would_be_read_and_stores_nothing(staff: Client, web: Web) -> None:
    load_countries()
    web.answer("/feed", rss(item()), ETag='"v1"')
    make_source("cn-mfa", url=web.url("/feed"), format="rss")
    before = Source.objects.values().get()

    told = post(staff, "cn-mfa/test/").json()

    assert (told["count"], told["failure"], told["problems"]) == (1, "", [])
    assert told["shown"] == [
        {
            "guid": "one",
            "url": "one",
            "title": "Visit announced",
            "text": TEXT,
            "published": "2025-03-31T09:00:00Z",
            "visits": 1,
            "meetings": 0,
            "refusal": "",
        }
    ]
    assert (Announcement.objects.count(), Source.objects.values().get()) == (0, before)


def test_tokens_of_a_source_are_listed_and_revoked(staff: Client) -> None:
    make_source("fr-mae", "FR", format="push")
    make_source("cn-mfa", format="push")
    text = post(staff, "fr-mae/tokens/").json()["token"]
    post(staff, "cn-mfa/tokens/")
    address = "/api/v1/sources/fr-mae/tokens/"

    (listed,) = staff.get(address).json()
    elsewhere = staff.delete(f"/api/v1/sources/cn-mfa/tokens/{listed['id']}/")
    answers = [staff.delete(f"{address}{listed['id']}/").status_code for _ in range(2)]
    (revoked,) = staff.get(address).json()

    assert (listed["beginning"], listed["created_by"]) == (text[:10], "editor")
    assert (listed["revoked_at"], listed["last_used_at"]) == (None, None)
    assert (elsewhere.status_code, answers) == (404, [204, 204])
    assert revoked["revoked_at"] is not None
    assert ApiToken.objects.filter(revoked_at=None).get().source.slug == "cn-mfa"  # type: ignore[union-attr]


def test_tokens_of_a_source_are_for_staff(client: Client) -> None:
    source = make_source("fr-mae", format="push")
    make_source_token(source=source, editor=make_editor())
    address = "/api/v1/sources/fr-mae/tokens/"

    assert client.get(address).status_code == 401
    assert client.delete(f"{address}{source.tokens.get().pk}/").status_code == 401
    assert source.tokens.get().revoked_at is None


def test_others_read_sources_without_what_fetching_keeps(client: Client, get: Get) -> None:
    make_source("cn-mfa", last_error="secret words")

    assert get("sources/cn-mfa/")["fetching"] is None
    for address in ("", "cn-mfa/test/", "cn-mfa/start/", "cn-mfa/tokens/", "cn-mfa/replay/"):
        assert post(client, address).status_code == 401
    assert client.patch("/api/v1/sources/cn-mfa/").status_code == 401
