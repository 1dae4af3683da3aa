"""Who is answered how often and from where: rates, closed reading, origins, whole texts."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.factories import make_announcement, make_country, make_editor, make_source
from visits.services.tokens import make_source_token, make_token
from visits.terms import SourceFormat

pytestmark = pytest.mark.django_db


@pytest.fixture
def headers() -> dict[str, str]:
    owner = User.objects.create_user("reader", password="a-long-password")
    return {"Authorization": f"Bearer {make_token(owner=owner, scopes=[])[1]}"}


@pytest.fixture
def two_a_minute(settings: Settings) -> None:
    settings.API_ANONYMOUS_RATE = 2


def test_address_is_told_what_it_has_left_and_refused_when_it_has_nothing(
    client: Client, two_a_minute: None
) -> None:
    answers = [client.get("/api/v1/countries/", REMOTE_ADDR="192.0.2.7") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"anonymous";q=2;w=60'}
    left = [re.fullmatch(r'"anonymous";r=(\d);t=\d+', answer["RateLimit"]) for answer in answers]
    assert [found[1] for found in left if found] == ["1", "0", "0"]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert answers[2]["Content-Type"] == "application/problem+json"
    assert answers[2].json()["title"] == "Too many requests"
    assert "A token allows more" in answers[2].json()["detail"]


def test_token_and_another_address_have_rates_of_their_own(
    client: Client, two_a_minute: None, headers: dict[str, str], settings: Settings
) -> None:
    settings.API_TOKEN_RATE = 5
    spent = [client.get("/api/v1/countries/", REMOTE_ADDR="192.0.2.2") for _ in range(3)]
    by_token = client.get("/api/v1/countries/", headers=headers)
    elsewhere = client.get("/api/v1/countries/", REMOTE_ADDR="192.0.2.1")

    assert (by_token.status_code, by_token["RateLimit-Policy"]) == (200, '"token";q=5;w=60')
    assert (spent[-1].status_code, elsewhere.status_code) == (429, 200)


def test_rate_of_0_counts_nothing(client: Client, settings: Settings) -> None:
    settings.API_ANONYMOUS_RATE = 0

    assert "RateLimit" not in client.get("/api/v1/countries/")


def test_closed_api_wants_a_token_and_says_where_it_is_made(
    client: Client, settings: Settings, headers: dict[str, str]
) -> None:
    settings.API_ANONYMOUS_READ = False
    make_country("FR")

    refused = client.get("/api/v1/countries/")
    cached = client.get("/api/v1/countries/", headers={"If-None-Match": "*"})

    assert (refused.status_code, cached.status_code) == (401, 401)
    assert refused["WWW-Authenticate"] == 'Bearer realm="visitbook"'
    assert client.get("/api/v1/countries/", headers=headers).status_code == 200
    assert client.get("/api/v1/").status_code == 200


def test_origin_that_is_allowed_may_read_and_another_may_not(
    client: Client, settings: Settings
) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://map.example"]
    own = client.get("/api/v1/countries/", headers={"Origin": "https://map.example"})
    other = client.get("/api/v1/countries/", headers={"Origin": "https://else.example"})
    page = client.get("/livez", headers={"Origin": "https://map.example"})
    asked = client.options(
        "/api/v1/claims/",
        headers={
            "Origin": "https://map.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, idempotency-key, if-match",
        },
    )

    assert own["Access-Control-Allow-Origin"] == "https://map.example"
    assert "RateLimit" in own["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in own
    assert "Access-Control-Allow-Origin" not in other
    assert "Access-Control-Allow-Origin" not in page
    assert asked.status_code == 200
    assert {"idempotency-key", "if-match"} <= set(asked["Access-Control-Allow-Headers"].split(", "))


def test_whole_text_is_for_readers_and_for_all_where_the_site_says_so(
    client: Client, settings: Settings, headers: dict[str, str]
) -> None:
    settings.FULL_TEXT_PUBLIC = False
    row = make_announcement()
    address = f"/api/v1/announcements/{row.pk}/"
    source = make_source("push", None, format=SourceFormat.PUSH)
    pushing = make_source_token(source=source, editor=make_editor())

    assert client.get(address).json()["text"] is None
    by_source = client.get(address, headers={"Authorization": f"Bearer {pushing}"})
    assert by_source.json()["text"] is None
    assert client.get(address, headers=headers).json()["text"] == row.text
    settings.FULL_TEXT_PUBLIC = True
    assert client.get(address).json()["text"] == row.text


def test_token_of_an_account_that_was_closed_is_refused(
    client: Client, headers: dict[str, str]
) -> None:
    User.objects.update(is_active=False)

    answer = client.get("/api/v1/countries/", headers=headers)

    assert (answer.status_code, answer.json()["status"]) == (401, 401)
    assert "/tokens/" in answer.json()["detail"]


def test_post_from_a_session_needs_its_csrf_token_and_one_with_a_token_does_not() -> None:
    editor = make_editor()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post("/api/v1/claims/", {}, content_type="application/json").status_code == 403
    _, text = make_token(owner=editor, scopes=[])
    by_token = Client(enforce_csrf_checks=True).post(
        "/api/v1/extractions/",
        {"text": "Wang Yi will visit Moscow.", "published": "2025-03-28"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {text}"},
    )
    assert by_token.status_code == 200
