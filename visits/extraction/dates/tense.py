"""The tense of the clause in which a date stands."""

from __future__ import annotations

import re

from visits.extraction.dates.lexicon import TenseWords
from visits.extraction.dates.values import Tense

_WORD = re.compile(r"['’]?[^\W\d_]+")
REACH = 240  # characters looked at on either side


def tense_at(text: str, start: int, end: int, words: TenseWords) -> Tense:
    """The tense of the nearest verb before the span in its sentence, else of the first after it."""
    lead = _sentence_before(text, start)
    for word in reversed(_WORD.findall(lead)):
        tense = _tense_of(word.lower(), words)
        if tense is not Tense.UNKNOWN:
            return tense
    for word in _WORD.findall(_sentence_after(text, end)):
        tense = _tense_of(word.lower(), words)
        if tense is not Tense.UNKNOWN:
            return tense
    return Tense.UNKNOWN


def _tense_of(word: str, words: TenseWords) -> Tense:
    if word in words.future:
        return Tense.FUTURE
    if word in words.past or (len(word) > 3 and word.endswith(words.past_suffixes)):
        return Tense.PAST
    return Tense.UNKNOWN


_STOP = re.compile(r"[.!?;。！？；](?=\s|[”\"』」]|$)|[。！？；]|\n\s*\n")


def _sentence_before(text: str, start: int) -> str:
    lead = text[max(0, start - REACH) : start]
    stop = 0
    for match in _STOP.finditer(lead):
        if not _is_abbreviation(lead, match.start()):
            stop = match.end()
    return lead[stop:]


def _sentence_after(text: str, end: int) -> str:
    rest = text[end : end + REACH]
    for match in _STOP.finditer(rest):
        if not _is_abbreviation(rest, match.start()):
            return rest[: match.start()]
    return rest


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop follows a short capitalised word: "Mr.", "Dec.", "U.S."."""
    if text[stop : stop + 1] != ".":
        return False
    word = re.search(r"[^\W\d_]+$", text[max(0, stop - 6) : stop])
    return word is not None and len(word.group()) <= 4 and word.group()[0].isupper()
