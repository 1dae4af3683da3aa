"""What is mentioned where: sentences, people and places with their spans, before any event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from visits.extraction.records import Person


class PersonForm(StrEnum):
    """How a mention points to its person."""

    NAME = "name"
    TITLE = "title"
    PRONOUN = "pronoun"
    COUNTERPART = "counterpart"
    GROUP = "group"


class PlaceForm(StrEnum):
    COUNTRY = "country"
    CITY = "city"
    DEMONYM = "demonym"
    METONYM = "metonym"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `paragraph` counts from 0; the title is paragraph 0 where there is one.

    `speaker` is "question" or "answer" in a press conference, else None.
    """

    start: int
    end: int
    paragraph: int
    is_title: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Words that point to people: half-open span with titles, the name's own span inside it.

    `people` indexes `Mentions.people`: one for a name, a title or a pronoun, several for "the two
    ministers". `sentence` indexes `Mentions.sentences`. `rivals`: others who
    were named have the same name, and nothing tells them apart.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    sentence: int
    people: tuple[int, ...]
    form: PersonForm
    title: str | None = None
    possessive: bool = False
    rivals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that point to a country or a city in it. A demonym says whose, rarely where."""

    start: int
    end: int
    sentence: int
    country: str
    city: str | None
    form: PlaceForm


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when an agency wrote ("MOSCOW, March 28 (Agency) --"): what "here" means."""

    start: int
    end: int
    country: str | None
    city: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one document, each tuple in the order of the text."""

    text: str
    language: str
    sentences: tuple[Sentence, ...]
    people: tuple[Person, ...]
    persons: tuple[PersonMention, ...]
    places: tuple[PlaceMention, ...]
    dateline: Dateline | None = None
