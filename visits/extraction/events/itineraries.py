"""Itineraries: "In France, May 3-5, she will ..." below the sentence that lists the stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Stop, Telling
from visits.extraction.mentions import PlaceMention


def with_itineraries(
    told: Sequence[Telling], lines: Sequence[Line], lexicon: EventLexicon
) -> list[Telling]:
    """The tellings, the stops of a tour with the days that paragraphs of their own give."""
    days: dict[str, DateExpression] = {}
    for line in lines:
        found = lexicon.leg.match(line.text)
        if found is None:
            continue
        day_group = "day" if found["day"] else "first_day"
        place, day = line.marks[found.start("place")], line.marks[found.start(day_group)]
        assert isinstance(place, PlaceMention)
        assert isinstance(day, DateExpression)
        days.setdefault(place.country, day)
    if not days:
        return list(told)
    return [replace(t, stops=_legs(t, days)) if len(t.stops) > 1 else t for t in told]


def _legs(telling: Telling, days: dict[str, DateExpression]) -> tuple[Stop, ...]:
    """The stops with the days of their own; where the sentence dates one, it dates all."""
    if any(stop.days for stop in telling.stops):
        return telling.stops
    return tuple(
        replace(stop, days=(days[stop.country],)) if stop.country in days else stop
        for stop in telling.stops
    )
