"""Text files, JSON lines, JSON feeds, and the charsets and moments of all of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from visits.ingest.items import Hints, Kind
from visits.ingest.parsers import parse
from visits.ingest.parsers.charsets import decoded
from visits.ingest.parsers.moments import moment_of

TEXT = Hints(Kind.TEXT, url="a.txt", timezone="Asia/Shanghai", language="en")
LINES = Hints(Kind.JSON_LINES)
FEED = Hints(Kind.JSON_FEED, url="https://a.example/feed")


def test_text_with_a_head() -> None:
    body = b"Date: 2025-03-31\nURL: https://a.example/1\nLanguage: en\nTalks\nThey met.\n"

    (item,) = parse(body, TEXT).items

    assert (item.title, item.text, item.url) == ("Talks", "They met.", "https://a.example/1")
    assert item.published == datetime(2025, 3, 31, 4, tzinfo=UTC)


def test_text_with_a_date_that_is_none_and_an_empty_one() -> None:
    odd, empty = parse(b"Date: soon\nTalks", TEXT), parse(b" ", TEXT)

    assert (odd.items[0].published, odd.problems) == (None, ("its date can't be read: soon",))
    assert (empty.items, empty.problems) == ((), ("the file is empty",))


def test_wrong_charset_is_told_by_every_format_of_text() -> None:
    body = "Встреча".encode()
    said = "it is said to be cp1251, and was read as utf-8"

    for kind in (Kind.TEXT, Kind.JSON_LINES, Kind.JSON_FEED, Kind.ICALENDAR):
        assert said in parse(body, Hints(kind, charset="cp1251")).problems


def test_json_lines_with_lines_that_are_none() -> None:
    rows = ["", '{"id": "1", "text": "They met.", "published": "2025-03-31T09:00:00"}',
            "[]", '{"title": "x"}', '{"id": "2"}', "{"]  # fmt: skip

    parsed = parse("\n".join(rows).encode(), LINES)

    assert [(item.guid, item.published) for item in parsed.items] == [
        ("1", datetime(2025, 3, 31, 9, tzinfo=UTC))
    ]
    assert [problem.partition(":")[0] for problem in parsed.problems] == [
        "line 3", "line 4", "line 5", "line 6"
    ]  # fmt: skip


def test_json_feed() -> None:
    rows: list[Any] = [
        {"id": 7, "title": "Talks", "content_html": "<p>They met.</p>", "url": "/7",
         "date_published": "2025-03-31T09:00:00Z", "_visitbook": {"publisher": "mofa"}},
        {"summary": "They left.", "title": None},
        {"id": "8", "content_text": "They stay.", "language": "fr", "tags": True},
        "none",
        {"id": "9"},
    ]  # fmt: skip

    parsed = parse(json.dumps({"language": "en", "items": rows}).encode(), FEED)

    assert [(i.guid, i.url, i.text, i.language, i.publisher) for i in parsed.items] == [
        ("7", "https://a.example/7", "They met.", "en", "mofa"),
        ("", "", "They left.", "en", ""),
        ("8", "", "They stay.", "fr", ""),
    ]
    assert parsed.problems == ("item 4: it is no object", "item 5: it has neither title nor text")


@pytest.mark.parametrize(("body", "whole"), [(b"{", False), (b"[]", True), (b"{}", True)])
def test_json_that_is_no_feed(body: bytes, whole: bool) -> None:
    parsed = parse(body, FEED)

    assert (parsed.items, len(parsed.problems), parsed.whole) == ((), 1, whole)


@pytest.mark.parametrize(
    ("body", "told", "language", "text", "wrong"),
    [
        (b"\xef\xbb\xbfabc", "", "", "abc", ""),
        ("Мир".encode("cp1251"), "cp1251", "", "Мир", ""),
        ("Мир".encode("cp1251"), "", "ru", "Мир", ""),
        ("Мир".encode("cp1251"), "ascii", "ru", "Мир",
         "it is said to be ascii, and was read as cp1251"),
        (b"\xe9t\xe9", "nonsense", "", "été", "it is said to be nonsense, and was read as cp1252"),
        ("é".encode(), "nonsense", "", "é", "it is said to be nonsense, and was read as utf-8"),
        (b'<?xml encoding="latin-1"?>\xe9', "", "", '<?xml encoding="latin-1"?>é', ""),
    ],
)  # fmt: skip
def test_bytes_are_decoded(body: bytes, told: str, language: str, text: str, wrong: str) -> None:
    assert decoded(body, told, language) == (text, wrong)


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2025-03-31T09:00:00+08:00", "UTC", datetime(2025, 3, 31, 1, tzinfo=UTC)),
        ("2025-03-31T09:00:00", "Asia/Shanghai", datetime(2025, 3, 31, 1, tzinfo=UTC)),
        ("March 31, 2025", "Nowhere/Else", datetime(2025, 3, 31, 12, tzinfo=UTC)),
        ("some day", "UTC", None),
    ],
)
def test_moment_of_words(text: str, zone: str, moment: datetime | None) -> None:
    assert moment_of(text, Hints(Kind.TEXT, timezone=zone)) == moment
