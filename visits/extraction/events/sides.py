"""Whose statement an event is."""

from __future__ import annotations

from visits.extraction.events.lines import Line
from visits.extraction.events.setting import Setting
from visits.extraction.mentions import PersonMention, PlaceMention


def speaking_side(lines: list[Line], setting: Setting) -> str | None:
    """The country of whoever is quoted in the lines that tell an event, else the publisher's."""
    for line in lines:
        country = _speaker(line, setting)
        if country is not None:
            return country
    return setting.document.country


def _speaker(line: Line, setting: Setting) -> str | None:
    for pattern in setting.lexicon.speakers:
        found = pattern.search(line.text)
        if found is None:
            continue
        mark = line.marks[found.start("by")]
        if isinstance(mark, PersonMention):
            country = setting.mentions.people[mark.people[0]].country
        else:
            assert isinstance(mark, PlaceMention)
            country = mark.country
        if country is not None and not country.startswith("X-"):
            return country
    return None
