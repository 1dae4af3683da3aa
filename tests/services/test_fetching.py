"""Pulls of one source over HTTP: whatever comes back, the source says so and is left alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from visits.ingest.deciding import LATEST
from visits.models import Announcement, Source
from visits.queries.due import LOST_AFTER, due_sources
from visits.services.fetching import Pulled, fetch_source
from visits.terms import DeliveryState, SourceFormat

pytestmark = pytest.mark.django_db(transaction=True)

ENTRY = (
    "<item><guid>{guid}</guid><link>https://news.example/1</link><pubDate>{date}</pubDate>"
    "<description>The minister will visit Paris on Friday.</description></item>"
)
MONDAY = "Mon, 31 Mar 2025 09:00:00 GMT"


def rss(*entries: str) -> bytes:
    return f"<rss version='2.0'><channel>{''.join(entries)}</channel></rss>".encode()


@dataclass(slots=True)
class Site:
    """A server with one feed; `gate` closed keeps its readers waiting."""

    url: str = ""
    body: bytes = b""
    location: str = ""
    asked: int = 0
    arrived: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def site(settings: LazySettings) -> Iterator[Site]:
    state = Site(body=rss(ENTRY.format(guid="one", date=MONDAY)))
    state.gate.set()

    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/robots.txt":
                self.send_error(404)
                return
            state.asked += 1
            state.arrived.set()
            state.gate.wait(20)
            self.send_response(302 if state.location else 200)
            if state.location:
                self.send_header("Location", state.location)
            self.end_headers()
            self.wfile.write(b"" if state.location else state.body)

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.HOST_PAUSE = timedelta(0)
    settings.OUTBOUND_ALLOW = frozenset({f"127.0.0.1:{server.server_address[1]}"})
    state.url = f"http://127.0.0.1:{server.server_address[1]}/feed"
    yield state
    state.gate.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def source(site: Site) -> Source:
    return Source.objects.create(
        slug="feed", name="A feed", url=site.url, format=SourceFormat.RSS, check_minutes=30
    )


def minutes_until(moment: datetime | None) -> int:
    assert moment is not None
    return round((moment - timezone.now()).total_seconds() / 60)


def pulled(source: Source) -> Pulled:
    done = fetch_source(source_id=source.pk)
    source.refresh_from_db()
    return done


def make_due(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(next_check_at=timezone.now())


def test_a_pull_stores_the_items_and_sets_the_next_check(source: Source) -> None:
    done = pulled(source)

    assert (len(done.ingested.new), done.failure) == (1, "")
    assert (source.fetch_state, source.failures, source.last_error) == (DeliveryState.DUE, 0, "")
    assert minutes_until(source.next_check_at) == 30


def test_bad_entries_are_told_on_the_source_and_the_rest_is_stored(
    source: Source, site: Site
) -> None:
    site.body = rss(
        ENTRY.format(guid="first", date="0001-01-01T00:00:00+14:00"),
        ENTRY.format(guid="last", date="9999-12-31T23:59:59Z"),
        ENTRY.format(guid="good", date=MONDAY),
    )

    pulled(source)

    assert [row.guid for row in Announcement.objects.all()] == ["good"]
    assert source.last_error == (
        "entry 1 has a date that no calendar has: year 0 is out of range; "
        "last: it is dated in 9999, outside 1800 to 2200"
    )
    assert source.failures == 0


def test_a_redirect_astray_is_kept_on_the_source(source: Source, site: Site) -> None:
    site.location = "http://[bad"

    done = pulled(source)

    assert done.failure == "ValueError: Invalid IPv6 URL"
    assert (source.failures, source.last_error) == (1, done.failure)
    assert due_sources() == []


def test_any_failure_is_kept_on_the_source_and_backs_off(
    source: Source, caplog: pytest.LogCaptureFixture
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE visits_reading RENAME TO visits_reading_away")
    try:
        waits = []
        for _ in range(3):
            make_due(source)
            done = pulled(source)
            waits.append(minutes_until(source.next_check_at))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE visits_reading_away RENAME TO visits_reading")

    assert done.failure.startswith('ProgrammingError: relation "visits_reading" does not exist')
    assert (source.failures, source.fetch_state) == (3, DeliveryState.DUE)
    assert source.last_error.startswith('ProgrammingError: relation "visits_reading" does not ex')
    # Each twice the one before, and up to a fifth longer.
    assert [30 <= waits[0] <= 36, 60 <= waits[1] <= 72, 120 <= waits[2] <= 144] == [True] * 3
    assert not Announcement.objects.exists()
    assert [record.message for record in caplog.records if record.name.startswith("visits")] == [
        "source feed could not be pulled"
    ] * 3


def test_the_back_off_ends_at_a_day(source: Source, site: Site) -> None:
    site.location = "http://[bad"
    Source.objects.update(failures=40)

    pulled(source)

    assert minutes_until(source.next_check_at) == LATEST.total_seconds() / 60


def test_a_pull_after_failures_starts_afresh(source: Source) -> None:
    Source.objects.update(failures=4, last_error="the server answered 503")

    pulled(source)

    assert (source.failures, source.last_error) == (0, "")


def test_tasks_that_piled_up_fetch_once(source: Source, site: Site) -> None:
    reports = [pulled(source) for _ in range(3)]

    assert site.asked == 1
    assert [report.failure for report in reports[1:]] == [
        "the source is not due, or is being fetched"
    ] * 2


def test_a_source_that_is_being_fetched_is_left_to_its_worker(source: Source, site: Site) -> None:
    site.gate.clear()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(_fetch_in_a_thread, source.pk)
        assert site.arrived.wait(20)
        source.refresh_from_db()
        meanwhile = (source.fetch_state, due_sources(), pulled(source).failure)
        site.gate.set()
        first.result(20)

    assert meanwhile == (
        DeliveryState.RUNNING, [], "the source is not due, or is being fetched",
    )  # fmt: skip
    assert site.asked == 1
    source.refresh_from_db()
    assert source.fetch_state == DeliveryState.DUE


def test_a_source_whose_worker_was_lost_is_handed_out_again(source: Source) -> None:
    lease = timezone.now() - timedelta(seconds=1)
    Source.objects.update(fetch_state=DeliveryState.RUNNING, next_check_at=lease)

    assert due_sources() == [source.pk]
    assert len(pulled(source).ingested.new) == 1


def test_a_taken_source_is_leased_until_its_worker_counts_as_lost(
    source: Source, site: Site
) -> None:
    site.gate.clear()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(_fetch_in_a_thread, source.pk)
        assert site.arrived.wait(20)
        source.refresh_from_db()
        lease = minutes_until(source.next_check_at)
        site.gate.set()
        first.result(20)

    assert lease == LOST_AFTER.total_seconds() / 60


@pytest.mark.parametrize("change", [{"is_active": False}, {"format": SourceFormat.PUSH}])
def test_a_source_that_is_not_pulled_is_not_asked(
    source: Source, site: Site, change: dict[str, object]
) -> None:
    Source.objects.update(**change)

    pulled(source)

    assert site.asked == 0


def _fetch_in_a_thread(pk: int) -> None:
    try:
        fetch_source(source_id=pk)
    finally:
        connection.close()
