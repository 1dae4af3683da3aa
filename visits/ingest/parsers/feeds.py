"""Atom and RSS, read by feedparser."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
from lxml import etree

from visits.ingest.items import Hints, Item, Parsed, plain_text
from visits.ingest.parsers.charsets import decoded

PUBLISHER_SCHEME = "urn:visitbook:source"
_TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_ENDS = re.compile(
    r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL
)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_FEEDS = ("rss", "atom", "cdf")


def parse_feed(body: bytes, hints: Hints) -> Parsed:
    """The entries of an Atom or RSS document, in its order; an entry without a text is a problem.

    A feed that breaks off gives the entries before the one in which it does, and says so.
    Tombstones of RFC 6721 are what it takes back.
    """
    text, wrong = decoded(body, hints.charset, hints.language)
    if "<!ENTITY" in text:
        return Parsed(
            (), ("the feed declares entities of its own, which no feed needs",), whole=False
        )
    told = {"content-type": "application/xml; charset=utf-8"}
    feed = feedparser.parse(text.encode(errors="replace"), response_headers=told)
    problems = [wrong] if wrong else []
    if not feed.version.startswith(_FEEDS) and not feed.entries:
        return Parsed((), ("this is neither an Atom nor an RSS document",), whole=False)
    broken = feed.bozo and not isinstance(
        feed.bozo_exception,
        feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType,
    )
    entries = list(feed.entries)
    if broken:
        problems.append(f"the feed is not well-formed: {feed.bozo_exception}")
        if not _ENDS.search(text[-2000:]) and entries:
            # Whose text breaks off nobody knows: it comes whole with the next fetch.
            entries.pop()
            problems.append("it breaks off, and its last entry is left for the next fetch")
    items = _items(entries, feed.feed.get("language", ""), problems)
    return Parsed(
        tuple(items),
        tuple(problems),
        _tombstones(text),
        _ttl(feed.feed),
        whole=not broken,
    )


def _items(entries: list[Any], language: str, problems: list[str]) -> list[Item]:
    items = []
    for number, entry in enumerate(entries, start=1):
        try:
            item = _item(entry, language)
        except (ValueError, OverflowError, OSError) as problem:
            problems.append(f"entry {number} has a date that no calendar has: {problem}")
            continue
        if item is None:
            problems.append(f"entry {number} has neither title nor text")
        else:
            items.append(item)
    return items


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


def _ttl(feed: Any) -> timedelta | None:
    """How long the feed asks to be left alone: RSS `ttl`, or the syndication module's period."""
    try:
        if minutes := int(feed.get("ttl") or 0):
            return timedelta(minutes=max(minutes, 0))
        times = int(feed.get("sy_updatefrequency") or 1)
        period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
        return period / times if period and times > 0 else None
    except (ValueError, OverflowError):
        return None


def _tombstones(text: str) -> tuple[str, ...]:
    if "deleted-entry" not in text:
        return ()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(text.encode(errors="replace"), parser)
    found = root.iter(_TOMBSTONE) if root is not None else ()
    return tuple(filter(None, (tomb.get("ref", "") for tomb in found)))
