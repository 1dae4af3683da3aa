"""Attempts at due rows: counted, repeated later, given up; and leases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import make_announcement
from visits.extraction import Document
from visits.models import Reading, Timeline
from visits.queries.due import MAX_ATTEMPTS, due_readings, due_timelines
from visits.queries.leases import Work, leased
from visits.services import reading as service
from visits.services.leases import lease
from visits.services.reading import read_announcements
from visits.terms import DeliveryState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]
STATES = list(DeliveryState)


def make_reading(text: str = "Wang Yi will visit Moscow on June 3.", **more: Any) -> Reading:
    return Reading.objects.create(
        announcement=make_announcement(text), **{"due_at": timezone.now(), **more}
    )


@pytest.fixture
def elsewhere() -> Iterator[Any]:
    """A cursor of another session of the same database."""
    told = connection.settings_dict
    other = psycopg2.connect(
        dbname=told["NAME"],
        user=told["USER"],
        password=told["PASSWORD"],
        host=told["HOST"],
        port=told["PORT"] or None,
    )
    other.autocommit = True
    with other.cursor() as cursor:
        yield cursor
    other.close()


def refuse(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Whoever reads a text with that word comes to grief."""
    really = service.extract  # type: ignore[attr-defined]  # it is imported there

    def extract(document: Document, known: Any) -> Any:
        if word in document.text:
            raise ValueError("no such day")
        return really(document, known)

    monkeypatch.setattr(service, "extract", extract)


def test_rows_that_wait_are_due_oldest_first() -> None:
    now = timezone.now()
    for hours, state in enumerate(STATES):
        make_reading(state=state, due_at=now - timedelta(hours=hours))
    wanted = [DeliveryState.FAILED, DeliveryState.RUNNING, DeliveryState.DUE]

    found = due_readings()

    assert [Reading.objects.get(pk=pk).state for pk in found] == wanted


def test_a_failed_row_is_due_when_its_time_has_come() -> None:
    make_reading(state=DeliveryState.FAILED, due_at=timezone.now() + timedelta(seconds=60))
    past = make_reading(state=DeliveryState.FAILED, due_at=timezone.now() - timedelta(seconds=1))

    assert due_readings() == [past.pk]


def test_a_running_row_is_due_when_nobody_holds_its_lease(elsewhere: Any) -> None:
    row = make_reading(state=DeliveryState.RUNNING)
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [int(Work.READING), row.pk])
    assert (due_readings(), leased(Work.READING)) == ([], {row.pk})

    elsewhere.connection.close()
    while leased(Work.READING):
        pass

    assert due_readings() == [row.pk]


def test_a_leased_row_is_left_to_its_worker(elsewhere: Any) -> None:
    mine, theirs = make_reading(), make_reading()
    elsewhere.execute("SELECT pg_advisory_lock(%s, %s)", [int(Work.READING), theirs.pk])

    read_announcements(announcements=[mine.pk, theirs.pk])

    states = dict(Reading.objects.values_list("pk", "state"))
    assert states == {mine.pk: DeliveryState.DONE, theirs.pk: DeliveryState.DUE}


def test_a_lease_ends_with_its_block() -> None:
    with lease(Work.LINKING, [3, 5]) as ours:
        assert (ours, leased(Work.LINKING)) == ([3, 5], {3, 5})

    assert leased(Work.LINKING) == set()


def test_a_text_that_cannot_be_read_fails_and_the_others_wait_for_their_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, bad, last = make_reading(), make_reading("Bad news from Moscow."), make_reading()
    refuse(monkeypatch, "Bad news")

    read = read_announcements(announcements=[first.pk, bad.pk, last.pk])

    assert read.left == (last.pk,)
    rows = Reading.objects.in_bulk()
    assert (rows[first.pk].state, rows[last.pk].state, rows[last.pk].attempts) == (
        DeliveryState.DONE, DeliveryState.DUE, 0,
    )  # fmt: skip
    assert (rows[bad.pk].state, rows[bad.pk].reason) == (
        DeliveryState.FAILED, "ValueError: no such day",
    )  # fmt: skip
    assert 5 < (rows[bad.pk].due_at - timezone.now()).total_seconds() <= 10


def test_a_text_is_given_up_after_three_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = make_reading("Bad news from Moscow.")
    refuse(monkeypatch, "Bad news")

    for _ in range(MAX_ATTEMPTS + 2):
        read_announcements(announcements=[bad.pk])
        Reading.objects.update(due_at=timezone.now())

    bad.refresh_from_db()
    assert (bad.state, bad.attempts, bad.reason) == (
        DeliveryState.DEAD, MAX_ATTEMPTS, "ValueError: no such day",
    )  # fmt: skip
    assert due_readings() == []


def test_a_text_whose_workers_were_lost_is_given_up_as_well() -> None:
    lost = make_reading(state=DeliveryState.RUNNING, attempts=MAX_ATTEMPTS)

    read_announcements(announcements=[lost.pk])

    lost.refresh_from_db()
    assert (lost.state, lost.attempts, lost.reason) == (
        DeliveryState.DEAD, MAX_ATTEMPTS, "given up after 3 attempts that did not end",
    )  # fmt: skip


def test_what_was_attempted_before_is_read_alone() -> None:
    tried, fresh = make_reading(attempts=1), make_reading()

    read_announcements(announcements=[tried.pk, fresh.pk])

    states = dict(Reading.objects.values_list("pk", "state"))
    assert states == {tried.pk: DeliveryState.DUE, fresh.pk: DeliveryState.DONE}
    assert (due_readings(tried=True), due_readings(tried=False)) == ([tried.pk], [])
    read_announcements(announcements=[tried.pk])
    assert Reading.objects.get(pk=tried.pk).state == DeliveryState.DONE


def test_a_timeline_without_news_is_not_due() -> None:
    Timeline.objects.create(key="wang|CN", due_at=None)
    waiting = Timeline.objects.create(key="lavrov|RU", due_at=timezone.now())

    assert due_timelines() == [waiting.pk]
