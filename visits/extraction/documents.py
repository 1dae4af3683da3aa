"""What goes into reading: one announcement as a value."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
#: UTF-8 that somebody read as Windows-1252: a lead byte and its continuation bytes.
_MOJIBAKE = re.compile(
    r"[\u00c2-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
#: Tags of a page, those that end a line first.
_LINE_TAGS = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote)\b[^<>]{0,500}>", re.IGNORECASE
)
_TAGS = re.compile(
    r"</?(?:a|abbr|b|em|i|img|small|span|strong|sup|sub|td|th|u)\b[^<>]{0,500}>", re.IGNORECASE
)
#: Where what a page does not show begins and ends: scripts, styles, comments.
_HIDING = re.compile(
    r"<(?P<opens>script|style|noscript|template)\b[^<>]{0,500}>"
    r"|</(?P<closes>script|style|noscript|template)\s*>|<!--|-->",
    re.IGNORECASE,
)
#: Characters written out by a page; one without its semicolon may be "AT&T" or "R&D".
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
#: So many times tags are taken out that others hid.
PASSES = 6
#: The paragraph mark of old wire files.
_BULLETS = re.compile(r"\s*&\t")
#: A government's own publisher, unlike its news agency, means its own people by bare titles.
_GOVERNMENT = re.compile(
    r"minist|department|white house|government|presid|kremlin|embassy|foreign|office|élysée|elysee"
    r"|chancell|cancill|外交|政府|国务院|мид|кремл|правительств"
)


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
    def official(self) -> bool:
        """Whether a government itself publishes, as far as the publisher's name tells."""
        return not self.source or _GOVERNMENT.search(self.source.lower()) is not None

    @property
    def reading(self) -> str:
        """Title, blank line, text: the normalised string that is stored and that spans index."""
        return reading_text(self.title, self.text)


@lru_cache(maxsize=4)  # reading one announcement asks for it several times
def reading_text(title: str, text: str) -> str:
    """The normalised text of an announcement, its title as a paragraph of its own."""
    return "\n\n".join(part for part in (normalise(title), normalise(text)) if part)


def normalise(text: str) -> str:
    """Text in NFC without control or direction marks, blanks folded, one newline a paragraph.

    Tags of a page are left out with what it does not show, and its entities written out, with
    tags around them or without.
    """
    for _ in range(PASSES):  # entities may hide tags; what is stored is not changed again
        before = text
        if has_markup(text):
            text = html.unescape(_TAGS.sub("", _LINE_TAGS.sub("\n", _shown(text))))
        elif "&" in text:
            text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        if text == before:
            break
    else:
        text = _ENTITY.sub(" ", text.replace("<", " "))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _MOJIBAKE.sub(_repaired, text)
    if "&\t" in text:
        text = _BULLETS.sub("\n", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _CONTROL.sub("", text)
    return "\n".join(filter(None, map(str.strip, _BLANKS.sub(" ", text).split("\n"))))


def has_markup(text: str) -> bool:
    """Whether the text is that of a page, with its tags."""
    found = "<" in text and (_LINE_TAGS.search(text) or _TAGS.search(text) or _HIDING.search(text))
    return bool(found)


def _shown(text: str) -> str:
    """The text without scripts, styles and comments; one that nothing ends is left as text."""
    parts: list[str] = []
    at, hidden = 0, ""
    for edge in _HIDING.finditer(text):
        opens = "--" if edge[0] == "<!--" else (edge["opens"] or "").lower()
        closes = "--" if edge[0] == "-->" else (edge["closes"] or "").lower()
        if not hidden:
            parts.append(text[at : edge.start()])
            at, hidden = edge.end(), opens
        elif closes == hidden:
            at, hidden = edge.end(), ""
    return "".join([*parts, text[at:]])


def _repaired(broken: re.Match[str]) -> str:
    """The character that was meant; what can't be read that way stays as it is."""
    try:
        raw = b"".join(
            c.encode("cp1252") if ord(c) > 0xFF else c.encode("latin-1") for c in broken.group()
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return broken.group()
