"""Those who go along: companions of a visitor, and whom a visitor accompanies or joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.events.tellings import Telling
from visits.extraction.events.units import Unit
from visits.extraction.records import Person

#: The frames of companions told as the subject: "will go there to accompany X", ", joining X".
_FOLLOWING = {"accompanies", "joins"}


def with_company(
    units: Sequence[Unit], told: Sequence[Telling], people: Sequence[Person]
) -> list[Unit]:
    """The visits, those of a leader with the companions, and those of leaders gone with."""
    company: dict[int, tuple[int, ...]] = {}
    followed: list[Telling] = []
    for telling in told:
        if telling.frame.event != "companion" or not telling.hosts:
            continue
        if telling.frame.name in _FOLLOWING:
            followed.append(telling)
        for leader in telling.people:
            others = company.get(leader, ()) + telling.hosts
            company[leader] = tuple(dict.fromkeys(others))
    if not company:
        return list(units)
    joined = [_joined(unit, company) for unit in units]
    return joined + [u for t in followed for u in _leaders(t, units, people)]


def _joined(unit: Unit, company: dict[int, tuple[int, ...]]) -> Unit:
    """A visit with those who accompany its visitors."""
    others = tuple(other for one in unit.visitors for other in company.get(one, ()))
    return replace(unit, visitors=tuple(dict.fromkeys(unit.visitors + others)))


def _leaders(telling: Telling, units: Sequence[Unit], people: Sequence[Person]) -> list[Unit]:
    """The visits of those whom somebody goes with, where the same sentence tells of that visit."""
    found = []
    for unit in units:
        same = unit.telling.line.index == telling.line.index and unit.stop is not None
        if not same or not set(unit.visitors) & set(telling.hosts):
            continue
        leaders = tuple(one for one in telling.people if _travels(people[one], unit))
        if leaders and unit.telling.status not in ("negated", "denied", "doubtful"):
            found.append(replace(unit, visitors=leaders, days=()))
    return found


def _travels(person: Person, unit: Unit) -> bool:
    home = person.country
    return home is not None and unit.stop is not None and home != unit.stop.country
