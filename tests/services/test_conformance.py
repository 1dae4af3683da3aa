"""Fetching against a server that does everything wrong that servers do, one test each."""

from __future__ import annotations

import gzip
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.fixtures.web import Web
from tests.services.feeds import NOW, TEXT, item, rss
from visits.ingest.deciding import asks_afresh
from visits.models import Announcement, Source
from visits.outbound import client
from visits.services.fetching import Pulled, fetch_source
from visits.terms import SourceFormat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def source(web: Web) -> Source:
    return Source.objects.create(
        slug="feed", name="A feed", url=web.url("/feed"), format=SourceFormat.RSS, check_minutes=30
    )


def pulled(source: Source, now: datetime = NOW) -> Pulled:
    Source.objects.filter(pk=source.pk).update(next_check_at=None)
    done = fetch_source(source_id=source.pk, now=now)
    source.refresh_from_db()
    return done


def minutes(source: Source, now: datetime = NOW) -> float:
    assert source.next_check_at is not None
    return (source.next_check_at - now).total_seconds() / 60


def guids() -> list[str]:
    return list(Announcement.objects.order_by("guid").values_list("guid", flat=True))


def test_304_changes_nothing_and_keeps_the_validators(source: Source, web: Web) -> None:
    web.answer("/feed", rss(item()), ETag='"v1"', Last_Modified="Mon, 31 Mar 2025 09:00:00 GMT")
    pulled(source)
    web.answer("/feed", status=304)

    done = pulled(source)

    asked = web.headers_of("/feed")
    assert (done.failure, done.ingested.new, guids()) == ("", (), ["one"])
    assert (asked["If-None-Match"], source.etag) == ('"v1"', '"v1"')
    assert asked["If-Modified-Since"] == "Mon, 31 Mar 2025 09:00:00 GMT"


@pytest.mark.parametrize("validator", ['W/"a,b"', "no-quotes", '"é"', '""'])
def test_weak_and_odd_validators_go_back_as_they_came(
    source: Source, web: Web, validator: str
) -> None:
    web.answer("/feed", rss(item()), ETag=validator, Last_Modified="yesterday, about noon")
    pulled(source)
    pulled(source)

    asked = web.headers_of("/feed")
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == (
        validator,
        "yesterday, about noon",
    )


def test_one_fetch_in_a_hundred_leaves_the_validators_out(source: Source, web: Web) -> None:
    moments = [NOW + timedelta(minutes=n) for n in range(10_000)]
    afresh = [moment for moment in moments if asks_afresh("feed", moment)]
    web.answer("/feed", rss(item()), ETag='"v1"')
    pulled(source)

    pulled(source, afresh[0])

    assert 70 <= len(afresh) <= 130
    assert "If-None-Match" not in web.headers_of("/feed")


def test_429_waits_for_the_seconds_that_it_asks_for(source: Source, web: Web) -> None:
    web.answer("/feed", status=429, Retry_After="7200")

    done = pulled(source)

    assert (done.failure, minutes(source)) == ("the server answered 429", 120)
    assert source.next_check_why == "its server asks for it (Retry-After)"


def test_503_waits_until_a_moment_by_the_clock_of_the_server(source: Source, web: Web) -> None:
    # A clock that stands in 1999 asks for three hours all the same.
    web.answer(
        "/feed",
        status=503,
        Date="Fri, 31 Dec 1999 23:00:00 GMT",
        Retry_After="Sat, 01 Jan 2000 02:00:00 GMT",
    )

    pulled(source)

    assert minutes(source) == 180


def test_a_wait_of_years_is_a_day_and_one_of_seconds_15_minutes(source: Source, web: Web) -> None:
    web.answer("/feed", status=503, Retry_After="9" * 30)
    pulled(source)
    long = minutes(source)
    Source.objects.update(check_minutes=1, failures=0)
    source.refresh_from_db()
    web.answer("/feed", status=429, Retry_After="1")
    pulled(source)

    assert (long, minutes(source)) == (24 * 60, 15)


@pytest.mark.parametrize(("status", "is_kept"), [(301, True), (308, True), (302, False)])
def test_an_address_that_moved_for_good_is_remembered(
    source: Source, web: Web, status: int, is_kept: bool
) -> None:
    web.answer("/feed", status=status, Location="/moved")
    web.answer("/moved", rss(item()))

    pulled(source)

    kept = (web.url("/moved"), web.url("/feed")) if is_kept else (web.url("/feed"), "")
    assert (source.url, source.moved_from, guids()) == (*kept, ["one"])


def test_410_three_times_in_a_row_disables_with_the_reason(source: Source, web: Web) -> None:
    web.answer("/feed", status=410)
    states = []
    for _ in range(3):
        pulled(source)
        states.append(source.is_active)

    assert states == [True, True, False]
    assert source.disabled_reason == (
        "Its server said 3 times in a row that it is gone for good (410)."
    )


def test_two_weeks_of_failure_disable_with_the_reason(source: Source, web: Web) -> None:
    web.answer("/feed", status=500)
    pulled(source)
    pulled(source, NOW + timedelta(days=13))
    before = source.is_active
    pulled(source, NOW + timedelta(days=14))

    assert (before, source.is_active) == (True, False)
    assert source.disabled_reason == (
        "It failed for 14 days; the last time: the server answered 500"
    )


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_slow_drip_ends_at_the_deadline(
    source: Source, web: Web, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "DEADLINE", 1.0)

    def drip(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
        handler.wfile.write(b"X-Slow: " if part == "headers" else b"\r\n<rss>")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    web.acts["/feed"] = drip
    began = time.monotonic()

    done = pulled(source)

    assert done.failure == "the answer took longer than 1 s"
    assert time.monotonic() - began < 5


def test_a_gzip_bomb_is_read_no_further_than_the_limit(source: Source, web: Web) -> None:
    bomb = gzip.compress(b"<rss>" + b" " * 300_000_000, 9)
    web.answer("/feed", bomb, Content_Encoding="gzip")

    done = pulled(source)

    assert len(bomb) < 400_000
    assert done.failure == f"the answer is longer than {15 * 1024 * 1024} bytes"


def test_a_redirect_loop_ends(source: Source, web: Web) -> None:
    web.answer("/feed", status=302, Location="/feed")

    assert pulled(source).failure == "more than 5 redirects"
    assert web.paths() == ["/feed"] * 6


def test_a_redirect_to_loopback_is_refused(source: Source, web: Web) -> None:
    web.answer("/feed", status=301, Location="http://127.0.0.1:1/")

    done = pulled(source)

    assert done.failure == "InvalidIPAddress: 127.0.0.1"
    assert (source.url, source.moved_from) == (web.url("/feed"), "")


@pytest.mark.parametrize(
    ("told", "really", "read_as"),
    [("utf-8", "cp1251", "cp1251"), ("iso-8859-1", "utf-8", "utf-8")],
)
def test_a_wrong_charset_is_seen_through(
    source: Source, web: Web, told: str, really: str, read_as: str
) -> None:
    Source.objects.update(language="ru")
    body = rss(item(text="Министр прибудет в Москву.")).encode(really)
    web.answer("/feed", body, Content_Type=f"application/rss+xml; charset={told}")

    pulled(source)

    assert Announcement.objects.get().text.endswith("Министр прибудет в Москву.")
    assert source.last_error == f"it is said to be {told}, and was read as {read_as}"


@pytest.mark.parametrize(
    "wrong", ["text/html", "application/octet-stream", "image/png", "nonsense"]
)
def test_a_wrong_content_type_does_not_matter(source: Source, web: Web, wrong: str) -> None:
    web.answer("/feed", rss(item()), Content_Type=wrong)

    pulled(source)

    assert (guids(), source.last_error) == (["one"], "")


def test_truncated_xml_leaves_its_last_item_for_the_next_fetch(source: Source, web: Web) -> None:
    whole = rss(item("one"), item("two"))
    web.answer("/feed", whole[: whole.index("Moscow", whole.index("two"))], ETag='"v1"')
    pulled(source)
    first, told, etag = guids(), source.last_error, source.etag
    web.answer("/feed", whole, ETag='"v1"')
    pulled(source)

    assert (first, etag, source.failures) == (["one"], "", 0)
    assert told.endswith("it breaks off, and its last entry is left for the next fetch")
    assert (guids(), source.etag) == (["one", "two"], '"v1"')
    assert {row.text for row in Announcement.objects.all()} == {f"Visit announced\n\n{TEXT}"}


def test_an_answer_shorter_than_it_says_is_a_failure(source: Source, web: Web) -> None:
    web.answer("/feed", rss(item()), Content_Length="5000")

    assert pulled(source).failure.startswith("ChunkedEncodingError: ")
    assert guids() == []


def test_billion_laughs_are_refused_at_once(source: Source, web: Web) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    web.answer("/feed", f"<?xml version='1.0'?><!DOCTYPE r [{entities}]>{rss(item(text='&l9;'))}")
    began = time.monotonic()

    done = pulled(source)

    assert done.failure == "the feed declares entities of its own, which no feed needs"
    assert time.monotonic() - began < 5


def test_a_page_in_place_of_the_feed_is_a_failure(source: Source, web: Web) -> None:
    web.answer("/feed", "<html><body>Please sign in.</body></html>")

    assert pulled(source).failure == "this is neither an Atom nor an RSS document"
    assert source.failures == 1


def test_the_longest_wish_decides_the_next_check(source: Source, web: Web) -> None:
    web.answer("/feed", rss(item(), head="<ttl>90</ttl>"), Cache_Control="public, max-age=3600")
    pulled(source)
    by_ttl = (minutes(source), source.next_check_why)
    web.answer(
        "/feed", rss(item(), head="<ttl>90</ttl>"), Cache_Control="max-age=20000", Age="2000"
    )
    pulled(source)

    assert by_ttl == (90, "the feed asks for it")
    assert minutes(source) == 300
    assert source.next_check_why == (
        "its server calls the answer fresh for so long (Cache-Control)"
    )


def test_we_say_who_we_are(source: Source, web: Web) -> None:
    web.answer("/feed", rss(item()))
    pulled(source)

    assert web.headers_of("/feed")["User-Agent"] == (
        "Visitbook/1 (calendar of diplomatic visits; +http://127.0.0.1:8000)"
    )
