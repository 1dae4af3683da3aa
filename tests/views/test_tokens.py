"""Tokens of a person: made on a page, shown once, revoked."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_editor
from visits.models import ApiToken

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> User:
    user = User.objects.create_user("reader", password="a-long-password")
    client.force_login(user)
    return user


def test_token_is_shown_once_and_works_until_it_is_revoked(client: Client, reader: User) -> None:
    made = client.post("/tokens/", {"label": "copy of May"})
    (text,) = re.findall(r"vbt_[\w-]{43}", made.content.decode())
    row = ApiToken.objects.get()

    assert (made.status_code, made["Cache-Control"].count("no-store")) == (201, 1)
    assert text not in client.get("/tokens/").content.decode()
    assert (row.owner, row.scopes, row.label, len(row.digest)) == (
        reader,
        ["read"],
        "copy of May",
        64,
    )
    headers = {"Authorization": f"Bearer {text}"}
    assert Client().get("/api/v1/countries/", headers=headers).status_code == 200
    row.refresh_from_db()
    assert row.last_used_at is not None
    assert client.post(f"/tokens/{row.pk}/revoke/").status_code == 302
    assert Client().get("/api/v1/countries/", headers=headers).status_code == 401


def test_scopes_that_an_account_has_no_right_to_are_not_given(client: Client, reader: User) -> None:
    answer = client.post("/tokens/", {"label": "x", "scopes": ["decide"]})

    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)


def test_editor_gets_the_scopes_that_are_ticked(client: Client) -> None:
    client.force_login(make_editor())

    client.post("/tokens/", {"label": "x", "scopes": ["decide", "admin"]})

    assert ApiToken.objects.get().scopes == ["read", "decide", "admin"]


def test_token_of_somebody_else_is_not_there(client: Client, reader: User) -> None:
    other = make_editor()
    row = ApiToken.objects.create(
        owner=other, scopes=["read"], beginning="vbt_secret", digest="0" * 64
    )

    assert client.post(f"/tokens/{row.pk}/revoke/").status_code == 404
    assert "vbt_secret" not in client.get("/tokens/").content.decode()
    row.refresh_from_db()
    assert row.revoked_at is None


def test_page_is_for_the_signed_in(client: Client) -> None:
    assert client.get("/tokens/").status_code == 302


def test_twenty_tokens_are_enough(client: Client, reader: User) -> None:
    for _ in range(20):
        client.post("/tokens/", {"label": "x"})

    assert client.post("/tokens/", {"label": "x"}).status_code == 422
    assert ApiToken.objects.count() == 20
