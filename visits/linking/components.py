"""The claims that can have anything to do with each other: linking falls apart along these lines.

So cost stays bounded, and the function over one component gives what the function over all claims
gives for it. A component is a stretch of a timeline, cut where nothing is dated or published for a
good while.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from visits.linking.edtf import window_from_edtf
from visits.linking.groups import Groups
from visits.linking.keys import timeline_keys
from visits.linking.positions import Days, Position, days, place_in_time, seen_on, to_date
from visits.linking.records import Decision, VisitClaim

# Claims of one host whose reaches are further apart than this are of two visits.
APART = 7
# Dated stops further apart than this are of two tours, unless one announcement tells of both.
STEP = 2
# Words that leave more days open than these tie no stops together: for an end, for a tour.
EXACT = 4
TOUR_WINDOW = 21


@dataclass(frozen=True, slots=True)
class Reach:
    """The days through which a claim touches others, both ends inclusive.

    Two claims that share a timeline key touch when they come from one announcement; or have one
    host and their `first`..`last`, widened by APART, overlap; or both have a `tour_first`..
    `tour_last` and these, widened by STEP, overlap.
    """

    first: date
    last: date
    tour_first: date | None = None
    tour_last: date | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """All of a visit claim that decides what it touches: its timelines, host and days."""

    key: str
    announcement: str
    host: str
    timelines: tuple[str, ...]
    reach: Days
    tour: Days | None


def reach_of(
    claim: VisitClaim, siblings: Iterable[VisitClaim] = (), values: Iterable[Decision] = ()
) -> Reach:
    """The claim's reach; `siblings` are all visit claims of its announcement, `values` an
    editor's of it."""
    position = place_in_time(claim, siblings)
    tour = _tour(claim, position, values)
    return Reach(
        to_date(position.reach.first),
        to_date(position.reach.last),
        to_date(tour.first) if tour else None,
        to_date(tour.last) if tour else None,
    )


def components(
    claims: Mapping[str, VisitClaim],
    positions: Mapping[str, Position],
    together: Iterable[tuple[str, str]] = (),
    values: Mapping[str, Iterable[Decision]] | None = None,
) -> list[list[str]]:
    """Keys of the claims that belong together, each list sorted; `together` is an editor's."""
    spots = [
        Spot(
            key,
            claim.told.announcement,
            claim.host,
            timeline_keys(claim),
            positions[key].reach,
            _tour(claim, positions[key], (values or {}).get(key, ())),
        )
        for key, claim in claims.items()
    ]
    groups = touching(spots)
    for one, other in together:
        if one in claims and other in claims:
            groups.join(one, other)
    return list(groups.sets().values())


def touching(spots: Iterable[Spot]) -> Groups:
    """The spots' keys, those joined that touch directly or through others."""
    spots = list(spots)
    groups = Groups(spot.key for spot in spots)
    by_announcement: dict[tuple[str, str], str] = {}
    by_host: dict[tuple[str, str], list[tuple[Days, str]]] = defaultdict(list)
    by_tour: dict[str, list[tuple[Days, str]]] = defaultdict(list)
    for spot in spots:
        for timeline in spot.timelines:
            first = by_announcement.setdefault((timeline, spot.announcement), spot.key)
            groups.join(first, spot.key)
            by_host[timeline, spot.host].append((spot.reach, spot.key))
            if spot.tour is not None:
                by_tour[timeline].append((spot.tour, spot.key))
    for stretch in by_host.values():
        chain(stretch, APART, groups)
    for stretch in by_tour.values():
        chain(stretch, STEP, groups)
    return groups


def chain(stretch: list[tuple[Days, str]], apart: int, groups: Groups) -> None:
    """Joins the keys whose days follow one another without a silence of more than `apart` days."""
    stretch.sort(key=lambda pair: (pair[0].first, pair[1]))
    until, last = stretch[0][0].last, stretch[0][1]
    for span, key in stretch[1:]:
        if span.first <= until + apart:
            groups.join(last, key)
        until, last = max(until, span.last), key


def _tour(claim: VisitClaim, position: Position, values: Iterable[Decision]) -> Days | None:
    """The days by which the claim, or an editor through it, may tie its visit to another stop."""
    ends = [position.start, position.end, days(claim.end), days(claim.new_start)]
    ends += [days(window_from_edtf(decision.value)) for decision in values]
    told = [window for window in ends if window is not None and window.length <= EXACT]
    within = days(claim.within, before=30, after=30)
    if within is not None and within.length <= TOUR_WINDOW:
        told.append(within)
    seen = seen_on([claim])
    if seen is not None:
        told.append(seen)
    if not told:
        return None
    return Days(min(d.first for d in told), max(d.last for d in told))
