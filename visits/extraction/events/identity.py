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
    first = {number: _first(number, people) for number in range(len(people))}
    if all(number == other for number, other in first.items()):
        return list(told)

    def one(group: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(first[person] for person in group))

    return [replace(t, people=one(t.people), hosts=one(t.hosts)) for t in told]


def _first(number: int, people: Sequence[Person]) -> int:
    """The number of the fullest form of a person's name."""
    same = [n for n, other in enumerate(people) if _same(people[number], other)]
    return max(same, key=lambda n: (len(people[n].name), -n), default=number)


def _same(one: Person, other: Person) -> bool:
    if one is other:
        return True
    if one.country != other.country or one.role != other.role or one.role is None:
        return False
    ours, theirs = _parts(one.name), _parts(other.name)
    if len(ours) < 2 or len(theirs) < 2 or ours[-1] != theirs[-1]:
        return False
    return ours[0][:2] == theirs[0][:2]


def _parts(name: str) -> list[str]:
    return _SUFFIX.sub("", name).casefold().split()
