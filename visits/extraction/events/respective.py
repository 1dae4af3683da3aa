"""Lists that go together one by one: "A and B will visit X and Y on 3 and 5 May respectively"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.tellings import Telling


def told_apart(tellings: Iterable[Telling], lexicon: EventLexicon) -> list[Telling]:
    """The tellings; those of visits "respectively" are one for each visitor, place and day."""
    return [one for telling in tellings for one in _apart(telling, lexicon)]


def _apart(telling: Telling, lexicon: EventLexicon) -> Iterator[Telling]:
    stops, people = telling.stops, telling.people
    visit = telling.frame.event.startswith("visit")
    if not visit or len(stops) < 2 or lexicon.one_by_one.search(telling.line.text) is None:
        yield telling
        return
    days = [day for day in telling.days if day.window is not None]
    each = len(days) == len(stops)
    if each:
        pairs = zip(stops, days, strict=True)
        stops = tuple(replace(stop, days=(day,)) for stop, day in pairs)
    if len(people) != len(stops):
        yield replace(telling, stops=stops, days=() if each else telling.days)
        return
    positions = telling.positions if len(telling.positions) == len(people) else ()
    for number, (person, stop) in enumerate(zip(people, stops, strict=True)):
        own = positions[number : number + 1] or telling.positions
        lengths = tuple(day for day in telling.days if day.window is None) if each else telling.days
        days_of = stop.days or lengths
        yield replace(
            telling,
            people=(person,),
            positions=own,
            stops=(replace(stop, days=()),),
            days=days_of,
        )
