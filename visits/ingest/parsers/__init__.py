"""Bytes → items, one module a format. Pure."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from visits.ingest.items import Hints, Kind, Parsed

_PARSERS = {
    Kind.FEED: ("feeds", "parse_feed"),
    Kind.JSON_FEED: ("json_feeds", "parse_json_feed"),
    Kind.ICALENDAR: ("calendars", "parse_calendar"),
    Kind.HTML_LIST: ("pages", "parse_list"),
    Kind.ARTICLE: ("pages", "parse_article"),
    Kind.TEXT: ("texts", "parse_text"),
    Kind.JSON_LINES: ("texts", "parse_json_lines"),
}


def parse(body: bytes, hints: Hints) -> Parsed:
    """The items of a document; what can't be read of it is told, never raised.

    The module of a kind is read when it is asked for: parsing is done in processes that live for
    one answer, and the libraries of all kinds take longer to load than most answers to parse.
    """
    module, name = _PARSERS[hints.kind]
    parser = getattr(import_module(f"{__name__}.{module}"), name)
    return cast("Callable[[bytes, Hints], Parsed]", parser)(body, hints)
