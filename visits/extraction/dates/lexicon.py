"""The words of dates of one language, read once from their packaged table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from visits.extraction.dates.holidays import holiday_code
from visits.extraction.dates.units import Unit
from visits.extraction.lexicon import languages

LANGUAGES = languages("dates")

# One character for each class of word; parsers are regular expressions over strings of these.
_TAGS = {
    "month": "M",
    "weekday": "W",
    "unit": "U",
    "season": "S",
    "relative": "R",
    "anchored": "r",
    "relative_after": "L",
    "anchored_after": "V",
    "part": "E",
    "deictic": "T",
    "daypart": "p",
    "number": "c",
    "ordinal": "o",
    "quarter": "Q",
    "decade": "K",
    "ago": "G",
    "after": "A",
    "before": "e",
    "from_now": "H",
    "long": "l",
    "article": "a",
    "the": "h",
    "in": "i",
    "within": "I",
    "for": "g",
    "now": "J",
    "holiday": "j",
    "on": "O",
    "since": "@",
    "from": "f",
    "starting": "B",
    "counted": "#",
    "old": "=",
    "between": "b",
    "to": "t",
    "until": "u",
    "ago_before": "P",
    "duration": "X",
    "by": "k",
    "preceding": "<",
    "succeeding": ">",
    "and": "&",
    "or": "|",
    "of": "v",
    "about": "~",
    "fiscal": "F",
    "year_mark": "y",
    "day_mark": "d",
}
_VALUES = {"earlier": 3, "later": 4, "several": -1, "last": -1}
_UNITS = {unit.name.lower(): int(unit) for unit in Unit}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase: its class, what it stands for, and the words that must follow the first."""

    tag: str
    value: int
    rest: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class TenseWords:
    future: frozenset[str]
    past: frozenset[str]
    past_suffixes: tuple[str, ...]
    future_suffixes: tuple[str, ...]
    infinitive: frozenset[str]
    plain_future: frozenset[str]
    not_verbs: frozenset[str]
    events: frozenset[str]
    abbreviations: frozenset[str]
    ahead: tuple[str, ...]
    ahead_of: tuple[str, ...]
    gone_by: tuple[str, ...]
    clock: frozenset[str]
    before_infinitive: frozenset[str]
    infinitives: frozenset[str]
    adjective_after: frozenset[str]
    participles: frozenset[str]
    auxiliaries: frozenset[str]
    markers: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by their first word, longest phrase first.

    A month or weekday with `weak` set is a word that is more often something else; `known` are the
    words that begin an entry, and the elisions.
    """

    language: str
    entries: Mapping[str, tuple[Entry, ...]]
    dotted: frozenset[str]
    ordinal_suffixes: tuple[str, ...]
    elisions: frozenset[str]
    known: frozenset[str]
    plurals: frozenset[str]
    unspaced: bool
    digits: Mapping[str, int]
    suffixes: Mapping[str, str]
    day_first: bool
    tense: TenseWords


@cache
def lexicon_for(language: str) -> Lexicon:
    """The table of the language, of English where it has none."""
    code = language.lower().replace("_", "-").split("-")[0]
    name = f"dates_{code if code in LANGUAGES else 'en'}.toml"
    table = tomllib.loads(
        (resources.files("visits.extraction") / "lexicon" / name).read_text(encoding="utf-8")
    )
    return _build(code, table)


def _build(language: str, table: Mapping[str, Any]) -> Lexicon:
    weak = frozenset(table.get("weak", ()))
    entries: dict[str, list[Entry]] = {}
    dotted = set()
    for section, value, phrase in _phrases(table):
        if phrase.endswith("."):
            phrase = phrase[:-1]
            dotted.add(phrase)
        first, *rest = phrase.split(" ")
        entry = Entry(_TAGS[section], value, tuple(rest), phrase in weak)
        if entry not in entries.setdefault(first, []):
            entries[first].append(entry)
    tense = table.get("tense", {})
    return Lexicon(
        language=language,
        entries={
            word: tuple(sorted(found, key=lambda entry: -len(entry.rest)))
            for word, found in entries.items()
        },
        dotted=frozenset(dotted),
        ordinal_suffixes=tuple(table.get("ordinal_suffixes", ())),
        plurals=frozenset(table.get("plurals", ())),
        elisions=frozenset(table.get("elisions", ())),
        known=frozenset([*entries, *table.get("elisions", ())]),
        digits={
            mark: int(value) for value, marks in table.get("digit", {}).items() for mark in marks
        },
        suffixes={mark: tag for tag, marks in table.get("suffix", {}).items() for mark in marks},
        unspaced=bool(table.get("unspaced", False)),
        day_first=bool(table.get("day_first", True)),
        tense=TenseWords(
            future=frozenset(tense.get("future", ())),
            past=frozenset(tense.get("past", ())),
            past_suffixes=tuple(tense.get("past_suffixes", ())),
            future_suffixes=tuple(tense.get("future_suffixes", ())),
            infinitive=frozenset(tense.get("infinitive", ())),
            before_infinitive=frozenset(tense.get("before_infinitive", ())),
            infinitives=frozenset(tense.get("infinitives", ())),
            adjective_after=frozenset(tense.get("adjective_after", ())),
            clock=frozenset(tense.get("clock", ())),
            participles=frozenset(tense.get("participles", ())),
            auxiliaries=frozenset(tense.get("auxiliaries", ())),
            markers=_markers(tense) if table.get("unspaced") else None,
            plain_future=frozenset(tense.get("plain_future", ())),
            not_verbs=frozenset(tense.get("not_verbs", ())),
            abbreviations=frozenset(tense.get("abbreviations", ())),
            events=frozenset(tense.get("events", ())),
            gone_by=tuple(tense.get("gone_by", ())),
            ahead_of=tuple(tense.get("ahead_of", ())),
            ahead=tuple(tense.get("ahead", ())) or ("\0",),
        ),
    )


def _markers(tense: Mapping[str, Any]) -> re.Pattern[str]:
    words = sorted([*tense["future"], *tense["past"]], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    for section, group in table.items():
        if not isinstance(group, dict) or section in ("tense", "digit", "suffix"):
            continue
        for key, phrases in group.items():
            for phrase in phrases:
                if section == "word":
                    yield key, 0, phrase
                elif section == "holiday":
                    yield section, holiday_code(key), phrase
                else:
                    yield section, _value(key), phrase


def _value(key: str) -> int:
    if key in _UNITS:
        return _UNITS[key]
    return _VALUES[key] if key in _VALUES else int(key)
