"""Linking over drawn streams of announcements, measured on their own gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.linking import gold
from tests.linking.changing import FATES, changing_stream
from tests.linking.stream import Mentioned, stream
from visits.linking import link
from visits.terms import VisitStatus

SEEDS = range(12)
STREAMS: dict[str, Callable[[int], list[Mentioned]]] = {
    "steady": stream,
    "changing": changing_stream,
}
told = pytest.mark.parametrize("told", STREAMS.values(), ids=STREAMS.keys())


@told
@pytest.mark.parametrize("seed", SEEDS)
def test_no_tour_of_a_stream_mixes_two_trips(
    seed: int, told: Callable[[int], list[Mentioned]]
) -> None:
    mentions = told(seed)
    tours = _tours(mentions)

    trips: dict[str, set[str]] = defaultdict(set)
    for one in mentions:
        trips[tours[one.claim.key]].add(one.trip)

    assert {tour: sorted(found) for tour, found in trips.items() if len(found) > 1} == {}


@told
@pytest.mark.skipif(not gold.DEV.exists(), reason="the scoring functions are not here")
def test_trips_of_streams_are_aligned(told: Callable[[int], list[Mentioned]]) -> None:
    rows = [
        (one.trip, tours[one.claim.key], one.visitor)
        for mentions in map(told, SEEDS)
        for tours in [_tours(mentions)]
        for one in mentions
    ]

    scores = gold.scorer().link_scores(rows)

    assert scores["links CEAFe"]["f1"] >= 0.95
    assert scores["links B3"]["f1"] >= 0.95


def test_changing_streams_hold_every_fate() -> None:
    told = {one.claim.status for seed in SEEDS for one in changing_stream(seed)}

    assert len(FATES) == 7
    assert told == set(VisitStatus) - {VisitStatus.INVITED}


def _tours(mentions: list[Mentioned]) -> dict[str, str]:
    linked = link(one.claim for one in mentions)
    return {key: visit.itinerary for visit in linked.visits for key in visit.claims}
