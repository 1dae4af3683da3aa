"""What a parser makes of a feed's bytes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime

import nh3

_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote)\b[^>]*>", re.IGNORECASE)


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
    """The items of one answer, and in words what could not be read of it."""

    items: tuple[Item, ...]
    problems: tuple[str, ...] = ()


def plain_text(markup: str) -> str:
    """The text of an HTML fragment, a line a block, without any markup."""
    return html.unescape(nh3.clean(_BREAKS.sub("\n", markup), tags=set())).strip()
