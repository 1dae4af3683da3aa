"""Announcements sent by their publisher, with a token, over the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_editor, make_source
from visits.models import Announcement, Delivery, Reading, Retraction, Source
from visits.services.tokens import make_source_token, revoke_token
from visits.terms import SourceFormat

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Foreign Minister Wang Yi will visit Moscow from 14 to 16 April 2025."
ONE = {
    "guid": "urn:1",
    "title": "Visit announced",
    "text": TEXT,
    "url": "https://news.example/1",
    "published": "2025-03-31T09:00:00+08:00",
}
Send = Callable[..., Any]


@pytest.fixture
def source() -> Source:
    return make_source("wire", None, format=SourceFormat.PUSH, timezone="Asia/Shanghai")


@pytest.fixture
def token(source: Source) -> str:
    return make_source_token(source=source, editor=make_editor())


@pytest.fixture
def send(client: Client, token: str) -> Send:
    def post(body: Any, key: str = "", **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
        content = body if isinstance(body, bytes | str) else json.dumps(body)
        told = {"content_type": "application/json", "headers": headers, **more}
        return client.post("/api/v1/announcements/", content, **told)

    return post


def errors(answer: Any) -> list[tuple[str, str]]:
    assert answer["Content-Type"] == "application/problem+json"
    return [(row["field"], row["detail"]) for row in answer.json()["errors"]]


def test_pushed_announcement_is_stored_and_due_to_be_read(send: Send, source: Source) -> None:
    answer = send(ONE)
    row = Announcement.objects.get()

    assert (answer.status_code, answer.json()) == (
        201,
        {"results": [{"guid": "urn:1", "state": "new", "id": row.pk}]},
    )
    assert (row.source, row.url, row.text) == (
        source,
        "https://news.example/1",
        f"Visit announced\n\n{TEXT}",
    )
    assert row.published_on.isoformat() == "2025-03-31"
    assert Reading.objects.get().announcement == row


def test_same_guid_again_is_unchanged_and_another_text_a_revision(send: Send) -> None:
    send(ONE)
    again, edited = send(ONE), send({**ONE, "text": f"{TEXT} He will meet Sergey Lavrov."})

    assert [a.json()["results"][0]["state"] for a in (again, edited)] == ["unchanged", "revised"]
    assert (again.status_code, edited.status_code) == (200, 201)
    assert list(Announcement.objects.values_list("revision", flat=True).order_by("pk")) == [1, 2]


def test_same_key_again_gets_the_same_answer_and_stores_nothing(send: Send) -> None:
    first, second = send(ONE, key="k1"), send(ONE, key="k1")

    assert (second.status_code, second["Idempotent-Replayed"]) == (200, "true")
    assert second.json() == first.json()
    assert (Announcement.objects.count(), Delivery.objects.count()) == (1, 1)


def test_key_with_another_body_is_refused(send: Send) -> None:
    send(ONE, key="k1")
    answer = send({**ONE, "guid": "urn:2"}, key="k1")

    assert (answer.status_code, [field for field, _ in errors(answer)]) == (
        422,
        ["Idempotency-Key"],
    )
    assert Announcement.objects.count() == 1


def test_batch_with_one_bad_announcement_stores_none_of_it(send: Send) -> None:
    bad = [
        {**ONE, "guid": ""},
        {**ONE, "guid": "b", "published": "yesterday"},
        {**ONE, "guid": "c", "colour": "red"},
        {**ONE, "guid": "d", "text": "", "title": ""},
        {**ONE, "guid": "urn:1"},
    ]

    answer = send({"announcements": [ONE, *bad]})

    assert errors(answer) == [
        (
            "announcements[1].guid",
            "Name the announcement by an id that stays the same, or its address.",
        ),
        (
            "announcements[2].published",
            "Write a moment with its offset, such as 2025-03-31T09:00:00+08:00.",
        ),
        (
            "announcements[3].colour",
            "There is no such field: these are guid, url, title, text, html, language, "
            "published, updated, retracted.",
        ),
        ("announcements[4].text", "Send a text (as text or html), a title, or both."),
        (
            "announcements[5].guid",
            "It is told twice in one request: send the last text of it alone.",
        ),
    ]
    assert (answer.status_code, Announcement.objects.count()) == (422, 0)


def test_what_could_not_be_stored_is_refused_before_anything_is(send: Send) -> None:
    far = {**ONE, "guid": "far", "published": "0900-01-01T00:00:00+00:00"}
    script = {**ONE, "guid": "script", "url": "javascript:x()"}

    answer = send({"announcements": [ONE, far, script]})

    assert [field for field, _ in errors(answer)] == [
        "announcements[1].text",
        "announcements[2].url",
    ]
    assert Announcement.objects.count() == 0


def test_markup_is_taken_as_words_alone(send: Send) -> None:
    send({"guid": "1", "html": "<p>First.</p><script>x()</script><p>Second &amp; last.</p>"})

    assert Announcement.objects.get().text == "First.\nSecond & last."


def test_announcement_is_taken_back_and_told_again(send: Send) -> None:
    send(ONE)
    gone = send({"guid": "urn:1", "retracted": True})
    reason = Retraction.objects.get().reason
    again = send(ONE)

    assert gone.json()["results"][0]["state"] == "retracted"
    assert reason == "Its publisher took it back."
    assert (again.status_code, Retraction.objects.get().lifted_at is not None) == (201, True)


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer vbs_wrong", "Basic dXNlcjpwdw=="])
def test_push_without_a_token_in_force_is_refused(client: Client, header: str) -> None:
    answer = client.post(
        "/api/v1/announcements/",
        json.dumps(ONE),
        content_type="application/json",
        headers={"Authorization": header} if header else {},
    )

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="visitbook"')
    assert Announcement.objects.count() == 0


def test_revoked_token_and_paused_source_are_refused(send: Send, source: Source) -> None:
    Source.objects.update(is_active=False, disabled_reason="Paused by ed.")
    paused = send(ONE)
    Source.objects.update(is_active=True)
    revoke_token(token=source.tokens.get())

    assert (paused.status_code, send(ONE).status_code) == (403, 401)
    assert paused.json()["detail"] == "This source takes nothing now: Paused by ed."


def test_session_of_staff_is_no_token(client: Client, source: Source) -> None:
    client.force_login(make_editor("staff"))

    answer = client.post("/api/v1/announcements/", ONE, content_type="application/json")

    assert answer.status_code == 403


def test_other_media_type_is_415_and_too_much_413(send: Send) -> None:
    form = send("guid=1", content_type="application/x-www-form-urlencoded")
    large = send({**ONE, "text": "x" * 6_000_000})

    assert (form.status_code, large.status_code) == (415, 413)
    assert large.json()["title"] == "Too large"
    assert Announcement.objects.count() == 0


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[]", b"3", b'{"announcements": []}'])
def test_body_that_is_no_announcement_is_refused(send: Send, body: bytes) -> None:
    answer = send(body)

    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_one_announcement_takes_no_post(send: Send, client: Client) -> None:
    send(ONE)
    pk = Announcement.objects.get().pk

    assert client.post(f"/api/v1/announcements/{pk}/").status_code == 405
