"""Keys under which different spellings of one name meet. A shared key decides nothing alone."""

from __future__ import annotations

import re

from visits.reference import fold

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_TABLE = {ord(letter): latin for letter, latin in _CYRILLIC.items()}
#: Spellings of one sound in the romanisations that wires and ministries use, in this order.
_SOUNDS = (
    ("shch", "sh"), ("tch", "ch"), ("sch", "sh"), ("dzh", "j"), ("dj", "j"), ("zh", "j"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ts", "c"), ("tz", "c"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ya", "ia"), ("yu", "iu"), ("x", "ks"),
    ("q", "k"), ("w", "v"), ("y", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<=.)[aeiou]+")
_ARTICLES = frozenset(["al", "el", "ul", "ur", "as", "bin", "ibn", "ben", "bint", "abu", "jr"])


def spelling_key(name: str) -> str:
    """The name by its sounds in Latin letters: "Khursheed" and "Khurshid" share one."""
    text = fold(name).translate(_TABLE)
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return _DOUBLE.sub(r"\1", text)


def skeleton(word: str) -> str:
    """The first letter and the consonants of one word, by sound; "muhammad" gives "mhmd".

    A word with one consonant keeps its vowels: "Yi" is not "Yu".
    """
    key = spelling_key(word)
    bare = _DOUBLE.sub(r"\1", _VOWELS.sub("", key))
    return bare if len(bare) > 1 else key


def name_words(name: str) -> tuple[str, ...]:
    """The words of a folded name that tell people apart: no articles, no initials."""
    words = tuple(word for word in fold(name).split() if len(word) > 1 and word not in _ARTICLES)
    return words or tuple(fold(name).split())


def alike(one: str, other: str) -> bool:
    """Whether the names may be two spellings of one, word for word by sound, in any order.

    The shorter name's words must all be found in the longer one, and at least two of them must,
    where both have two. It says "may": "Li Na" and "Lu Ne" are alike as well.
    """
    mine, theirs = ([skeleton(word) for word in name_words(name)] for name in (one, other))
    fewer, more = sorted((mine, theirs), key=len)
    left = list(more)
    for word in fewer:
        if word not in left:
            return False
        left.remove(word)
    return bool(fewer)
