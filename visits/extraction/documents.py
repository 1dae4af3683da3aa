"""What goes into reading: one announcement as a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Document:
    """One announcement. Spans of everything read from it index `reading`.

    `published` is the publication day in the source's own time zone; `country` is the country
    that the publisher speaks for (None for an independent wire); `place` the city it writes from.
    """

    id: str
    title: str
    text: str
    published: date | None
    language: str = "en"
    source: str = ""
    country: str | None = None

    @property
    def reading(self) -> str:
        """Title, blank line, text: the normalised string that is stored and that spans index."""
        return reading_text(self.title, self.text)


def reading_text(title: str, text: str) -> str:
    """The normalised text of an announcement, its title as a paragraph of its own."""
    return "\n\n".join(part for part in (normalise(title), normalise(text)) if part)


def normalise(text: str) -> str:
    """Text in NFC without control or direction marks, blanks folded, one newline a paragraph."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub("", text)
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
