"""Departures and returns: which visit they end, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events.tellings import Telling
from visits.extraction.mentions import PlaceMention
from visits.extraction.records import Person

_THERE = ("ongoing", "now", "completed")
_DEPARTURES = ("departs", "leaves-for", "goes-to", "arrives-in")
_ORIGINS = ("arrives-from", "arrives-in", "goes-to", "comes-here")


def with_journeys(told: Sequence[Telling], people: Sequence[Person]) -> list[Telling]:
    """The tellings, with ends for the stays that a way home or onward closes."""
    arrivals = _arrivals(told)
    result: list[Telling] = []
    for telling in told:
        if telling.frame.name in _DEPARTURES:
            telling = _departure(telling, result, people)
        if telling.frame.name in _ORIGINS and telling.edge == "end" and not telling.days:
            telling = replace(telling, days=_days_of(telling, arrivals))
        result.append(telling)
    return [_over_its_meetings(telling, told) for telling in result]


def _over_its_meetings(trip: Telling, told: Sequence[Telling]) -> Telling:
    """A trip that only the title tells of, with the span of days of the meetings held there."""
    if not trip.line.sentence.is_title or trip.days or len(trip.stops) != 1 or trip.stops[0].days:
        return trip
    for meeting in told:
        spans = tuple(day for day in meeting.days if day.kind == "range")
        if meeting.frame.event != "meeting" or not spans:
            continue
        places = [m for m in meeting.line.marks.values() if isinstance(m, PlaceMention)]
        there = any(place.country == trip.stops[0].country for place in places)
        if there and set(meeting.people) & set(trip.people):
            return replace(trip, days=spans[:1])
    return trip


def _departure(telling: Telling, before: Sequence[Telling], people: Sequence[Person]) -> Telling:
    """A way home, or a start from where the visitor is, ends the visit that is spoken of."""
    homes = {people[person].country for person in telling.people} - {None}
    homeward = bool(telling.stops) and homes == {stop.country for stop in telling.stops}
    visit = next((t for t in reversed(before) if _is_stay(t, telling)), None)
    if homeward:
        frame = replace(telling.frame, known=True, edge="end")
        return replace(telling, frame=frame, stops=(), edge="end")
    if telling.frame.name == "departs" and visit is not None and visit.status in _THERE:
        return replace(telling, edge="end")
    return telling


def _is_stay(earlier: Telling, telling: Telling) -> bool:
    same = bool(set(earlier.people) & set(telling.people))
    return same and bool(earlier.stops) and earlier.frame.event.startswith("visit")


def _arrivals(told: Sequence[Telling]) -> list[Telling]:
    there = [t for t in told if t.edge == "start" and t.status == "ongoing"]
    return [t for t in there if (t.stops or t.here) and t.days]


def _days_of(origin: Telling, arrivals: Sequence[Telling]) -> tuple[DateExpression, ...]:
    """The day on which the same people arrived elsewhere."""
    for arrival in arrivals:
        elsewhere = {s.country for s in arrival.stops}.isdisjoint(s.country for s in origin.stops)
        same = not origin.people or set(arrival.people) & set(origin.people)
        if elsewhere and same:
            return tuple(day for day in arrival.days if day.window is not None)[:1]
    return ()
