"""Linking on perfect mentions: the evaluation's own visits, scored by its own functions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.linking import gold
from visits.linking import link

pytestmark = pytest.mark.skipif(
    not gold.DEV.exists(), reason=f"LINKING NOT EVALUATED: {gold.DEV} is not here"
)


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    pairs = [pair for record in gold.announcements() for pair in gold.visit_claims(record)]
    meetings = [claim for record in gold.announcements() for claim in gold.meeting_claims(record)]
    linked = link([*(claim for claim, _ in pairs), *meetings])
    itinerary = {key: visit.itinerary for visit in linked.visits for key in visit.claims}
    score = gold.scorer()
    rows = [
        (wanted["trip"], itinerary[claim.key], score.visitor(wanted))
        for claim, wanted in pairs
        if wanted.get("trip")
    ]
    found: dict[str, Any] = score.link_scores(rows)
    return found


def test_trips_on_perfect_mentions_are_aligned(scores: dict[str, Any]) -> None:
    assert scores["links CEAFe"]["f1"] >= 0.95


def test_mentions_on_perfect_mentions_stand_together(scores: dict[str, Any]) -> None:
    assert scores["links B3"]["f1"] >= 0.90


def test_no_itinerary_mixes_two_trips(scores: dict[str, Any]) -> None:
    assert scores["itineraries that mix trips"] == 0
