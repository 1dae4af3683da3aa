"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

from visits.ingest.items import Hints, Item, Parsed, plain_text
from visits.ingest.parsers.charsets import decoded
from visits.ingest.parsers.moments import moment_of

PUBLISHER = "_visitbook"


def parse_json_feed(body: bytes, hints: Hints) -> Parsed:
    """The items of a JSON Feed, in its order; one that is malformed is a problem of its own.

    An extension `_visitbook: {"publisher": slug}` of an item names who says it.
    """
    text, wrong = decoded(body, hints.charset, hints.language)
    problems = [wrong] if wrong else []
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as problem:
        return Parsed((), (*problems, f"this is no JSON: {problem}"), whole=False)
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Parsed((), (*problems, "this is JSON, but no JSON Feed: it has no list `items`"))
    items = []
    for number, entry in enumerate(feed["items"], start=1):
        try:
            items.append(_item(entry, _words(feed, "language"), hints))
        except (ValueError, OverflowError) as problem:
            problems.append(f"item {number}: {problem}")
    return Parsed(tuple(items), tuple(problems))


def _item(entry: Any, language: str, hints: Hints) -> Item:
    if not isinstance(entry, dict):
        raise ValueError("it is no object")
    title = plain_text(_words(entry, "title"))
    markup = _words(entry, "content_html")
    text = plain_text(markup) if markup else _words(entry, "content_text")
    text = text or _words(entry, "summary")
    if not (title or text):
        raise ValueError("it has neither title nor text")
    url = _words(entry, "url") or _words(entry, "external_url")
    extension = entry.get(PUBLISHER)
    published = _words(entry, "date_published") or _words(entry, "date_modified")
    return Item(
        guid=_words(entry, "id") or url or title,
        url=urljoin(hints.url, url) if url else "",
        title=title,
        text=text,
        published=moment_of(published, hints) if published else None,
        updated=moment_of(_words(entry, "date_modified"), hints),
        language=_words(entry, "language") or language,
        publisher=_words(extension, "publisher") if isinstance(extension, dict) else "",
    )


def _words(entry: dict[str, Any], name: str) -> str:
    """The value as text: ids are numbers in many a feed."""
    value = entry.get(name)
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return str(value)
