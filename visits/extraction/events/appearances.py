"""Those whom a transcript's title names together: "Secretary X and Minister Y" in one room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.events.lines import Line
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling
from visits.extraction.events.units import Unit
from visits.extraction.mentions import PersonForm, PersonMention
from visits.terms import Rank

#: The rule that tells of them; the day is that of publication.
TOGETHER = "stood-together"


def appearances(
    lines: Sequence[Line], present: Sequence[Unit], setting: Setting
) -> list[tuple[Telling, str]]:
    """The contact of a transcript's host and guest, where one of both is known to be a guest."""
    title = next((line for line in lines if line.sentence.is_title), None)
    guests = [unit for unit in present if unit.telling.frame.name == "spoke-there"]
    if title is None or not guests or setting.lexicon.virtual.search(title.text):
        return []
    named = [
        (position, mark)
        for position, mark in sorted(title.marks.items())
        if isinstance(mark, PersonMention) and mark.form is PersonForm.NAME and not mark.possessive
    ]
    people = tuple(person for _, mark in named for person in mark.people)
    homes = [setting.mentions.people[person].country for person in people]
    if len(people) != 2 or None in homes or homes[0] == homes[1] or not _ranked(people, setting):
        return []
    (first, _), (second, _) = named
    joined = setting.lexicon.side_by_side.fullmatch(title.text, first + 1, second)
    if joined is None:
        return []
    told = guests[0].telling
    telling = replace(
        told,
        line=title,
        frame=replace(told.frame, name=TOGETHER, event="meeting"),
        start=second,
        end=second + 1,
        reach=second + 1,
        first=first,
        people=people,
        positions=(first, second),
        stops=(),
        status="completed",
    )
    return [(telling, "in_person")]


def _ranked(people: tuple[int, ...], setting: Setting) -> bool:
    """Whether both have offices, one of them a high one."""
    roles = [setting.mentions.people[person].role for person in people]
    ranks = [role.rank for role in roles if role is not None]
    return len(ranks) == len(people) and min(ranks) <= Rank.MINISTER
