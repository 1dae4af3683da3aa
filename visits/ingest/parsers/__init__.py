"""Bytes → items, one module a format. Pure."""

from __future__ import annotations

from visits.ingest.items import Hints, Kind, Parsed
from visits.ingest.parsers.calendars import parse_calendar
from visits.ingest.parsers.feeds import parse_feed
from visits.ingest.parsers.json_feeds import parse_json_feed
from visits.ingest.parsers.pages import parse_article, parse_list
from visits.ingest.parsers.texts import parse_json_lines, parse_text

_PARSERS = {
    Kind.FEED: parse_feed,
    Kind.JSON_FEED: parse_json_feed,
    Kind.ICALENDAR: parse_calendar,
    Kind.HTML_LIST: parse_list,
    Kind.ARTICLE: parse_article,
    Kind.TEXT: parse_text,
    Kind.JSON_LINES: parse_json_lines,
}


def parse(body: bytes, hints: Hints) -> Parsed:
    """The items of a document; what can't be read of it is told, never raised."""
    return _PARSERS[hints.kind](body, hints)
