"""Departures and returns: which visit they end, and on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events.stops import at_home
from visits.extraction.events.tellings import Telling
from visits.extraction.mentions import PlaceMention
from visits.extraction.records import Person

#: So many arrivals are looked through for the way onward.
ENOUGH = 20
_THERE = ("ongoing", "now", "completed")
_DEPARTURES = ("departs", "leaves-for", "goes-to", "arrives-in")
_ORIGINS = ("arrives-from", "arrives-in", "goes-to", "comes-here")


def with_journeys(told: Sequence[Telling], people: Sequence[Person]) -> list[Telling]:
    """The tellings, with ends for the stays that a way home or onward closes."""
    arrivals = _arrivals(told)
    by_line: dict[int, list[Telling]] = {}
    for telling in told:
        by_line.setdefault(telling.line.index, []).append(telling)
    stays: dict[int, Telling] = {}
    ahead = {person: t for t in reversed(told) if _is_stay(t) for person in t.people}
    present: dict[int, Telling] = {}
    result: list[Telling] = []
    for telling in told:
        if (closed := _closed(telling, present)) is not None:
            result.append(closed)
        if telling.edge != "end" and telling.status in _THERE and _is_stay(telling):
            present |= dict.fromkeys(telling.people, telling)
        if telling.frame.name in _DEPARTURES:
            telling = _departure(telling, ahead | stays, people)
        if telling.edge == "end" and not telling.days:
            origin = telling.frame.name in _ORIGINS
            near = arrivals if origin else _onward(telling, by_line[telling.line.index], arrivals)
            telling = replace(telling, days=_days_of(telling, near)) if near else telling
        if _is_stay(telling):
            stays |= dict.fromkeys(telling.people, telling)
        result.append(telling)
    return [_under_way(_over_its_meetings(telling, told), told) for telling in result]


def _closed(onward: Telling, present: Mapping[int, Telling]) -> Telling | None:
    """The end that a dated departure for elsewhere gives to the stay that is going on."""
    if onward.frame.name != "leaves-for" or onward.edge != "start":
        return None
    stay = next((present[person] for person in onward.people if person in present), None)
    days = tuple(d for d in onward.days if d.kind == "date" and d.window and d.window.is_day)
    if stay is None or not days:
        return None
    if {stop.country for stop in stay.stops} & {stop.country for stop in onward.stops}:
        return None
    frame = replace(onward.frame, edge="end", known=True)
    stops = tuple(replace(stop, days=()) for stop in stay.stops)
    return replace(
        onward, frame=frame, people=stay.people, stops=stops, here=stay.here,
        days=days[:1], edge="end", status=stay.status, firm=False,
    )  # fmt: skip


def _is_stay(telling: Telling) -> bool:
    return telling.frame.event.startswith("visit") and bool(telling.stops or telling.here)


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


def _under_way(trip: Telling, told: Sequence[Telling]) -> Telling:
    """A trip that only a title in the present tells of: its visitor has met people already."""
    undated = not trip.days and not any(stop.days for stop in trip.stops)
    headline = trip.line.sentence.is_title and trip.status == "ahead" and undated
    if not headline or not trip.frame.event.startswith("visit"):
        return trip
    met = any(
        other.frame.event == "meeting"
        and other.status == "completed"
        and set(other.people) & set(trip.people)
        for other in told
    )
    return replace(trip, status="ongoing") if met else trip


def _departure(telling: Telling, stays: Mapping[int, Telling], people: Sequence[Person]) -> Telling:
    """A way home, or a start from where the visitor is, ends the visit that is spoken of."""
    homes = {people[person].country for person in telling.people} - {None}
    homeward = len(homes) == 1 and bool(telling.stops)
    homeward = homeward and all(at_home(home, s) for home in homes for s in telling.stops)
    visit = next((stays[person] for person in telling.people if person in stays), None)
    if homeward and telling.frame.name == "leaves-for" and telling.frame.edge == "end":
        return replace(telling, stops=(), people=(), days=())  # "left Washington for Rome"
    if homeward:
        frame = replace(telling.frame, known=True, edge="end")
        return replace(telling, frame=frame, stops=(), edge="end")
    if telling.frame.name == "departs" and visit is not None and visit.status in _THERE:
        return replace(telling, edge="end")
    return telling


def _arrivals(told: Sequence[Telling]) -> list[Telling]:
    there = [t for t in told if t.edge == "start" and t.status == "ongoing"]
    return [t for t in there if (t.stops or t.here) and t.days][:ENOUGH]


def _onward(
    telling: Telling, told: Sequence[Telling], arrivals: Sequence[Telling]
) -> list[Telling]:
    """The arrivals where the sentence goes on to: "ended a visit to A before flying to B"."""
    later = [other for other in told if other.start > telling.start]
    goals = {stop.country for t in later for stop in t.stops}
    return [t for t in arrivals if goals & {stop.country for stop in t.stops}]


def _days_of(origin: Telling, arrivals: Sequence[Telling]) -> tuple[DateExpression, ...]:
    """The day on which the same people arrived elsewhere."""
    for arrival in arrivals:
        elsewhere = {s.country for s in arrival.stops}.isdisjoint(s.country for s in origin.stops)
        same = not origin.people or set(arrival.people) & set(origin.people)
        if elsewhere and same:
            return tuple(day for day in arrival.days if day.window is not None)[:1]
    return ()
