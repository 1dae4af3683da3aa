"""Announcements a second from a feed on loopback to linked visits, by real worker processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from celery import current_app
from django.conf import settings
from django.db import connection

from bench.figures import Figure
from bench.ingest_stored import made_up
from visits.ingest.items import Item
from visits.management.commands.replay import throwaway_database
from visits.models import Announcement, Reading, Source, Timeline
from visits.queries.due import waiting_rows
from visits.queries.tallies import tallies
from visits.reference import countries
from visits.sample import SampleAnnouncement
from visits.sample.feed import atom_feed
from visits.services.reference import load_reference
from visits.tasks import fetch_source, sweep

WORKERS = (1, 2, 4)
#: Made-up announcements beside those given: so many people, and trips of each.
PEOPLE, TRIPS = 60, 8
PATIENCE = 600.0
ROOT = Path(__file__).resolve().parent.parent
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def through_workers(items: Sequence[Item], var: Path) -> list[Figure]:
    prefix = f"bench_{os.getpid()}:"
    options = {**current_app.conf.broker_transport_options, "global_keyprefix": prefix}
    current_app.conf.broker_transport_options = options
    names = {row.code: row.names["en"] for row in countries()}
    told = [_told(item) for item in items]
    warm = len(told)
    for number in range(1, PEOPLE + 1):
        told += [_told(made_up(number, trip, names)) for trip in range(TRIPS)]
    figures = []
    for count in WORKERS:
        with throwaway_database(), _served(told, warm) as feed:
            load_reference()
            took = _run(count, feed, var / "bench-ingest", prefix.rstrip(":"))
            stored = Announcement.objects.count() - warm
            figures.append(Figure(f"{count} worker processes", stored / took, "announcements/s"))
            for stage in tallies("work"):
                cost = 1000 * stage.total / (stored + warm)
                figures.append(Figure(f"  of which: {stage.label}", cost, "ms of a worker"))
    return figures


class _Feed:
    """The first `warm` are through before the clock starts: each worker has its gazetteer then."""

    def __init__(self, items: list[SampleAnnouncement], warm: int) -> None:
        self.all = items
        self.shown = items[:warm]
        self.address = ""


@contextmanager
def _served(items: list[SampleAnnouncement], warm: int) -> Iterator[_Feed]:
    feed = _Feed(items, warm)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/feed.atom"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(atom_feed("http://127.0.0.1", feed.shown) if found else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing between the figures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    feed.address = f"127.0.0.1:{server.server_address[1]}"
    yield feed
    server.shutdown()
    server.server_close()


def _run(count: int, feed: _Feed, folder: Path, prefix: str) -> float:
    """Seconds from the order to fetch until everything is linked."""
    folder.mkdir(parents=True, exist_ok=True)
    source = Source.objects.create(slug="feed", name="Feed", url=f"http://{feed.address}/feed.atom")
    workers = [_worker(n, feed, folder, prefix) for n in range(count)]
    try:
        fetch_source.delay(source.pk)
        _wait(feed)
        feed.shown = feed.all
        Source.objects.filter(pk=source.pk).update(next_check_at=None)
        began = time.perf_counter()
        fetch_source.delay(source.pk)
        _wait(feed)
        return time.perf_counter() - began
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()


def _worker(number: int, feed: _Feed, folder: Path, prefix: str) -> subprocess.Popen[bytes]:
    database = connection.settings_dict
    host, user, password = (quote(database[part], safe="") for part in ("HOST", "USER", "PASSWORD"))
    port = f":{database['PORT']}" if database["PORT"] else ""
    url = f"postgresql://{user}:{password}@{port}/{database['NAME']}?host={host}"
    with (folder / f"worker{number}.log").open("wb") as log:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "diplomacy", "worker", "--pool", "solo"),
                *("--queues", "sweep,fetch,extract,link", "--hostname", f"bench{number}@%h"),
                *("--without-gossip", "--without-mingle"),
            ],
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": url,
                "REDIS_URL": settings.REDIS_URL,
                "SECRET_KEY": settings.SECRET_KEY,
                "VISITBOOK_KEY_PREFIX": prefix,
                "VISITBOOK_OUTBOUND_ALLOW": feed.address,
                "VISITBOOK_VAR": str(folder / f"var{number}"),
                "LOG_LEVEL": "WARNING",
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _wait(feed: _Feed) -> None:
    until = time.monotonic() + PATIENCE
    swept = time.monotonic()
    while time.monotonic() < until:
        if time.monotonic() - swept > settings.SWEEP_EVERY:  # as the timetable would
            swept = time.monotonic()
            sweep.delay()
        if (
            Announcement.objects.count() >= len(feed.shown)
            and not Reading.objects.filter(waiting_rows()).exists()
            and not Timeline.objects.filter(waiting_rows(), due_at__isnull=False).exists()
        ):
            return
        time.sleep(0.05)
    raise RuntimeError("The workers did not come to an end.")


def _told(item: Item) -> SampleAnnouncement:
    return SampleAnnouncement(
        id=item.guid,
        trip="",
        source="wire",
        published=item.published or LONG_AGO,
        lang=item.language or "en",
        title=item.title,
        text=item.text,
        facts=(),
    )
