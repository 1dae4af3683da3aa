"""People that an announcement names in two ways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.events.tellings import Telling
from visits.extraction.records import Person

_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV)\.?$")


def merged(told: Sequence[Telling], people: Sequence[Person]) -> list[Telling]:
    """The tellings, with one number for "Joe Biden" and "Joseph R. Biden, Jr."."""
    first = _fullest(people)
    if all(number == other for number, other in first.items()):
        return list(told)

    def one(group: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(first[person] for person in group))

    return [replace(t, people=one(t.people), hosts=one(t.hosts)) for t in told]


def _fullest(people: Sequence[Person]) -> dict[int, int]:
    """For each person's number that of the fullest form of the same name."""
    alike: dict[object, list[int]] = {}
    for number, person in enumerate(people):
        parts = _parts(person.name)
        named = person.role is not None and len(parts) > 1
        key = (person.country, person.role, parts[-1], parts[0][:2]) if named else number
        alike.setdefault(key, []).append(number)
    return {
        number: max(same, key=lambda n: (len(people[n].name), -n))
        for same in alike.values()
        for number in same
    }


def _parts(name: str) -> list[str]:
    return _SUFFIX.sub("", name).casefold().split()
