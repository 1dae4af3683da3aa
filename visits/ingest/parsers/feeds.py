"""Atom and RSS, read by feedparser."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from typing import Any

import feedparser

from visits.ingest.items import Item, Parsed, plain_text

PUBLISHER_SCHEME = "urn:visitbook:source"


def parse_feed(body: bytes) -> Parsed:
    """The entries of an Atom or RSS document, in its order; an entry without a text is a problem.

    A feed that is broken in the middle gives the entries before the break and says so.
    """
    feed = feedparser.parse(body)
    problems = []
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        problems.append(f"the feed is not well-formed: {feed.bozo_exception}")
    items = []
    for number, entry in enumerate(feed.entries, start=1):
        try:
            item = _item(entry, feed.feed.get("language", ""))
        except (ValueError, OverflowError, OSError) as problem:
            problems.append(f"entry {number} has a date that no calendar has: {problem}")
            continue
        if item is None:
            problems.append(f"entry {number} has neither title nor text")
        else:
            items.append(item)
    return Parsed(tuple(items), tuple(problems))


def _item(entry: Any, language: str) -> Item | None:
    title, text = plain_text(entry.get("title", "")), _text(entry)
    if not (title or text):
        return None
    return Item(
        guid=entry.get("id") or entry.get("link") or title,
        url=entry.get("link", ""),
        title=title,
        text=text,
        published=_moment(entry, "published") or _moment(entry, "updated"),
        updated=_moment(entry, "updated"),
        language=_language(entry, language),
        publisher=next(
            (tag.term for tag in entry.get("tags", ()) if tag.get("scheme") == PUBLISHER_SCHEME),
            "",
        ),
    )


def _text(entry: Any) -> str:
    parts = entry.get("content") or [entry.get("summary_detail") or {}]
    best = max(parts, key=lambda part: len(part.get("value", "")))
    value = str(best.get("value", ""))
    return value if best.get("type") == "text/plain" else plain_text(value)


def _language(entry: Any, fallback: str) -> str:
    parts = entry.get("content") or [entry.get("title_detail") or {}]
    return str(parts[0].get("language") or fallback or "")


def _moment(entry: Any, name: str) -> datetime | None:
    # The real key: feedparser answers for a missing "updated" with "published", and warns.
    parsed = dict.get(entry, f"{name}_parsed")
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
