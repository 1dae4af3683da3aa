"""Short announcements read as a whole, for tests on who is mentioned."""

from __future__ import annotations

from datetime import date

from visits.extraction.documents import Document
from visits.extraction.gazetteer import packaged_gazetteer
from visits.extraction.mentions import Mentions, PersonForm
from visits.extraction.people import read_mentions

WIRE = "Reuters"
STATE = "U.S. Department of State"
BEIJING = "Ministry of Foreign Affairs of China"


def read(
    text: str,
    *,
    title: str = "",
    source: str = WIRE,
    published: date | None = date(2006, 11, 20),
    language: str = "en",
) -> Mentions:
    return read_mentions(
        Document("t", title, text, published, language, source), packaged_gazetteer()
    )


def people(mentions: Mentions) -> list[tuple[str, str | None]]:
    """Names and countries in the order of the text."""
    return [(person.name, person.country) for person in mentions.people]


def bound(mentions: Mentions, form: PersonForm) -> list[tuple[str, tuple[str, ...]]]:
    """The words of the mentions of one form and the names that they stand for."""
    return [
        (
            mentions.text[mention.start : mention.end],
            tuple(mentions.people[number].name for number in mention.people),
        )
        for mention in mentions.persons
        if mention.form is form
    ]
