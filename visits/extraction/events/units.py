"""One visit as one telling gives it: a stop taken out of its list."""

from __future__ import annotations

from dataclasses import dataclass

from visits.extraction.dates import DateExpression
from visits.extraction.events.tellings import Stop, Telling


@dataclass(frozen=True, slots=True)
class Unit:
    """A stop of a telling with its visitors; `place` of `size` is its rank in the list.

    `own` tells that the dates are those of this stop alone, not of a tour; `inferred` that the
    place was not told beside the trigger.
    """

    telling: Telling
    visitors: tuple[int, ...]
    stop: Stop | None
    place: int = 0
    size: int = 1
    days: tuple[DateExpression, ...] = ()
    own: bool = True
    inferred: bool = False

    @property
    def order(self) -> tuple[int, int, int]:
        return self.telling.line.index, self.telling.start, self.place


def units(telling: Telling) -> list[Unit]:
    """The stops that a telling lists, or one unit without a place."""
    if not telling.stops:
        return [Unit(telling, telling.people, None, days=telling.days)]
    size = len(telling.stops)
    dated = any(stop.days for stop in telling.stops) and not telling.days
    return [
        Unit(
            telling,
            telling.people,
            stop,
            place=number,
            size=size,
            days=stop.days or telling.days,
            own=bool(stop.days) or dated or size == 1,
        )
        for number, stop in enumerate(telling.stops)
    ]
