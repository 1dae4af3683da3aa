"""A visit as a stop of a tour: its days as far as they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visits.extraction.dates import Window
from visits.linking.components import EXACT, TOUR_WINDOW
from visits.linking.positions import Days, days, seen_on
from visits.linking.records import LinkedVisit, Party, Value, VisitClaim
from visits.terms import VisitStatus

CALLED_OFF = {VisitStatus.CANCELLED, VisitStatus.POSTPONED}


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit with its days as told: `start` and `end` known to a few days or None.

    `first` and `last` are the ends that some claim or editor names to a few days, `tour` the window
    so told of its tour: these alone tie stops that no announcement tells together. `seen` are the
    days on which it was told to be under way; `is_only_called_off` where no claim has it planned.
    """

    visit: LinkedVisit
    start: Days | None
    end: Days | None
    within: Days | None
    first: Days | None
    last: Days | None
    tour: Days | None
    seen: Days | None
    told: frozenset[str]
    is_only_called_off: bool

    @property
    def key(self) -> str:
        return self.visit.key

    @property
    def head(self) -> Party:
        return self.visit.visitors[0]

    @property
    def span(self) -> Days | None:
        """From the first to the last day that is told, at its widest."""
        ends = [d for d in (self.start, self.end) if d is not None]
        if not ends:
            return None
        return Days(min(d.first for d in ends), max(d.last for d in ends))


def stop_of(visit: LinkedVisit, claims: Mapping[str, VisitClaim]) -> Stop:
    """The visit as a stop; `claims` hold its own."""
    own = [claims[key] for key in visit.claims]
    values = dict(visit.values)
    begins = [window for claim in own for window in (claim.start, claim.new_start)]
    ends, tours = [claim.end for claim in own], [claim.within for claim in own]
    return Stop(
        visit=visit,
        start=_near(visit.start),
        end=_near(visit.end),
        within=days(visit.within, before=30, after=30),
        first=_named(visit.start, begins, values.get("start"), EXACT),
        last=_named(visit.end, ends, values.get("end"), EXACT),
        tour=_named(visit.within, tours, values.get("within"), TOUR_WINDOW),
        seen=seen_on(own),
        told=frozenset(claim.told.announcement for claim in own),
        is_only_called_off=all(claim.status in CALLED_OFF for claim in own),
    )


def _named(
    window: Window | None, told: Iterable[Window | None], value: Value | None, most: int
) -> Days | None:
    """The window where it has no more days than `most`, and a claim or an editor says as much."""
    if window is None or window.days is None or window.days > most:
        return None
    if value is not None and value.locked:
        return days(window)
    closed = (other for other in told if other is not None and other.days is not None)
    named = any(other.days <= most and other.contains(window) for other in closed if other.days)
    return days(window) if named else None


def _near(window: Window | None) -> Days | None:
    """The days of a window that is closed and says more than "this season"."""
    if window is None or window.days is None or window.days > 62:
        return None
    return days(window)
