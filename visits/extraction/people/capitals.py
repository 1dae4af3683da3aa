"""Texts that a wire sent without capitals, with capitals put back."""

from __future__ import annotations

import re
from itertools import islice

from visits.extraction.people.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
#: Ordinary English has a capital on every sixth word; a text without has one on ten or fewer.
_FEWEST = 10
_SHORTEST = 40


def recapitalised(text: str, words: Vocabulary, lands: frozenset[str]) -> str:
    """The text at its length; where countries stand in small letters, unusual words get capitals.

    "iranian foreign minister ali akbar velayati" is read as "Iranian foreign minister Ali Akbar
    Velayati".
    """
    if not words.common:
        return text
    found = _WORD.findall(text)
    enough = len(found) // _FEWEST + 1
    capitals = (word for word in found if word[0].isupper() and not word.isupper())
    if len(found) < _SHORTEST or len(list(islice(capitals, enough))) == enough:
        return text
    small = sum(word in lands and word not in words.common for word in found)
    if small < 2:
        return text
    return _WORD.sub(lambda match: _capital(match.group(), words), text)


def _capital(word: str, words: Vocabulary) -> str:
    if len(word) < 3 or not word.islower() or word in words.common or word in words.stop:
        return word
    if word in words.modifiers or word in words.heads or word in words.particles:
        return word
    return word[0].upper() + word[1:] if len(word[0].upper()) == 1 else word
