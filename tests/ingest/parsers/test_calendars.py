"""Events of calendars as announcements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from visits.ingest.items import Hints, Kind, Parsed
from visits.ingest.parsers import parse


def calendar(*lines: str, head: str = "", end: str = "END:VCALENDAR\r\n") -> Parsed:
    events = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in lines)
    body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{events}{end}"
    return parse(body.encode(), Hints(Kind.ICALENDAR, timezone="Asia/Shanghai"))


@pytest.mark.parametrize(
    ("event", "guid", "text"),
    [
        ("UID:1\r\nSUMMARY:Visit\r\nDTSTART;VALUE=DATE:20250331\r\nDTEND;VALUE=DATE:20250403"
         "\r\nLOCATION:Lima", "1", "2025-03-31 – 2025-04-02\nLima"),
        ("SUMMARY:Talks\r\nSTATUS:CANCELLED\r\nDTSTART:20250331T090000Z\r\nDTEND:20250331T100000Z",
         "Talks", "CANCELLED\n2025-03-31"),
        ("UID:2\r\nSUMMARY:Visit\r\nDTSTART:20250331T090000Z\r\nRECURRENCE-ID:20250331T090000Z",
         "2#20250331T090000Z", "2025-03-31"),
        ("UID:3\r\nSUMMARY:Visit", "3", ""),
    ],
)  # fmt: skip
def test_event_is_an_announcement(event: str, guid: str, text: str) -> None:
    parsed = calendar(event)

    assert [(item.guid, item.text) for item in parsed.items] == [(guid, text)]
    assert (parsed.problems, parsed.whole) == ((), True)


def test_moments_of_an_event_are_in_the_clock_of_the_source() -> None:
    (item,) = calendar(
        "UID:1\r\nSUMMARY:Visit\r\nCREATED:20250331T090000\r\nLAST-MODIFIED:20250401T090000Z"
    ).items

    assert item.published == datetime(2025, 3, 31, 1, tzinfo=UTC)
    assert item.updated == datetime(2025, 4, 1, 9, tzinfo=UTC)


def test_event_of_nothing_is_a_problem_of_its_own() -> None:
    parsed = calendar("UID:1", "UID:2\r\nSUMMARY:Visit")

    assert [item.guid for item in parsed.items] == ["2"]
    assert parsed.problems == ("event 1: it has neither summary nor description",)


@pytest.mark.parametrize(
    ("head", "ttl"),
    [
        ("REFRESH-INTERVAL;VALUE=DURATION:PT2H\r\n", timedelta(hours=2)),
        ("X-PUBLISHED-TTL:PT3H\r\n", timedelta(hours=3)),
        ("X-PUBLISHED-TTL:often\r\n", None),
        ("X-PUBLISHED-TTL:-PT3H\r\n", None),
    ],
)
def test_calendar_says_when_to_come_again(head: str, ttl: timedelta | None) -> None:
    assert calendar("UID:1\r\nSUMMARY:Visit", head=head).ttl == ttl


def test_calendar_that_breaks_off_gives_its_whole_events() -> None:
    parsed = calendar("UID:1\r\nSUMMARY:Visit", end="BEGIN:VEVENT\r\nUID:2")
    empty = calendar(end="")

    assert [item.guid for item in parsed.items] == ["1"]
    assert parsed.problems == empty.problems == ("the calendar breaks off before its end",)
    assert (parsed.whole, empty.items) == (False, ())


@pytest.mark.parametrize(
    "body", [b"<html>", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VALARM\r\nX\r\nEND:VCALENDAR"]
)
def test_what_is_no_calendar_is_told(body: bytes) -> None:
    parsed = parse(body, Hints(Kind.ICALENDAR))

    assert (parsed.items, parsed.whole, len(parsed.problems)) == ((), False, 1)
