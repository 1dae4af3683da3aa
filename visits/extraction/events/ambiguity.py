"""People told of by a surname that several who were named bear: nobody can say which it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from visits.extraction.events.tellings import Telling
from visits.extraction.mentions import Mentions, PersonMention
from visits.extraction.records import Person


def shared_mentions(telling: Telling) -> list[PersonMention]:
    """The mentions of a telling that are surnames of several people of the text."""
    marks = (telling.line.marks.get(position) for position in telling.positions)
    return [mark for mark in marks if isinstance(mark, PersonMention) and mark.rivals]


def as_told(
    people: Collection[int], tellings: Iterable[Telling], mentions: Mentions
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """The people of an event, and the candidates where a surname alone may be several people's.

    Who is told by such a surname has only what the candidates have in common: the printed
    surname, and their country if it is one.
    """
    told = list(tellings)
    shared = [{m.people[0]: m for m in shared_mentions(telling)} for telling in told]
    named = [set(telling.people) for telling in told]
    open_ = {
        person: next(marks[person] for marks in shared if person in marks)
        for person in people
        if any(person in marks for marks in shared)
        and all(person in marks for marks, who in zip(shared, named, strict=True) if person in who)
    }
    found = tuple(
        _in_common(mentions, open_[person]) if person in open_ else mentions.people[person]
        for person in people
    )
    candidates = dict.fromkeys(
        number for mark in open_.values() for number in (*mark.people, *mark.rivals)
    )
    return found, tuple(mentions.people[number] for number in candidates)


def _in_common(mentions: Mentions, mark: PersonMention) -> Person:
    """What the candidates of a surname have in common."""
    name = mentions.text[mark.name_start : mark.name_end]
    people = [mentions.people[number] for number in (*mark.people, *mark.rivals)]
    first = people[0]
    same_country = all(person.country == first.country for person in people)
    same_role = all(person.role is first.role for person in people)
    return Person(
        name,
        country=first.country if same_country else None,
        role=first.role if same_role else None,
    )


def ambiguous(candidates: Sequence[Person]) -> tuple[str, ...]:
    """The reason that an event with candidates gives, beside those of its confidence."""
    names = ", ".join(person.name for person in candidates)
    return (f"ambiguous: {names}",) if names else ()
