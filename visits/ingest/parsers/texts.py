"""Plain text files, one announcement each, and JSON lines, one announcement a line."""

from __future__ import annotations

import json
from typing import Any

from visits.ingest.items import Hints, Item, Parsed
from visits.ingest.parsers.charsets import decoded
from visits.ingest.parsers.moments import moment_of

#: Lines that may stand before the title of a text file.
_HEAD = ("date", "url", "language")


def parse_text(body: bytes, hints: Hints) -> Parsed:
    """The announcement of a text file: its first line is the title, the rest the text.

    Lines "Date:", "URL:" and "Language:" may stand above it.
    """
    text, wrong = decoded(body, hints.charset, hints.language)
    problems = [wrong] if wrong else []
    head, rest = _head(text.lstrip())
    title, _, told = rest.partition("\n")
    if not rest:
        return Parsed((), (*problems, "the file is empty"))
    published = moment_of(head["date"], hints) if "date" in head else None
    if "date" in head and published is None:
        problems.append(f"its date can't be read: {head['date'][:60]}")
    item = Item(
        guid=hints.url,
        url=head.get("url", ""),
        title=title.strip(),
        text=told.strip(),
        published=published,
        language=head.get("language", hints.language),
    )
    return Parsed((item,), tuple(problems))


def _head(text: str) -> tuple[dict[str, str], str]:
    head: dict[str, str] = {}
    while True:
        line, _, rest = text.partition("\n")
        name, colon, value = line.partition(":")
        if not colon or name.strip().lower() not in _HEAD:
            return head, text.strip()
        head[name.strip().lower()] = value.strip()
        text = rest


def parse_json_lines(body: bytes, hints: Hints) -> Parsed:
    """The announcements of a file in the form that `extract` reads, one object a line."""
    text, wrong = decoded(body, hints.charset, hints.language)
    problems = [wrong] if wrong else []
    items = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            items.append(_item(json.loads(line), hints))
        except (ValueError, RecursionError) as problem:
            problems.append(f"line {number}: {problem}")
    return Parsed(tuple(items), tuple(problems))


def _item(row: Any, hints: Hints) -> Item:
    if not isinstance(row, dict):
        raise ValueError("it is no JSON object")
    told = {name: str(row.get(name) or "") for name in ("id", "title", "text", "published", "url")}
    if not told["id"]:
        raise ValueError("it has no id")
    if not (told["title"] or told["text"]):
        raise ValueError("it has neither title nor text")
    return Item(
        guid=told["id"],
        url=told["url"],
        title=told["title"],
        text=told["text"],
        published=moment_of(told["published"], hints) if told["published"] else None,
        language=str(row.get("lang") or row.get("language") or hints.language),
        publisher=str(row.get("publisher") or ""),
    )
