"""Parsing in a process of its own: its limits, and what it is told."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime

import pytest

from visits.ingest import sandbox
from visits.ingest.items import Hints, Item, Kind, Parsed
from visits.ingest.sandbox import ParsingFailed, parse_apart, parse_each
from visits.ingest.wire import packed, read, unpacked, written

FEED = Hints(Kind.FEED)
GOOD = b"<rss><channel><item><guid>1</guid><title>Talks</title></item></channel></rss>"
HEAVY = b"<rss><channel>" + b"<item><title>x</title></item>" * 200_000


def test_documents_are_parsed_in_their_order() -> None:
    plain = Hints(Kind.TEXT, url="a.txt")

    feed, text = parse_apart([(GOOD, FEED), ("Встреча\nТекст".encode(), plain)])

    assert [item.title for item in (*feed.items, *text.items)] == ["Talks", "Встреча"]


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux alone")
def test_a_document_that_wants_too_much_memory_is_ended() -> None:
    with pytest.raises(ParsingFailed, match="more than 110 MiB of memory"):
        parse_apart([(HEAVY, FEED)], memory=110 * 2**20)


def test_a_document_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ParsingFailed, match=r"more than 1 s of processor time"):
        parse_apart([(HEAVY, FEED)], seconds=1)


def test_a_document_that_is_waited_for_too_long_is_ended() -> None:
    began = time.monotonic()

    with pytest.raises(ParsingFailed, match=r"longer than 0.2 s"):
        parse_apart([(HEAVY, FEED)], wait=0.2)
    assert time.monotonic() - began < 10


def test_one_bad_document_harms_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.parse_apart, "__kwdefaults__", {
        "memory": sandbox.MEMORY, "seconds": 2, "wait": 60.0,
    })  # fmt: skip

    first, heavy, last = parse_each([(GOOD, FEED), (HEAVY, FEED), (GOOD, FEED)])

    assert [len(parsed.items) for parsed in (first, heavy, last)] == [1, 0, 1]
    assert heavy.problems == ("parsing took more than 2 s of processor time and was ended",)


def test_the_process_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DATABASE_URL", "postgresql://user:secret@host/name")

    kept = sandbox._environment()

    assert "secret" not in "".join(kept.values())


def test_what_was_read_crosses_as_it_is() -> None:
    at = datetime(2025, 3, 31, 9, tzinfo=UTC)
    item = Item("g", "u", "t\ud800", "x\x00", at, None, "zh", "p")
    parsed = Parsed((item,), ("wrong",), ("gone",), None, whole=False)
    hints = Hints(Kind.HTML_LIST, "u", "utf-8", "zh", "UTC", {"item": "li"}, at)

    assert read(written([parsed])) == [parsed]
    assert unpacked(packed([(b"\x00\n1", hints), (b"", FEED)])) == [
        (b"\x00\n1", hints),
        (b"", FEED),
    ]
