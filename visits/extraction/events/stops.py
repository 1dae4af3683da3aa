"""The list of places that a trigger takes: "Egypt, Saudi Arabia and, on Friday, Qatar"."""

from __future__ import annotations

from visits.extraction.dates import DateExpression
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Stop
from visits.extraction.mentions import PlaceMention

#: Where bodies of states and the Pope are at home.
SEATS = {("UN", "New York"), ("EU", "Brussels"), ("X-NATO", "Brussels"), ("VA", "Rome")}


def at_home(home: str | None, stop: Stop) -> bool:
    """Whether a stop is where its visitors come from; New York is the home of the UN."""
    return home == stop.country or (home, stop.city) in SEATS


def listed_stops(line: Line, first: int, lexicon: EventLexicon) -> tuple[tuple[Stop, ...], int]:
    """The stops of the list that begins at a position, and where the list ends.

    A city and its country are one stop, and so is a name with its abbreviation in brackets. A date
    between two stops is the first one's; one after the last is its own where others have theirs.
    """
    stops: list[Stop] = []
    position = first
    while True:
        place = line.marks.get(position)
        if not isinstance(place, PlaceMention):
            break
        _add(stops, place, position)
        days, after = _days_after(line, position + 1, lexicon)
        found = lexicon.separator.match(line.text, after)
        following = found.end() - 1 if found is not None else None
        if stops and days and (following is not None or any(stop.days for stop in stops)):
            stops[-1] = Stop(stops[-1].country, stops[-1].city, stops[-1].position, days)
        if following is None:
            return tuple(stops), position + 1
        position = following
    return tuple(stops), position


def _add(stops: list[Stop], place: PlaceMention, position: int) -> None:
    if place.country.startswith("X-") or place.country == "UN":
        return
    if stops and stops[-1].country == place.country and not stops[-1].days:
        last = stops[-1]
        stops[-1] = Stop(last.country, last.city or place.city, last.position)
    else:
        stops.append(Stop(place.country, place.city, position))


def _days_after(
    line: Line, position: int, lexicon: EventLexicon
) -> tuple[tuple[DateExpression, ...], int]:
    found = lexicon.dated_stop.match(line.text, position)
    if found is None:
        return (), position
    days = tuple(
        mark
        for at in range(position, found.end())
        if line.text[at] in (masks.DATE, masks.DURATION)
        and isinstance(mark := line.marks[at], DateExpression)
    )
    return days, found.end()
