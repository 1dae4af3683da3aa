"""Tellings that name no place or nobody, bound to the visit they are about."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.tellings import Stop, Telling
from visits.extraction.events.units import Unit
from visits.extraction.mentions import Mentions, PersonMention, PlaceForm, PlaceMention

#: How many meetings are looked at for the place of a visit that names none.
FEW = 40
#: The frame that names the leader of a delegation told of before.
LEADS = "leads-the-delegation"


def bound(
    units: list[Unit], contacts: Sequence[Telling], mentions: Mentions, lexicon: EventLexicon
) -> list[Unit]:
    """All units with a place and visitors; what can't be bound is left out.

    A telling without a place is about the nearest visit of the same people told before it, else
    after it; of a tour it dates the whole. Where the announcement knows no such visit, the place
    is the sentence's own, the host's country or the dateline's.
    """
    placed = _Placed([unit for unit in units if unit.stop is not None and unit.visitors])
    found: list[Unit] = list(placed.units)
    sent = [unit for unit in units if unit.stop is not None and _is_delegation(unit)]
    for unit in units:
        if unit.stop is not None and unit.visitors:
            continue
        if unit.stop is not None:
            found += _with_visitors(unit, placed, lexicon)
            continue
        stop = _inferred_stop(unit, contacts, mentions) if unit.telling.here else None
        country = stop.country if stop is not None else None
        nearest = placed.nearest(unit, country)
        if nearest is not None and unit.telling.here and not stop and not _arrives(unit, nearest):
            nearest = None
        if nearest is not None:
            found += _bind(unit, placed.tour(nearest))
        elif sent and unit.visitors and unit.telling.frame.name == LEADS:
            found.append(replace(unit, stop=sent[0].stop, days=sent[0].days))
        elif unit.telling.frame.known:
            continue
        elif unit.visitors and (stop := stop or _inferred_stop(unit, contacts, mentions)):
            new = replace(unit, stop=stop, inferred=True)
            found.append(new)
            placed.add(new)
    return found


def _arrives(unit: Unit, other: Unit) -> bool:
    """Whether "arrived here" is about an arrival whose place another sentence names."""
    return unit.telling.frame.edge == other.telling.frame.edge == "start"


def _is_delegation(unit: Unit) -> bool:
    """Whether a unit tells where a delegation goes, whoever leads it."""
    return not unit.visitors and unit.telling.frame.name == "delegation-to"


class _Placed:
    """The visits whose place is known, looked up by who goes and by where to."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = list(units)
        self._by: dict[tuple[int | None, str | None], list[Unit]] = {}
        self._tours: dict[int, list[Unit]] = {}
        for unit in units:
            self._index(unit)

    def add(self, unit: Unit) -> None:
        self.units.append(unit)
        self._index(unit)

    def nearest(self, unit: Unit, country: str | None = None) -> Unit | None:
        """The last of the same people (to that country) told before a unit, else the first."""
        people: Sequence[int | None] = unit.visitors or (None,)
        lists = [self._by.get((person, country), []) for person in people]
        before = [
            units[at - 1]
            for units in lists
            if (at := bisect_left(units, unit.order, key=lambda other: other.order)) > 0
        ]
        if before:
            return max(before, key=lambda other: other.order)
        return min((units[0] for units in lists if units), key=lambda o: o.order, default=None)

    def tour(self, unit: Unit) -> list[Unit]:
        """All stops that the telling of one of them lists."""
        return self._tours[id(unit.telling)]

    def _index(self, unit: Unit) -> None:
        self._tours.setdefault(id(unit.telling), []).append(unit)
        country = unit.stop.country if unit.stop is not None else None
        for person in (None, *unit.visitors):
            for place in (None, country):
                insort(self._by.setdefault((person, place), []), unit, key=lambda u: u.order)


def _with_visitors(unit: Unit, placed: _Placed, lexicon: EventLexicon) -> Iterable[Unit]:
    """A telling that names nobody is about whoever goes there, one of "he" about the traveller."""
    assert unit.stop is not None
    pronoun = lexicon.bare_pronoun.match(unit.telling.line.text) is not None
    if not unit.telling.frame.noun and not pronoun:
        return []
    nearest = placed.nearest(unit, unit.stop.country)
    if nearest is None and pronoun:
        nearest = placed.nearest(unit)
    return [] if nearest is None else [replace(unit, visitors=nearest.visitors)]


def _bind(unit: Unit, tour: list[Unit]) -> list[Unit]:
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
    """Where a visit goes that names no place: the sentence, the hosts, the dateline may tell."""
    if not unit.visitors:
        return None
    home = mentions.people[unit.visitors[0]].country
    telling = unit.telling
    if telling.hosts:
        country = mentions.people[telling.hosts[0]].country
        return Stop(country, None, -1) if country and country != home else None
    guest = telling.frame.subject == "guest"
    if not (guest or telling.frame.loose or telling.here):
        places = _places_in(telling.line.marks.values(), home)
        if places:
            return Stop(places[0].country, places[0].city, -1)
    dateline = mentions.dateline
    host = _host_beside(telling, home, mentions) if guest else None
    if host is not None:
        city = dateline.city if dateline is not None and dateline.country == host else None
        return Stop(host, city, -1)
    if dateline is not None and dateline.country not in (None, home):
        return Stop(dateline.country or "", dateline.city, -1)
    return _at_a_meeting(unit, contacts[:FEW], mentions)


def _host_beside(telling: Telling, home: str | None, mentions: Mentions) -> str | None:
    """The country of the first person from elsewhere in the sentence that tells of a guest."""
    for _, mark in sorted(telling.line.marks.items()):
        for person in mark.people if isinstance(mark, PersonMention) else ():
            country = mentions.people[person].country
            if country not in (home, None) and country != "UN" and len(country or "") == 2:
                return country
    return None


def _at_a_meeting(unit: Unit, contacts: Sequence[Telling], mentions: Mentions) -> Stop | None:
    """Where the visitors meet somebody at home there; "here" needs no place beside the meeting."""
    home = mentions.people[unit.visitors[0]].country
    for contact in contacts:
        if not set(contact.people) & set(unit.visitors):
            continue
        hosts = {mentions.people[person].country for person in contact.people} - {home, None}
        cities = _places_in(contact.line.marks.values(), home)
        venue = next((city for city in cities if city.country in hosts), None)
        if venue is not None and unit.telling.frame.noun:
            return Stop(venue.country, venue.city, -1)
        if hosts and unit.telling.here:
            return Stop(min(host for host in hosts if host), None, -1)
    return None


def _places_in(marks: Iterable[object], home: str | None) -> list[PlaceMention]:
    return [
        mark
        for mark in marks
        if isinstance(mark, PlaceMention)
        and mark.form in (PlaceForm.CITY, PlaceForm.HERE)
        and mark.country != home
    ]
