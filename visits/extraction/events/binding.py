"""Tellings that name no place or nobody, bound to the visit they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from visits.extraction.events.tellings import Stop, Telling
from visits.extraction.events.units import Unit
from visits.extraction.mentions import Mentions, PersonMention, PlaceForm, PlaceMention


def bound(units: list[Unit], contacts: Sequence[Telling], mentions: Mentions) -> list[Unit]:
    """All units with a place and visitors; what can't be bound is left out.

    A telling without a place is about the nearest visit of the same people told before it, else
    after it; of a tour it dates the whole. Where the announcement knows no such visit, the place
    is the sentence's own, the host's country or the dateline's.
    """
    placed = [unit for unit in units if unit.stop is not None and unit.visitors]
    found: list[Unit] = list(placed)
    for unit in units:
        if unit.stop is not None and unit.visitors:
            continue
        if unit.stop is not None:
            found += _with_visitors(unit, placed) if unit.telling.frame.noun else []
            continue
        same = [other for other in placed if _same_people(unit, other)]
        if unit.telling.here:
            stop = _inferred_stop(unit, contacts, mentions)
            same = [o for o in same if stop and o.stop and o.stop.country == stop.country]
        if same:
            found += _bind(unit, same)
        elif unit.telling.frame.known:
            continue
        elif unit.visitors and (stop := _inferred_stop(unit, contacts, mentions)) is not None:
            new = replace(unit, stop=stop, inferred=True)
            found.append(new)
            placed.append(new)
    return found


def _with_visitors(unit: Unit, placed: list[Unit]) -> Iterable[Unit]:
    """A telling that names nobody is about whoever goes there."""
    assert unit.stop is not None
    same = [o for o in placed if o.stop is not None and o.stop.country == unit.stop.country]
    if not same:
        return []
    return [replace(unit, visitors=_nearest(unit, same).visitors)]


def _same_people(unit: Unit, other: Unit) -> bool:
    return not unit.visitors or bool(set(unit.visitors) & set(other.visitors))


def _nearest(unit: Unit, others: list[Unit]) -> Unit:
    before = [other for other in others if other.order < unit.order]
    return before[-1] if before else others[0]


def _bind(unit: Unit, same: list[Unit]) -> list[Unit]:
    nearest = _nearest(unit, same)
    tour = [other for other in same if other.telling is nearest.telling]
    return [
        replace(
            unit,
            visitors=other.visitors,
            stop=other.stop,
            place=other.place,
            size=other.size,
            own=other.size == 1,
            inferred=True,
        )
        for other in tour
    ]


def _inferred_stop(unit: Unit, contacts: Sequence[Telling], mentions: Mentions) -> Stop | None:
    if not unit.visitors:
        return None
    home = mentions.people[unit.visitors[0]].country
    line = unit.telling.line
    guest = unit.telling.frame.name == "visiting-somebody"
    if unit.telling.hosts:
        country = mentions.people[unit.telling.hosts[0]].country
        return Stop(country, None, -1) if country and country != home else None
    loose = unit.telling.frame.loose
    places = [] if guest or loose or unit.telling.here else _places_in(line.marks.values(), home)
    if places:
        return Stop(places[0].country, places[0].city, -1)
    hosts = [
        country
        for position, mark in sorted(line.marks.items())
        if isinstance(mark, PersonMention) and (guest or position < unit.telling.start)
        for person in mark.people
        if (country := mentions.people[person].country) not in (home, None)
    ]
    dateline = mentions.dateline
    abroad = dateline is not None and dateline.country not in (None, home)
    if guest and hosts:
        city = dateline.city if dateline is not None and dateline.country == hosts[0] else None
        return Stop(hosts[0] or "", city, -1)
    if abroad and dateline is not None and dateline.country is not None:
        return Stop(dateline.country, dateline.city, -1)
    if unit.telling.here and (host := _host_country(unit, contacts, mentions)):
        return Stop(host, None, -1)
    return None


def _host_country(unit: Unit, contacts: Sequence[Telling], mentions: Mentions) -> str | None:
    """The country of those whom the visitors meet: "here" in a text without a dateline."""
    home = mentions.people[unit.visitors[0]].country
    for contact in contacts:
        if set(contact.people) & set(unit.visitors):
            for person in contact.people:
                country = mentions.people[person].country
                if country not in (home, None):
                    return country
    return None


def _places_in(marks: Iterable[object], home: str | None) -> list[PlaceMention]:
    return [
        mark
        for mark in marks
        if isinstance(mark, PlaceMention)
        and mark.form in (PlaceForm.CITY, PlaceForm.HERE)
        and mark.country != home
    ]
