"""Linking over drawn streams of announcements, measured on their own gold."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.linking import gold
from tests.linking.stream import stream
from visits.linking import link

SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_tour_of_a_stream_mixes_two_trips(seed: int) -> None:
    mentions = stream(seed)
    tours = _tours(seed)

    trips: dict[str, set[str]] = defaultdict(set)
    for one in mentions:
        trips[tours[one.claim.key]].add(one.trip)

    assert {tour: sorted(found) for tour, found in trips.items() if len(found) > 1} == {}


@pytest.mark.skipif(not gold.DEV.exists(), reason="the scoring functions are not here")
def test_trips_of_streams_are_aligned() -> None:
    rows = [
        (one.trip, tours[one.claim.key], one.visitor)
        for seed in SEEDS
        for tours in [_tours(seed)]
        for one in stream(seed)
    ]

    scores = gold.scorer().link_scores(rows)

    assert scores["links CEAFe"]["f1"] >= 0.95
    assert scores["links B3"]["f1"] >= 0.95


def _tours(seed: int) -> dict[str, str]:
    linked = link(one.claim for one in stream(seed))
    return {key: visit.itinerary for visit in linked.visits for key in visit.claims}
