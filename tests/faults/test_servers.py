"""Servers that forget, restart, fall silent or run out of disk while announcements come in."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
import redis as redis_py
from django.db import connection

from tests.faults.conftest import Baseline
from tests.faults.dump import BALLAST, dump
from tests.faults.proxy import Proxy
from tests.faults.site import Site
from tests.faults.stream import stream
from visits.models import Announcement, Reading, Source, Timeline
from visits.services.fetching import fetch_source
from visits.terms import DeliveryState, SourceFormat

pytestmark = [pytest.mark.faults, pytest.mark.worker]
PREFORK = ("--pool", "prefork", "--concurrency", "2")
QUEUED = 1000
PARTITION = 30.0
# Of PostgreSQL's log segments: a limit below it would stop more than tables from growing.
SEGMENT = 16 * 1024 * 1024
ENQUEUE = """
from visits.models import Reading
from visits.tasks import extract_announcements
for pk in Reading.objects.values_list("pk", flat=True):
    extract_announcements.delay([pk])
"""


def read() -> int:
    return Reading.objects.filter(state=DeliveryState.DONE).count()


def queued(site: Site) -> int:
    return redis_py.Redis(unix_socket_path=str(site.servers.places.valkey_socket)).llen(
        "visitbook:extract"
    )


def test_a_broker_that_forgot_a_thousand_messages(site: Site, faultless: Baseline) -> None:
    """Most of the thousand are of one text each that tells nothing: the queue is what is tested."""
    items = stream(48)
    wanted = faultless(items)
    site.publish(items)
    fetch_source(source_id=Source.objects.get(slug="feed").pk)
    _tell_nothing(QUEUED - Announcement.objects.count())
    site.command("manage.py", "shell", "--no-imports", "-c", ENQUEUE)
    assert queued(site) == QUEUED

    site.servers.restart_valkey()

    assert queued(site) == 0
    site.worker("w1", *PREFORK)
    site.beat()
    site.wait(site.is_done, 120)
    assert read() == QUEUED
    assert dump() == wanted
    assert site.dead() == 0


def test_postgresql_crashes_in_the_middle(site: Site, faultless: Baseline) -> None:
    items = stream(64)
    wanted = faultless(items)
    site.worker("w1", *PREFORK)
    site.beat()
    site.publish(items)
    site.wait(lambda: read() > 20)
    connection.close()

    site.servers.crash_postgres()
    time.sleep(2)
    site.servers.postgres.ensure()

    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert site.dead() == 0


def test_a_partition_of_half_a_minute(site: Site, faultless: Baseline) -> None:
    """The worker's both connections fall silent, without an end; the timetable's do not."""
    items = stream(64)
    wanted = faultless(items)
    proxies = [
        Proxy(str(site.servers.places.sockets / ".s.PGSQL.5432")),
        Proxy(str(site.servers.places.valkey_socket)),
    ]
    direct = (site.database, site.broker)
    site.database = f"postgresql://visitbook@127.0.0.1:{proxies[0].port}/{site.name}"
    site.broker = f"redis://127.0.0.1:{proxies[1].port}/0"
    site.worker("w1", *PREFORK)
    site.database, site.broker = direct
    site.beat()
    site.publish(items)
    site.wait(lambda: read() > 20)

    for proxy in proxies:
        proxy.part()
    time.sleep(2)
    stood = [proxy.bytes for proxy in proxies]
    time.sleep(PARTITION - 2)
    assert [proxy.bytes for proxy in proxies] == stood
    for proxy in proxies:
        proxy.heal()

    site.wait(site.is_done, 120)
    for proxy in proxies:
        proxy.close()
    assert dump() == wanted
    assert site.dead() == 0


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="there is no prlimit to fill a disk")
def test_the_databases_disk_is_full_for_a_while(site: Site, faultless: Baseline) -> None:
    """The due rows are the spool. No file of the server may grow, then they may again."""
    items = stream(48)
    wanted = faultless(items)
    _fill_up_to(SEGMENT)
    site.worker("w1", *PREFORK)
    site.beat()
    site.servers.limit_files(str(SEGMENT))
    connection.close()

    site.publish(items)
    site.wait(lambda: "File too large" in site.told() or "could not extend" in site.told())
    time.sleep(5)
    assert not site.is_done()
    site.servers.limit_files("unlimited")

    Source.objects.update(next_check_at=None)
    site.wait(site.is_done, 120)
    assert dump() == wanted


def test_nothing_can_be_written_beside_the_database(
    site: Site, faultless: Baseline, tmp_path: Path
) -> None:
    """The disk of worker and timetable is full: no log, no timetable file, no temporary file."""
    items = stream(48)
    wanted = faultless(items)
    site.worker("w1", app="tests.faults.full")
    site.beat(app="tests.faults.full")

    site.publish(items)

    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert site.dead() == 0


def _tell_nothing(count: int) -> None:
    """So many due texts of a source that the dump leaves out."""
    source = Source.objects.create(slug=BALLAST, name=BALLAST, format=SourceFormat.PUSH)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH told AS (INSERT INTO visits_announcement (source_id, guid, revision, url, title,"
            " text, language, published_at, published_on, fetched_at, content_hash, signature)"
            " SELECT %s, 'quiet-' || n, 1, '', '', 'The price of wheat rose in note ' || n || '.',"
            " 'en', now(), now()::date, now(), md5(n::text), '{}' FROM generate_series(1, %s) n"
            " RETURNING id)"
            " INSERT INTO visits_reading (announcement_id, state, attempts, due_at, reason, engine,"
            " notes) SELECT id, 'due', 0, now(), '', '', '[]' FROM told",
            [source.pk, count],
        )


def _fill_up_to(size: int) -> None:
    """The table of announcements is that large, but for less than a few texts."""
    source = Source.objects.create(slug=BALLAST, name=BALLAST, format=SourceFormat.PUSH)
    with connection.cursor() as cursor:
        # Four fill a page of 8 KiB, for no text is packed or put aside.
        cursor.execute("ALTER TABLE visits_announcement ALTER COLUMN text SET STORAGE PLAIN")
        cursor.execute(
            "INSERT INTO visits_announcement (source_id, guid, revision, url, title, text,"
            " language, published_at, published_on, fetched_at, content_hash, signature)"
            " SELECT %s, 'ballast-' || n, 1, '', '', repeat('x', 1850), 'en', now(), now()::date,"
            " now(), md5(n::text), '{}' FROM generate_series(1, %s) n",
            [source.pk, 4 * (size // 8192)],
        )
        cursor.execute("SELECT pg_relation_size('visits_announcement')")
        assert size - 65536 <= cursor.fetchone()[0] <= size
    assert Timeline.objects.count() == 0
