"""Tokens of a text with their spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from visits.reference import fold

_TOKEN = re.compile(
    r"(?=[A-ZÀ-ÞА-ЯЁaeu])"  # a quick look that spares most words these
    r"(?:(?:[A-ZÀ-ÞА-ЯЁ]\.){2,}"
    r"|[A-ZÀ-ÞА-ЯЁ]\.(?=[\s’A-ZА-ЯЁ])"
    r"|(?:[AaEe]l|[Uu][lr])- ?[A-Z][^\W\d_]+"
    r"|(?:Mr|Mrs|Ms|Dr|Jr|Sr|Gen|Lt|Messrs|Col|St|Prof|Adm|Maj|Amb|Hon|Capt|Brig|Rev|Sgt)\."
    r"|(?<!Hun )(?:Rep|Sen|Gov|Gen)s?\.(?= [A-Z]))"
    r"|[^\W\d_]+(?:(?:['’ʼ](?!s\b)|-(?: (?=[a-z])(?!and|or))?)[^\W\d_]+)*"
    r"|\d[\d,.]*"
    r"|['’]s\b"
    r"|\S"
)
#: 'Nakasone"s visit': a quotation mark for an apostrophe.
_OWNED = re.compile(r'(?<=[a-z])"(?=s [a-z])')
_ELIDED = re.compile(r"(?:\b[ldjnscmtLDJNSCMT]|\b[Qq]u)['’](?=[^\W\d_])|" + _TOKEN.pattern)

#: The folded word; remembered, since words come again and again.
folded = lru_cache(maxsize=65536)(fold)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: token `i` is `words[i]`, `text[starts[i]:ends[i]]`.

    A possessive "'s", a full stop and any other mark are tokens of their own; "U.S.", "R.",
    "al-Maliki" and "Ki- moon" (a line break of the wire) are one. `caps[i]` says that the first
    letter is a capital, `breaks[i]` that a new line starts before the token (normalised text has no
    blanks around its line ends).
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    caps: list[bool]
    breaks: list[bool] = field(repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, position: int) -> int:
        """Index of the first token that starts at or after this character."""
        return bisect_left(self.starts, position)

    def word(self, index: int) -> str:
        """The token in lower case; "" outside the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""


def mended(text: str) -> str:
    """The text at the same length with what decoding and old wires left in it blanked out.

    "â€™" is an apostrophe decoded wrongly; "&\\t" is how a wire of 1987 marks a paragraph.
    """
    if "&\\t" in text:
        text = text.replace("&\\t", "   ")
    if "â€" in text:
        text = text.replace("â€™", "  ’").replace("â€œ", "  “").replace("â€", " ”")
    if '"s ' in text:
        text = _OWNED.sub("'", text)
    return text


def tokenise(text: str, language: str = "en") -> Tokens:
    """The tokens of a text in one linear pass; `text` as `mended` returns it.

    In French the elided "l'" and "d'" are tokens of their own.
    """
    pattern = _ELIDED if language == "fr" else _TOKEN
    spans = [match.span() for match in pattern.finditer(text)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    words = [text[start:end] for start, end in spans]
    gaps = zip([0, *ends], starts, strict=False)
    breaks = [start > last and text[last] == "\n" for last, start in gaps]
    return Tokens(
        text=text,
        words=words,
        lower="\n".join(words).lower().split("\n") if words else [],
        starts=starts,
        ends=ends,
        caps=[word[0].isupper() for word in words],
        breaks=breaks,
    )
