"""One spelling for names that differ in case, accents, apostrophes and dots."""

from __future__ import annotations

import unicodedata

_DROPPED = str.maketrans("", "", ".'’‘ʼ`´ʻ“”\"")
_SPACED = str.maketrans({"-": " ", "–": " ", "‑": " ", "_": " ", "·": " ", "・": " "})
#: Letters that Unicode does not decompose.
_LETTERS = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ı": "i", "þ": "th", "ð": "d", "æ": "ae", "œ": "oe", "ə": "a"}
)


def fold(name: str) -> str:
    """The name without case, accents, apostrophes, dots and hyphens; "&" reads "and".

    Exact lookups compare folded names. It is lossy on purpose and never for display.
    """
    text = name.translate(_DROPPED).translate(_SPACED).replace("&", " and ")
    bare = text.casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare.translate(_LETTERS))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())
