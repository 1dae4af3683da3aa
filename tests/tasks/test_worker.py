"""A feed over HTTP to the calendar, by a real worker over a real broker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import redis as redis_py
from django.conf import LazySettings

from tests.fixtures.workers import WorkerProcess
from visits.models import Announcement, Meeting, ReferenceLoad, Source, Visit
from visits.queries.progress import pipeline_progress
from visits.sample import SampleAnnouncement
from visits.sample.feed import atom_feed
from visits.services.reference import load_countries
from visits.tasks import fetch_source, sweep

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def announcement(guid: str, day: int, text: str) -> SampleAnnouncement:
    return SampleAnnouncement(
        id=guid,
        trip="t",
        source="wire",
        published=datetime(2025, 3, day, 9, tzinfo=UTC),
        lang="en",
        title="",
        text=text,
        facts=(),
    )


FEED = atom_feed(
    "http://127.0.0.1",
    [
        announcement(
            "one",
            28,
            "BEIJING, March 28 - Chinese Foreign Minister Wang Yi will visit Moscow from March 31 "
            "to April 2, a spokesperson said on Friday.",
        ),
        announcement(
            "two",
            29,
            "MOSCOW, March 29 - Russian Foreign Minister Sergey Lavrov and Chinese Foreign "
            "Minister Wang Yi will meet in Moscow on April 1.",
        ),
    ],
)


class _Feed(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(FEED)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output quiet."""


@pytest.fixture
def feed_url(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Iterator[str]:
    """The feed on loopback; asked for before the worker, which inherits the allow-list."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("VISITBOOK_OUTBOUND_ALLOW", address)
    settings.OUTBOUND_ALLOW = frozenset({address})
    yield f"http://{address}/feed.atom"
    server.shutdown()
    server.server_close()


@pytest.fixture
def source(transactional_db: None, feed_url: str) -> Source:
    load_countries()
    ReferenceLoad.objects.create(version="countries alone")
    return Source.objects.create(slug="feed", name="A feed", url=feed_url)


def is_done() -> bool:
    progress = pipeline_progress()
    return (
        progress["announcements"] == 2
        and not progress["due_extraction"]
        and not progress["due_linking"]
    )


def test_a_feed_becomes_visits_and_meetings(
    source: Source,
    celery_worker_process: WorkerProcess,
    eventually: Callable[[Callable[[], bool]], None],
) -> None:
    fetch_source.delay(source.pk)

    eventually(is_done)
    visit = Visit.objects.get()
    assert (str(visit.head), visit.host_id) == ("Wang Yi", "RU")
    assert (visit.start_earliest, visit.end_latest) == (date(2025, 3, 31), date(2025, 4, 2))
    assert list(Meeting.objects.get().visits.all()) == [visit]


def test_a_broker_that_forgot_everything_costs_one_sweep(
    source: Source,
    redis: redis_py.Redis,
    celery_worker_process: WorkerProcess,
    eventually: Callable[[Callable[[], bool]], None],
) -> None:
    celery_worker_process.stop()
    fetch_source(source.pk)
    assert Announcement.objects.count() == 2
    assert not Visit.objects.exists()
    for key in redis.keys("*"):
        redis.delete(key)

    celery_worker_process.start()
    sweep.delay()

    eventually(is_done)
    assert Visit.objects.count() == 1


def test_an_unreachable_source_keeps_its_reason_and_is_tried_later(
    source: Source, celery_worker_process: WorkerProcess, eventually: Callable[..., None]
) -> None:
    Source.objects.filter(pk=source.pk).update(url="http://10.0.0.1/feed.atom")

    fetch_source.delay(source.pk)

    eventually(lambda: Source.objects.get(pk=source.pk).failures == 1)
    row = Source.objects.get(pk=source.pk)
    assert row.last_error.startswith("InvalidIPAddress")
    assert row.next_check_at is not None
    assert row.last_fetch_at is not None
    assert row.next_check_at > row.last_fetch_at
