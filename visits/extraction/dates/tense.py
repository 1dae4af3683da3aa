"""The tense of the clause in which a date stands."""

from __future__ import annotations

import re

from visits.extraction.dates.lexicon import TenseWords
from visits.extraction.dates.values import Tense

EVENT_REACH = 40
REACH = 240  # characters looked at on either side
_WORD = re.compile(r"['’]?[^\W\d_]+")
_STOP = re.compile(r"[.!?;](?=\s|[”\"']|$)|[。！？；]|\n\s*\n")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_POSSESSIVE = re.compile(r"['’]s\b")


def tense_at(text: str, before: str, end: int, words: TenseWords) -> Tense:
    """The tense of the nearest verb in the words before a date, else of the first after it.

    `before` is what `sentence_before` gives for the date, which ends at `end`. "until", "as soon
    as" before the date look ahead whatever the verb; of a possessive ("Wednesday's ruling")
    nothing but a plain future does, not "would" and not "scheduled".
    """
    if words.markers is not None:
        return _tense_of_markers(text, before, end, words, words.markers)
    lead = _WORD.findall(before.replace("’", "'"))
    if _looks_ahead(lead, words) or _is_before_event(before, words):
        return Tense.FUTURE
    follower = _WORD.match(text, end + 1)
    if follower is not None and follower.group().lower() in words.plain_future:
        return Tense.FUTURE
    possessive = _POSSESSIVE.match(text, end) is not None
    tense = _last_verb(lead, words, strict=possessive)
    if tense is Tense.UNKNOWN and _is_headline_future(lead, words):
        return Tense.FUTURE
    if tense is Tense.UNKNOWN and not possessive:
        return _first_verb(_WORD.findall(_sentence_after(text, end, words)), words)
    return tense


def is_of_event(text: str, start: int, end: int, words: TenseWords) -> bool:
    """Whether a word for an occasion stands just before or after: "the summit in June"."""
    before = _WORD.findall(text[max(0, start - EVENT_REACH) : start])[-3:]
    after = _WORD.findall(_STOP.split(text[end : end + EVENT_REACH], maxsplit=1)[0])[:2]
    return not words.events.isdisjoint(word.lower() for word in (*before, *after))


def _tense_of_markers(
    text: str, before: str, end: int, words: TenseWords, markers: re.Pattern[str]
) -> Tense:
    """The same for a script without spaces, where the verbs are looked for as they are."""
    found = markers.findall(before)[-1:]
    found = found or markers.findall(_sentence_after(text, end, words))[:1]
    return _tense_of(found[0], "", words) if found else Tense.UNKNOWN


def _looks_ahead(lead: list[str], words: TenseWords) -> bool:
    if len(lead) < 2:
        return False
    while len(lead) > 2 and lead[-1].lower() in words.clock:
        lead = lead[:-1]
    tail = " ".join(lead[-4:]).lower()
    return tail.endswith(words.ahead) and not tail.startswith(words.ahead)


def is_gone_by(before: str, words: TenseWords) -> bool:
    """Whether "since" something stands in the words before a date, with no comma behind it."""
    return _has(before, words.gone_by)


def _is_before_event(sentence: str, words: TenseWords) -> bool:
    return _has(sentence, words.ahead_of)


def _has(sentence: str, phrases: tuple[str, ...]) -> bool:
    clause = sentence[sentence.rfind(",") + 1 :].lower()
    return any(phrase in clause for phrase in phrases)


def _last_verb(lead: list[str], words: TenseWords, *, strict: bool) -> Tense:
    for index in range(len(lead) - 1, -1, -1):
        before = lead[index - 1].lower() if index else ""
        if lead[index].lower() in words.before_infinitive and _leads_on(lead, index):
            return Tense.FUTURE
        spelled = lead[index] if index else lead[index].lower()
        tense = _tense_of(spelled, before, words)
        if tense is Tense.FUTURE and strict and lead[index].lower() not in words.plain_future:
            continue
        if tense is not Tense.UNKNOWN:
            return tense
    return Tense.UNKNOWN


def _is_headline_future(lead: list[str], words: TenseWords) -> bool:
    """Whether a clause without another verb says "to visit"."""
    return any(
        word.lower() in words.infinitives and index > 1 and lead[index - 1].lower() == "to"
        for index, word in enumerate(lead)
    )


def _leads_on(lead: list[str], index: int) -> bool:
    """Whether "set" is that of "set to visit" and not that of "set a record"."""
    return index + 1 < len(lead) and lead[index + 1].lower() in ("to", "for")


def _first_verb(rest: list[str], words: TenseWords) -> Tense:
    before = ""
    for word in rest:
        tense = _tense_of(word, before, words)
        if word.lower() in words.participles and before not in words.auxiliaries:
            return Tense.PAST
        if tense is not Tense.UNKNOWN:
            return tense
        before = word.lower()
    return Tense.UNKNOWN


def _tense_of(spelled: str, before: str, words: TenseWords) -> Tense:
    """The tense that one word speaks for; a participle after "be" leaves it to its auxiliary."""
    word = spelled.lower()
    if word in words.future:
        return Tense.FUTURE
    if before == "to" and word in words.infinitive:
        return Tense.FUTURE
    if before in words.infinitive:
        return Tense.UNKNOWN
    if word in words.past:
        return Tense.PAST
    if words.future_suffixes and len(word) > 4 and word.endswith(words.future_suffixes):
        return Tense.UNKNOWN if word in words.not_verbs or spelled[0].isupper() else Tense.FUTURE
    if before in words.adjective_after:
        return Tense.UNKNOWN
    if len(word) < 4 or not word.endswith(words.past_suffixes) or word in words.not_verbs:
        return Tense.UNKNOWN
    return Tense.UNKNOWN if spelled[0].isupper() else Tense.PAST


def sentence_before(text: str, start: int, words: TenseWords) -> str:
    """What stands of a sentence before the character; of a long one, the nearest words."""
    lead = text[max(0, start - REACH) : start]
    stop = 0
    for match in _STOP.finditer(lead):
        if not _is_abbreviation(lead, match.start(), words):
            stop = match.end()
    return lead[stop:]


def _sentence_after(text: str, end: int, words: TenseWords) -> str:
    rest = text[end : end + REACH]
    for match in _STOP.finditer(rest):
        if not _is_abbreviation(rest, match.start(), words):
            return rest[: match.start()]
    return rest


def _is_abbreviation(text: str, stop: int, words: TenseWords) -> bool:
    """Whether the full stop belongs to a word: "Mr.", "Dec.", "U.S.", "p.m."."""
    if text[stop] != ".":
        return False
    word = _LAST_WORD.search(text[max(0, stop - 8) : stop])
    return word is not None and (len(word.group()) == 1 or word.group() in words.abbreviations)
