"""What operators ask a running site, and what its log lines carry."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from diplomacy.logs import JsonLines, carry_request_id, context, enter_task, leave_task
from tests.factories import make_announcement, make_source
from visits.models import Reading, Source, Timeline
from visits.services.tallies import count_event, count_seconds
from visits.tasks import extract_announcements
from visits.terms import DeliveryState, SourceFormat

pytestmark = pytest.mark.django_db


def metric(client: Client) -> dict[str, float]:
    lines = client.get("/metrics").content.decode().splitlines()
    told = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in told}


def test_a_process_lives_without_asking_anything(
    client: Client, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/livez")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_site_is_ready_with_its_database(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        200, {"status": "ok", "database": "ok", "broker": "ok"},
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_site_is_not_ready_without_its_database(client: Client) -> None:
    connection.close()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "there_is_none"
    try:
        response = client.get("/readyz")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name

    assert (response.status_code, response.json()["database"]) == (503, "out of reach")


@pytest.mark.parametrize("address", ["/livez", "/readyz", "/metrics"])
def test_what_operators_ask_takes_no_posts(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_metrics_tell_what_is_due_and_how_old_it_is(client: Client) -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    states = (DeliveryState.DUE, DeliveryState.FAILED, DeliveryState.DEAD, DeliveryState.DONE)
    for state in states:
        Reading.objects.create(announcement=make_announcement(), state=state, due_at=long_ago)
    Timeline.objects.create(key="wang|CN", due_at=None)

    found = metric(client)

    assert found['visitbook_due_rows{stage="extract"}'] == 2
    assert found['visitbook_failed_rows{stage="extract"}'] == 1
    assert found['visitbook_dead_rows{stage="extract"}'] == 1
    assert 7200 <= found['visitbook_oldest_due_seconds{stage="extract"}'] < 7300
    assert found['visitbook_due_rows{stage="link"}'] == 0


def test_metrics_add_up_what_was_counted(client: Client) -> None:
    count_seconds(name="work", label="link", seconds=[0.004, 0.2])
    count_seconds(name="work", label="link", seconds=[4000.0])
    count_event(name="fetch_errors", label="cn-mfa")
    count_event(name="fetch_errors", label="cn-mfa")

    found = metric(client)

    assert found['visitbook_stage_work_seconds_bucket{le="0.005",stage="link"}'] == 1
    assert found['visitbook_stage_work_seconds_bucket{le="0.25",stage="link"}'] == 2
    assert found['visitbook_stage_work_seconds_bucket{le="3600.0",stage="link"}'] == 2
    assert found['visitbook_stage_work_seconds_bucket{le="+Inf",stage="link"}'] == 3
    assert found['visitbook_stage_work_seconds_sum{stage="link"}'] == pytest.approx(4000.204)
    assert found['visitbook_fetch_errors_total{source="cn-mfa"}'] == 2


def test_metrics_tell_which_source_is_quiet_beyond_its_habit(client: Client) -> None:
    now = timezone.now()
    for slug, days in (("quiet", 9), ("usual", 2)):
        source = make_source(slug, format=SourceFormat.ATOM)
        for n in range(6):
            told = (now - timedelta(days=days + n)).date().isoformat()
            make_announcement(
                source=source, published=told, fetched_at=now - timedelta(days=days + n)
            )
    Source.objects.filter(slug="usual").update(failures=4)

    found = metric(client)

    assert found['visitbook_source_stale{source="quiet"}'] == 1
    assert found['visitbook_source_stale{source="usual"}'] == 0
    assert found['visitbook_source_failures{source="usual"}'] == 4


def test_a_request_keeps_its_proxys_id_or_gets_one(client: Client) -> None:
    given = client.get("/livez", headers={"x-request-id": "proxy-12345"})
    made = client.get("/livez", headers={"x-request-id": "no good\n id"})

    assert given["X-Request-ID"] == "proxy-12345"
    assert len(made["X-Request-ID"]) == 32


def test_a_log_line_carries_what_it_belongs_to() -> None:
    headers: dict[str, object] = {}
    token = context.set({"request_id": "from-a-page"})
    carry_request_id(headers)
    context.reset(token)
    task = extract_announcements
    task.request_stack.push(type("Request", (), headers)())
    enter_task(task_id="t1", task=task, args=([4, 5],), kwargs={})
    try:
        raise ValueError("no date")
    except ValueError:
        trouble = sys.exc_info()
    record = logging.LogRecord("visits", logging.ERROR, "", 1, "text %s", (4,), trouble)
    record.announcement_id = 4

    line = json.loads(JsonLines().format(record))

    leave_task()
    task.request_stack.pop()
    assert (line.pop("time")[-6:], line.pop("error").splitlines()[-1]) == (
        "+00:00", "ValueError: no date",
    )  # fmt: skip
    assert line == {
        "level": "ERROR",
        "logger": "visits",
        "message": "text 4",
        "task": "visits.tasks.extract_announcements",
        "task_id": "t1",
        "request_id": "from-a-page",
        "announcement_ids": [4, 5],
        "announcement_id": 4,
    }
