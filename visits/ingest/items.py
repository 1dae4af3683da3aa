"""What a parser is given, and what it makes of it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import nh3

_BREAKS = re.compile(
    r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote|/section|/article)\b[^>]*>", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EMPTY_LINES = re.compile(r"[ \u00a0]*\n\s*")


class Kind(StrEnum):
    """How the bytes are to be read."""

    FEED = "feed"
    JSON_FEED = "json_feed"
    ICALENDAR = "icalendar"
    HTML_LIST = "html_list"
    ARTICLE = "article"
    TEXT = "text"
    JSON_LINES = "json_lines"


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a document beside its bytes.

    `url` is where it was found: links are resolved against it, and it names a lone article.
    `charset` is the one that the server told. `now` stands in for a date that is not told.
    """

    kind: Kind
    url: str = ""
    charset: str = ""
    language: str = ""
    timezone: str = "UTC"
    selectors: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One announcement as a feed carries it. `publisher` is the slug of who says it, or ""."""

    guid: str
    url: str
    title: str
    text: str
    published: datetime | None
    updated: datetime | None = None
    language: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The items of one answer, and in words what could not be read of it.

    `retracted` are guids that the feed takes back. `ttl` is how long it asks to be left alone.
    A document that breaks off is not `whole`: what it lacks may come with the next fetch.
    """

    items: tuple[Item, ...]
    problems: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()
    ttl: timedelta | None = None
    whole: bool = True


def plain_text(markup: str) -> str:
    """The text of an HTML fragment, a line a block, without any markup."""
    lines = _BREAKS.sub("\n", _SPACES.sub(" ", markup))
    text = html.unescape(nh3.clean(lines, tags=set()))
    return _EMPTY_LINES.sub("\n", text).strip()
