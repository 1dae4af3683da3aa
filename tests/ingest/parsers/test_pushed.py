"""What is sent to us, and what is wrong with it field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from visits.ingest.parsers.pushed import MOST, PushProblems, parse_pushed
from visits.ingest.parsers.selectors import selector_problems

GOOD = {"guid": "1", "text": "They met."}


def test_one_announcement_and_a_list_of_them() -> None:
    one = parse_pushed({**GOOD, "published": "2025-03-31T09:00:00+08:00", "language": "en"})
    many = parse_pushed(
        {"announcements": [{"guid": "2", "html": "<p>Talks</p>"}, {"guid": "3", "retracted": True}]}
    )

    assert one.items[0].published == datetime(2025, 3, 31, 1, tzinfo=UTC)
    assert [(item.guid, item.text) for item in many.items] == [("2", "Talks")]
    assert (many.guids, many.retracted) == (["2", "3"], ["3"])


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ([], [""]),
        ({"announcements": [GOOD], "guid": "1"}, ["announcements"]),
        ({"announcements": {}}, ["announcements"]),
        ({"announcements": [GOOD] * (MOST + 1)}, ["announcements"]),
        ({"announcements": ["x", GOOD, GOOD]}, ["announcements[0]", "announcements[2].guid"]),
        ({"guid": "1"}, ["text"]),
        ({**GOOD, "html": "<p>x</p>"}, ["html"]),
        ({**GOOD, "published": "2025-03-31", "updated": "x"}, ["published", "updated"]),
        ({**GOOD, "published": "0001-01-01T00:00:00+08:00"}, ["published"]),
        ({**GOOD, "title": 1, "url": "\x00", "other": 1}, ["other", "title", "url"]),
        ({**GOOD, "retracted": "no", "language": "?"}, ["language", "retracted"]),
        ({**GOOD, "language": 1}, ["language"]),
        ({"guid": " "}, ["guid"]),
        ({"guid": 1}, ["guid"]),
    ],
)
def test_problems_are_told_by_field(data: Any, fields: list[str]) -> None:
    with pytest.raises(PushProblems) as told:
        parse_pushed(data)

    assert sorted(told.value.problems) == fields


@pytest.mark.parametrize(
    ("selectors", "wrong"),
    [
        ({"item": "li", "date": "time@datetime"}, []),
        ({}, ["item"]),
        ({"item": "li[", "other": "p"}, ["item", "other"]),
        ({"item": 1}, ["item"]),
        ({"item": "li", "date": "time@1"}, ["date"]),
    ],
)
def test_problems_of_selectors_are_told_by_name(selectors: Any, wrong: list[str]) -> None:
    assert sorted(selector_problems(selectors)) == wrong
