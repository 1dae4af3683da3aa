"""robots.txt, turns and pauses, over HTTP and with the database's locks."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from tests.fixtures.web import Web
from tests.services.feeds import item, rss
from visits.ingest import fetch as fetching
from visits.ingest.politeness import HostBusy, turn
from visits.models import Host, Source
from visits.services.fetching import Pulled, fetch_source
from visits.terms import SourceFormat

pytestmark = pytest.mark.django_db(transaction=True)


def make(web: Web, slug: str = "feed") -> Source:
    web.answer(f"/{slug}", rss(item()))
    return Source.objects.create(
        slug=slug, name=slug, url=web.url(f"/{slug}"), format=SourceFormat.RSS
    )


def pulled(source: Source) -> Pulled:
    Source.objects.filter(pk=source.pk).update(next_check_at=None)
    try:
        return fetch_source(source_id=source.pk)
    finally:
        if threading.current_thread() is not threading.main_thread():
            connection.close()


def test_robots_txt_is_asked_once_a_day_and_heeded(web: Web) -> None:
    source = make(web)
    web.answer("/robots.txt", "User-agent: *\nAllow: /\nUser-agent: visitbook\nDisallow: /feed")

    reasons = [pulled(source).failure for _ in range(2)]

    told = f"robots.txt of http://{web.address} does not allow this address"
    assert (reasons, [path for path, _ in web.asked]) == ([told, told], ["/robots.txt"])
    Host.objects.filter(name=f"http://{web.address}").update(robots_until=timezone.now())
    web.answer("/robots.txt", "User-agent: *\nDisallow: /private")
    assert pulled(source).failure == ""


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_robots_txt_that_there_is_not_forbids_nothing(web: Web, status: int) -> None:
    source = make(web)
    web.answer("/robots.txt", status=status)

    assert pulled(source).failure == ""


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_txt_that_cannot_be_had_forbids_everything(web: Web, status: int) -> None:
    source = make(web)
    web.answer("/robots.txt", status=status)

    assert pulled(source).failure == (
        f"robots.txt of http://{web.address} answered {status}, so nothing is fetched from it"
    )
    assert web.paths() == []


def test_an_earlier_copy_stands_in_for_a_robots_txt_that_cannot_be_had(web: Web) -> None:
    source = make(web)
    web.answer("/robots.txt", "User-agent: *\nDisallow: /other")
    pulled(source)
    Host.objects.filter(name=f"http://{web.address}").update(robots_until=timezone.now())
    web.answer("/robots.txt", status=503)

    assert pulled(source).failure == ""


def test_one_host_is_asked_one_thing_at_a_time(web: Web) -> None:
    sources = [make(web, f"feed-{n}") for n in range(4)]
    for source in sources:
        plain = web.acts[f"/{source.slug}"]

        def slow(handler: Any, plain: Any = plain) -> None:
            time.sleep(0.3)
            plain(handler)

        web.acts[f"/{source.slug}"] = slow

    with ThreadPoolExecutor(4) as threads:
        failures = [done.failure for done in threads.map(pulled, sources)]

    assert (failures, web.most_at_once) == ([""] * 4, 1)


def test_a_host_rests_between_two_requests(web: Web, settings: Settings) -> None:
    settings.HOST_PAUSE = timedelta(seconds=1)
    times: list[float] = []
    source = make(web)
    plain = web.acts["/feed"]

    def noted(handler: Any) -> None:
        times.append(time.monotonic())
        plain(handler)

    web.acts["/feed"] = noted
    pulled(source)
    pulled(source)

    assert times[1] - times[0] >= 1


def test_a_crawl_delay_is_heeded(web: Web) -> None:
    source = make(web)
    web.answer("/robots.txt", "User-agent: *\nCrawl-delay: 9")
    pulled(source)

    free = Host.objects.get(name=web.address).free_at
    assert free is not None
    assert 7 < (free - timezone.now()).total_seconds() <= 9


def test_a_source_whose_host_is_busy_is_put_off_without_a_failure(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", 0.2)
    source = make(web)
    taken, done = threading.Event(), threading.Event()

    def other() -> None:
        with turn(web.address, patience=1, pause=timedelta(0)):
            taken.set()
            done.wait(20)
        connection.close()

    with ThreadPoolExecutor(1) as threads:
        held = threads.submit(other)
        assert taken.wait(20)
        failure = pulled(source).failure
        done.set()
        held.result(20)
    source.refresh_from_db()

    assert failure == f"another request to {web.address} is under way"
    assert (source.failures, source.last_error, web.asked) == (0, "", [])
    assert source.next_check_why == "another request to its host is under way"
    assert source.next_check_at is not None
    assert source.next_check_at - timezone.now() < timedelta(minutes=1)


def test_a_pause_from_a_clock_that_stepped_back_is_not_sat_out(web: Web) -> None:
    Host.objects.create(name=web.address, free_at=timezone.now() + timedelta(hours=1))
    began = time.monotonic()

    with turn(web.address, patience=1, pause=timedelta(0)):
        assert time.monotonic() - began < 1


def test_a_turn_that_does_not_come_says_for_how_long(web: Web) -> None:
    Host.objects.create(name=web.address, free_at=timezone.now() + timedelta(seconds=20))

    with pytest.raises(HostBusy) as busy, turn(web.address, patience=1, pause=timedelta(0)):
        pass

    assert 15 < busy.value.wait.total_seconds() <= 20
