"""Where a visit goes whose telling names no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Stop, Telling
from visits.extraction.events.units import Unit
from visits.extraction.mentions import (
    Mentions,
    PersonForm,
    PersonMention,
    PlaceForm,
    PlaceMention,
)
from visits.terms import Rank

#: How many meetings are looked at for the place of a visit that names none.
FEW = 40
#: The sentences of a lead.
OPENING = 5
#: Frames whose visitor is told beside the visit; those of guests are no use at home.
_GUESTS = {
    "arrives-here",
    "hosts-to",
    "summit-here",
    "visit-by-to",
    "visiting-somebody",
    "visits-here",
}
#: Frames about whoever goes to the one country that their sentence names.
_NEAR = {"owner-visit-region", "visit-by-to"}
_OWNED = {"owner-visit", "owner-visit-here"}


def inferred_stop(unit: Unit, contacts: Sequence[Telling], mentions: Mentions) -> Stop | None:
    """Where a visit goes that names no place: the sentence, the hosts, the dateline may tell."""
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
    among_many = telling.frame.kind == "multilateral"
    host = _host_beside(telling, home, mentions) if guest and not among_many else None
    if host is not None:
        city = dateline.city if dateline is not None and dateline.country == host else None
        return Stop(host, city, -1)
    if dateline is not None and dateline.country not in (None, home):
        return Stop(dateline.country or "", dateline.city, -1)
    return _at_a_meeting(unit, contacts[:FEW], mentions)


def likely_stop(unit: Unit, setting: Setting) -> Stop | None:
    """The one country that the sentence names beside the visitor's own, else the publisher's.

    Without a dateline it is the one that the lead speaks of most.
    """
    telling, person = unit.telling, setting.mentions.people[unit.visitors[0]]
    home = person.country
    if home is None or person.role is None or person.role.rank > Rank.ENVOY:
        return None
    own = setting.document.country if setting.document.official else None
    marks = [mark for _, mark in sorted(telling.line.marks.items())]
    inside = {place.country: place for place in _abroad(marks, home)}
    near = telling.frame.name in _NEAR and not telling.line.sentence.is_title
    theirs = _is_their_own(telling, home == own, own)
    if len(inside) == 1 and (theirs or near):
        (place,) = inside.values()
        return Stop(place.country, place.city, -1)
    if not theirs:
        return None
    if own not in (None, home):
        return Stop(own or "", None, -1)
    if setting.mentions.dateline is not None:
        return None
    lead = [p for p in setting.mentions.places if p.sentence < OPENING]
    told = Counter(place.country for place in _abroad(lead, home)).most_common(2)
    clear = len(told) == 1 or (len(told) == 2 and told[0][1] > told[1][1])
    return Stop(told[0][0], None, -1) if clear else None


def _is_their_own(telling: Telling, at_home: bool, own: str | None) -> bool:
    """Whether a visit without a place is surely that of the people read beside it.

    "During the visit, the president will ..." may be about a host.
    """
    name, marks = telling.frame.name, telling.line.marks
    owners = [mark for at in telling.positions if isinstance(mark := marks[at], PersonMention)]
    if any(mark.form is PersonForm.PRONOUN for mark in owners):
        return False
    if name in _GUESTS:
        return not at_home
    if name == "the-visit":
        return not at_home and (own is not None or telling.edge is not None)
    return name in _OWNED


def _abroad(marks: Iterable[object], home: str) -> list[PlaceMention]:
    """Countries and cities but those of a home, bodies of states left out."""
    return [
        mark
        for mark in marks
        if isinstance(mark, PlaceMention)
        and mark.country not in (home, "EU", "UN")
        and len(mark.country) == 2
    ]


def _host_beside(telling: Telling, home: str | None, mentions: Mentions) -> str | None:
    """The country of the first person from elsewhere in the sentence that tells of a guest."""
    for _, mark in sorted(telling.line.marks.items()):
        for person in mark.people if isinstance(mark, PersonMention) else ():
            country = mentions.people[person].country
            if country not in (home, None, "EU", "UN") and len(country or "") == 2:
                return country
    return None


def _at_a_meeting(unit: Unit, contacts: Sequence[Telling], mentions: Mentions) -> Stop | None:
    """Where the visitors meet somebody at home there; "here" needs no place beside the meeting."""
    home = mentions.people[unit.visitors[0]].country
    for contact in contacts:
        if not set(contact.people) & set(unit.visitors):
            continue
        homes = {mentions.people[person].country or "" for person in contact.people} - {home}
        hosts = {host for host in homes if len(host) == 2 and host != "UN"}
        cities = _places_in(contact.line.marks.values(), home)
        venue = next((city for city in cities if city.country in hosts), None)
        if venue is not None and unit.telling.frame.noun:
            return Stop(venue.country, venue.city, -1)
        if hosts and unit.telling.here:
            return Stop(min(hosts), None, -1)
    return None


def _places_in(marks: Iterable[object], home: str | None) -> list[PlaceMention]:
    return [
        mark
        for mark in marks
        if isinstance(mark, PlaceMention)
        and mark.form in (PlaceForm.CITY, PlaceForm.HERE)
        and mark.country != home
    ]
