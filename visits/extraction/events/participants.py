"""Who meets whom: people of several countries, each party on its own."""

from __future__ import annotations

from collections.abc import Sequence

from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling
from visits.extraction.records import VisitEvent
from visits.terms import Rank, Role


def international(telling: Telling, visits: Sequence[VisitEvent], setting: Setting) -> bool:
    """Whether people of several countries meet; one of unknown home is the publisher's own.

    "The king" of an announcement that names its own country's people is another country's. A wire
    that names places of one country alone tells of its own people.
    """
    countries = {setting.mentions.people[person].country for person in telling.people}
    publisher = setting.document.country
    if len(telling.people) < 2 or len(countries) < 2:
        roles = [setting.mentions.people[person].role for person in telling.people]
        office = any(role not in (None, Role.OFFICIAL) for role in roles)
        return len(telling.people) > 1 and countries == {None} and (office or bool(publisher))
    if len(countries - {None}) > 1:
        return True
    people = [setting.mentions.people[person] for person in telling.people]
    strangers = [one.role for one in people if one.country is None]
    if publisher is None:
        places = setting.mentions.places
        away = any(person in visit.visitors for visit in visits for person in people)
        abroad = not places or any(place.country not in countries for place in places)
        return away or abroad or Role.BODY_HEAD in strangers
    if publisher not in countries:
        return True
    return any(role is not None and role.rank <= Rank.HEAD for role in strangers)


def parties(telling: Telling, setting: Setting) -> list[tuple[int, ...]]:
    """Who meets whom: hosts of several countries, or met "respectively", are met apart."""
    ours = tuple(person for person in telling.people if person not in telling.hosts)
    text, people = telling.line.text, setting.mentions.people
    if len(ours) > 1 and len(telling.hosts) == 1 and setting.lexicon.respectively.search(text):
        return [(one, *telling.hosts) for one in ours]
    if not ours or len(telling.hosts) < 2:
        return [telling.people]
    if setting.lexicon.respectively.search(text):
        return [(*ours, host) for host in telling.hosts]
    countries = dict.fromkeys(people[host].country for host in telling.hosts)
    titles = [people[host].title or "" for host in telling.hosts]
    each = all(setting.lexicon.each_met.search(title) for title in titles)
    several = setting.lexicon.several.fullmatch(text[telling.start : telling.end])
    if len(countries) < 2 or not (each or several):
        return [telling.people]
    return [
        (*ours, *(host for host in telling.hosts if people[host].country == country))
        for country in countries
    ]
