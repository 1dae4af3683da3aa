"""Webhooks: told of every change once, signed, tried again, given up, replayed, kept inside."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks.webhooks import Webhook as Reader
from standardwebhooks.webhooks import WebhookVerificationError

from tests.factories import make_editor, make_visit
from tests.fixtures.web import Web
from visits.models import Visit, VisitRedirect, Webhook, WebhookMessage
from visits.queries.webhooks import due_messages
from visits.services.webhooks.collecting import collect_messages
from visits.services.webhooks.keeping import (
    make_webhook,
    renew_secret,
    replay_dead,
    replay_message,
    replay_since,
    send_test,
    start_webhook,
    stop_webhook,
)
from visits.services.webhooks.sending import MOST_ATTEMPTS, WAITS, send_message
from visits.terms import WEBHOOK_EVENTS
from visits.validators import FieldProblem

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return make_editor()


@pytest.fixture
def hook(owner: User, web: Web) -> Webhook:
    web.answer("/hook", status=204)
    return make_webhook(owner=owner, url=web.url("/hook"), events=WEBHOOK_EVENTS)


def make(**what: Any) -> Visit:
    """A visit made at one go, as linking makes it: one change."""
    with transaction.atomic():
        return make_visit(**what)


def deliver() -> list[str]:
    """Collects and sends what is due; the types that were sent."""
    collect_messages()
    sent = due_messages()
    for pk in sent:
        send_message(message_id=pk)
    return list(
        WebhookMessage.objects.filter(pk__in=sent).order_by("pk").values_list("event", flat=True)
    )


def bodies(web: Web) -> list[dict[str, Any]]:
    return [json.loads(body) for _, body in web.sent]


def test_visit_is_told_when_it_is_made_changed_cancelled_and_merged(
    hook: Webhook, web: Web
) -> None:
    visit = make(host="RU")
    made = deliver()
    Visit.objects.filter(pk=visit.pk).update(purpose="Talks")
    changed = deliver()
    Visit.objects.filter(pk=visit.pk).update(status="cancelled")
    cancelled = deliver()
    other = make(host="RU")
    with transaction.atomic():
        gone = visit.pk
        VisitRedirect.objects.create(old=gone, visit=other, claims=[])
        visit.delete()
    merged = deliver()

    assert (made, changed, cancelled) == (["visit.created"], ["visit.changed"], ["visit.cancelled"])
    assert sorted(merged) == ["visit.created", "visit.merged"]
    told = bodies(web)
    assert told[0]["data"]["visit"]["host"] == "RU"
    assert told[0]["data"]["url"] == f"http://127.0.0.1:8000/api/v1/visits/{gone}/"
    last = next(one["data"] for one in told if one["type"] == "visit.merged")
    assert (last["id"], last["into"], last["visit"]) == (gone, other.pk, None)
    numbers = [one["data"]["number"] for one in told]
    assert (sorted(numbers), len(set(numbers))) == (numbers, len(numbers))


def test_nothing_is_told_twice_and_nothing_from_before(owner: User, web: Web) -> None:
    make(host="RU")
    web.answer("/hook", status=204)
    make_webhook(owner=owner, url=web.url("/hook"), events=["visit.created"])
    before = deliver()
    make(host="FR")

    assert (before, deliver(), deliver(), len(web.sent)) == ([], ["visit.created"], [], 1)


def test_signature_is_what_the_reference_reader_wants(hook: Webhook, web: Web) -> None:
    make(host="RU")
    deliver()
    ((headers, body),) = web.sent

    assert Reader(hook.secret).verify(body, headers) == json.loads(body)
    assert headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        Reader(hook.secret).verify(body.replace(b"RU", b"FR"), headers)


def test_for_a_day_both_secrets_sign(hook: Webhook, web: Web) -> None:
    old = hook.secret
    renew_secret(webhook=hook)
    send_test(webhook=hook)
    deliver()
    Webhook.objects.update(former_until=timezone.now() - timedelta(seconds=1))
    send_test(webhook=hook)
    deliver()
    (first, body), (second, later) = web.sent

    assert Reader(old).verify(body, first) == Reader(hook.secret).verify(body, first)
    assert Reader(hook.secret).verify(later, second)["type"] == "visitbook.test"
    with pytest.raises(WebhookVerificationError):
        Reader(old).verify(later, second)


def test_failed_message_waits_longer_each_time_and_is_given_up_with_its_reason(
    hook: Webhook, web: Web
) -> None:
    web.answer("/hook", status=500)
    send_test(webhook=hook)
    waits = []
    for _ in range(MOST_ATTEMPTS):
        WebhookMessage.objects.update(due_at=Now())
        before = WebhookMessage.objects.get().due_at
        deliver()
        row = WebhookMessage.objects.get()
        waits.append(row.due_at - before)

    slack = timedelta(seconds=4)
    assert [wait - wait % slack for wait in waits[:-1]] == [one - one % slack for one in WAITS]
    assert (row.state, row.attempts, row.status) == ("dead", 10, 500)
    assert row.reason == "given up after 10 attempts: the server answered 500"
    assert deliver() == []
    web.answer("/hook", status=204)
    assert replay_dead(webhook=hook) == 1
    assert deliver() == ["visitbook.test"]


def test_retry_after_is_heeded(hook: Webhook, web: Web) -> None:
    web.answer("/hook", status=429, Retry_After="3600")
    send_test(webhook=hook)
    deliver()
    row = WebhookMessage.objects.get()

    assert row.due_at > timezone.now() + timedelta(minutes=55)
    assert (row.state, row.status, row.reason) == ("failed", 429, "the server answered 429")


def test_same_id_has_the_same_body_however_often_it_is_sent(hook: Webhook, web: Web) -> None:
    visit = make(host="RU")
    deliver()
    Visit.objects.filter(pk=visit.pk).update(purpose="Other talks")
    row = WebhookMessage.objects.get()
    replay_message(message=row)
    deliver()
    first, again = (
        [sent for sent in web.sent if sent[0]["webhook-id"] == row.name][n] for n in (0, 1)
    )

    assert first[1] == again[1]
    assert replay_since(webhook=hook, number=row.number or 0) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        WebhookMessage.objects.filter(pk=row.pk).update(body="{}")


def test_address_that_is_gone_is_stopped_and_starts_where_it_was(hook: Webhook, web: Web) -> None:
    web.answer("/hook", status=410)
    make(host="RU")
    deliver()
    hook.refresh_from_db()
    make(host="FR")

    assert hook.stopped_why == "The address answered 410: it is gone."
    assert deliver() == []
    web.answer("/hook", status=204)
    start_webhook(webhook=hook)
    assert deliver() == ["visit.created"]


def test_private_addresses_redirects_and_names_are_refused(
    hook: Webhook, web: Web, settings: Settings
) -> None:
    web.answer("/hook", status=307, Location=web.url("/inside"))
    web.answer("/inside", status=204)
    send_test(webhook=hook)
    deliver()
    assert WebhookMessage.objects.get().reason == "the server answered 307"

    settings.OUTBOUND_ALLOW = frozenset()
    asked = len(web.sent)
    WebhookMessage.objects.update(due_at=Now())
    deliver()

    assert len(web.sent) == asked
    assert "InvalidIPAddress" in WebhookMessage.objects.get().reason


@pytest.mark.parametrize(
    "url", ["", "ftp://news.example/", "http://news.example/", "https://", "javascript:x()"]
)
def test_address_that_cannot_be_told_is_refused(owner: User, url: str) -> None:
    with pytest.raises(FieldProblem) as problem:
        make_webhook(owner=owner, url=url, events=["visit.created"])

    assert (problem.value.field, Webhook.objects.count()) == ("url", 0)


def test_events_are_those_that_were_chosen(owner: User, web: Web) -> None:
    web.answer("/hook", status=204)
    make_webhook(owner=owner, url=web.url("/hook"), events=["visit.cancelled"])
    visit = make(host="RU")
    before = deliver()
    make(host="RU", status="cancelled")
    Visit.objects.filter(pk=visit.pk).update(status="cancelled")

    assert (before, deliver()) == ([], ["visit.cancelled"])
    with pytest.raises(FieldProblem):
        make_webhook(owner=owner, url=web.url("/hook"), events=["visit.exploded"])
    with pytest.raises(FieldProblem):
        make_webhook(owner=owner, url=web.url("/hook"), events=[])


def test_stopped_webhook_is_told_nothing(hook: Webhook, web: Web) -> None:
    stop_webhook(webhook=hook)
    send_test(webhook=hook)

    assert (deliver(), web.sent) == ([], [])


def test_lost_attempt_is_made_again(hook: Webhook, web: Web) -> None:
    send_test(webhook=hook)
    WebhookMessage.objects.update(state="running", attempts=1)

    assert deliver() == ["visitbook.test"]
    assert WebhookMessage.objects.get().attempts == 2
