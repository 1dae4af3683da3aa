"""The page of what failed, from which it is tried again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_announcement, make_editor
from visits.models import Reading, Timeline
from visits.terms import DeliveryState

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def dead_reading(reason: str = "ValueError: no such day") -> Reading:
    return Reading.objects.create(
        announcement=make_announcement(),
        state=DeliveryState.DEAD,
        attempts=3,
        due_at=timezone.now(),
        started_at=timezone.now(),
        reason=reason,
    )


def test_failures_are_for_editors(client: Client) -> None:
    response = client.get("/failures/")

    assert (response.status_code, response["Location"]) == (
        302, "/accounts/login/?next=/failures/",
    )  # fmt: skip


def test_failures_are_shown_with_their_reasons(
    editor: Client, django_assert_num_queries: Queries
) -> None:
    dead_reading()
    Timeline.objects.create(key="wang|CN", state=DeliveryState.DEAD, reason="it kept growing")
    with django_assert_num_queries(5):
        one = editor.get("/failures/")
    for n in range(2):
        dead_reading(f"reason {n}")
    with django_assert_num_queries(5):
        three = editor.get("/failures/")

    assert one.content.decode().count("Read again") == 1
    assert three.content.decode().count("Read again") == 3
    assert [text in three.content.decode() for text in ("reason 1", "it kept growing")] == [
        True, True,
    ]  # fmt: skip


def test_a_text_that_was_given_up_is_due_again(editor: Client) -> None:
    reading = dead_reading()

    editor.post(f"/failures/announcements/{reading.pk}/")

    reading.refresh_from_db()
    assert (reading.state, reading.attempts, reading.reason) == (DeliveryState.DUE, 0, "")


def test_a_timeline_that_was_given_up_is_due_again(editor: Client) -> None:
    timeline = Timeline.objects.create(key="wang|CN", state=DeliveryState.DEAD, attempts=3)

    editor.post(f"/failures/timelines/{timeline.pk}/")

    timeline.refresh_from_db()
    assert (timeline.state, timeline.attempts) == (DeliveryState.DUE, 0)
    assert timeline.due_at is not None


def test_what_is_done_is_not_done_again(editor: Client) -> None:
    reading = dead_reading()
    Reading.objects.update(state=DeliveryState.DONE)

    editor.post(f"/failures/announcements/{reading.pk}/")

    reading.refresh_from_db()
    assert (reading.state, reading.attempts) == (DeliveryState.DONE, 3)
