"""What RSS and Atom say beside their entries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from visits.ingest.items import Hints, Kind, Parsed
from visits.ingest.parsers import parse

FEED = Hints(Kind.FEED)
ITEM = "<item><guid>1</guid><title>Talks</title></item>"
PERIOD = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"


def rss(inner: str) -> Parsed:
    return parse(f"<rss version='2.0' {PERIOD}><channel>{inner}".encode(), FEED)


@pytest.mark.parametrize(
    ("told", "ttl"),
    [
        ("<ttl>30</ttl>", timedelta(minutes=30)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
         timedelta(hours=12)),
        ("<ttl>often</ttl>", None),
        ("", None),
    ],
)  # fmt: skip
def test_feed_says_when_to_come_again(told: str, ttl: timedelta | None) -> None:
    assert rss(f"{told}{ITEM}</channel></rss>").ttl == ttl


def test_feed_that_breaks_off_leaves_its_last_entry() -> None:
    parsed = rss(f"{ITEM}<item><guid>2</guid><title>Vis")

    assert [item.guid for item in parsed.items] == ["1"]
    assert (parsed.whole, parsed.problems[-1]) == (
        False,
        "it breaks off, and its last entry is left for the next fetch",
    )


def test_feed_that_is_not_well_formed_but_ends_keeps_all() -> None:
    parsed = rss(f"{ITEM}<b></channel></rss>")

    assert [item.guid for item in parsed.items] == ["1"]
    assert (parsed.whole, len(parsed.problems)) == (False, 1)


def test_feed_with_entities_and_what_is_no_feed() -> None:
    entities = parse(b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss/>", FEED)
    page = parse(b"<html></html>", FEED)

    assert entities.problems == ("the feed declares entities of its own, which no feed needs",)
    assert page.problems == ("this is neither an Atom nor an RSS document",)


def test_feed_takes_entries_back() -> None:
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/"
        "tombstones/1.0'><at:deleted-entry ref='2'/><entry><id>1</id><title>Talks</title></entry>"
        "<entry><id>3</id></entry></feed>"
    )

    parsed = parse(body.encode(), FEED)

    assert (parsed.retracted, parsed.problems) == (
        ("2",),
        ("entry 2 has neither title nor text",),
    )
