"""Webhooks over the API and on their pages: one's own alone, secrets once, replays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_editor
from visits.models import Webhook, WebhookMessage
from visits.services.tokens import make_token
from visits.terms import WEBHOOK_EVENTS, TokenScope

pytestmark = pytest.mark.django_db
URL = "https://hooks.example/visits"


@pytest.fixture
def owner() -> User:
    return User.objects.create_user("reader", password="a-long-password")


@pytest.fixture
def api(client: Client, owner: User) -> Any:
    """A request below /api/v1/webhooks/ with a token of the owner's."""
    _, text = make_token(owner=owner, scopes=[TokenScope.WEBHOOKS])

    def ask(method: str, address: str = "", body: Any = None, **headers: str) -> Any:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(client, method)(
            f"/api/v1/webhooks/{address}",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {text}", **told},
        )

    return ask


def test_webhook_is_made_read_stopped_started_and_forgotten(api: Any) -> None:
    made = api("post", body={"url": URL, "label": "desk", "events": ["visit.cancelled"]})
    pk = made.json()["id"]

    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    read = api("get", f"{pk}/").json()
    assert read == {name: made.json()[name] for name in read}
    assert set(made.json()) - set(read) == {"secret"}
    assert api("get").json() == {"results": [read]}
    assert api("post", f"{pk}/stop/").json()["stopped_at"] is not None
    assert api("post", f"{pk}/start/").json()["stopped_at"] is None
    assert api("post", f"{pk}/renew/").json()["secret"] != made.json()["secret"]
    assert (api("delete", f"{pk}/").status_code, Webhook.objects.count()) == (204, 0)


def test_same_key_makes_one_webhook_and_gives_its_secret_again(api: Any) -> None:
    first = api("post", body={"url": URL}, Idempotency_Key="k")
    again = api("post", body={"url": URL}, Idempotency_Key="k")

    assert (first.status_code, again.status_code, Webhook.objects.count()) == (201, 201, 1)
    assert again.json() == first.json()
    assert first.json()["events"] == list(WEBHOOK_EVENTS)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "http://hooks.example/"}, "url"),
        ({"url": URL, "events": ["visit.exploded"]}, "events[0]"),
        ({"url": URL, "events": []}, "events"),
        ({"url": URL, "secret": "whsec_mine"}, "secret"),
        ({}, "url"),
    ],
)
def test_webhook_that_cannot_be_is_refused_by_field(
    api: Any, body: dict[str, Any], field: str
) -> None:
    answer = api("post", body=body)

    assert (answer.status_code, [row["field"] for row in answer.json()["errors"]]) == (422, [field])
    assert Webhook.objects.count() == 0


def test_messages_are_listed_and_sent_again(api: Any) -> None:
    pk = api("post", body={"url": URL}).json()["id"]
    sent = api("post", f"{pk}/test/")
    name = sent.json()["id"]
    WebhookMessage.objects.update(state="dead", attempts=10, reason="it did not answer")

    listed = api("get", f"{pk}/messages/").json()["results"]
    replayed = api("post", f"{pk}/replay/", {})
    one = api("post", f"{pk}/messages/{name}/replay/")

    assert (sent.status_code, [row["id"] for row in listed]) == (201, [name])
    assert (listed[0]["state"], listed[0]["reason"]) == ("dead", "it did not answer")
    assert replayed.json() == {"due": 1}
    assert (one.json()["state"], one.json()["body"]) == ("due", sent.json()["body"])
    assert api("post", f"{pk}/messages/msg_none/replay/").status_code == 404


def test_webhooks_of_somebody_else_are_not_there(api: Any) -> None:
    other = Webhook.objects.create(owner=make_editor(), url=URL, events=["visit.created"])
    row = WebhookMessage.objects.create(webhook=other, name="msg_1", event="x", body="{}")

    asked = ["", "messages/"]
    done = ["stop/", "start/", "renew/", "test/", "replay/", "messages/msg_1/replay/"]
    statuses = {api("get", f"{other.pk}/{one}").status_code for one in asked}
    statuses |= {api("post", f"{other.pk}/{one}", {}).status_code for one in done}
    statuses |= {api("delete", f"{other.pk}/").status_code}

    assert statuses == {404}
    assert api("get").json() == {"results": []}
    row.refresh_from_db()
    assert row.attempts == 0


def test_page_makes_one_and_shows_its_secret_once(client: Client, owner: User) -> None:
    client.force_login(owner)
    made = client.post("/webhooks/", {"url": URL, "events": ["visit.created"]})
    row = Webhook.objects.get()
    (secret,) = re.findall(r"whsec_[\w+/=]{44}", made.content.decode())

    assert (made.status_code, secret) == (201, row.secret)
    for address in ("/webhooks/", f"/webhooks/{row.pk}/"):
        assert secret not in client.get(address).content.decode()
    client.post(f"/webhooks/{row.pk}/test/")
    message = WebhookMessage.objects.get()
    WebhookMessage.objects.update(state="dead", reason="it did not answer")
    assert "it did not answer" in client.get(f"/webhooks/{row.pk}/").content.decode()
    client.post(f"/webhooks/{row.pk}/messages/{message.pk}/replay/")
    message.refresh_from_db()
    assert message.state == "due"
    WebhookMessage.objects.update(state="dead")
    client.post(f"/webhooks/{row.pk}/replay/")
    message.refresh_from_db()
    assert message.state == "due"
    renewed = client.post(f"/webhooks/{row.pk}/renew/").content.decode()
    row.refresh_from_db()
    assert row.secret in renewed
    client.post(f"/webhooks/{row.pk}/stop/")
    row.refresh_from_db()
    assert row.stopped_at is not None
    client.post(f"/webhooks/{row.pk}/start/")
    row.refresh_from_db()
    assert row.stopped_at is None


def test_page_refuses_what_cannot_be_told(client: Client, owner: User) -> None:
    client.force_login(owner)

    answer = client.post("/webhooks/", {"url": "http://10.0.0.1/", "events": ["visit.created"]})

    assert (answer.status_code, Webhook.objects.count()) == (422, 0)
    assert "Give an address that begins with https://." in answer.content.decode()


def test_pages_of_somebody_else_are_not_there(client: Client, owner: User) -> None:
    row = Webhook.objects.create(owner=make_editor(), url=URL, events=["visit.created"])
    client.force_login(owner)

    assert client.get(f"/webhooks/{row.pk}/").status_code == 404
    for doing in ("test", "stop", "start", "renew", "replay"):
        assert client.post(f"/webhooks/{row.pk}/{doing}/").status_code == 404
    row.refresh_from_db()
    assert (row.stopped_at, row.messages.count()) == (None, 0)
