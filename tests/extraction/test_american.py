"""Towns in America that are called like places abroad."""

from __future__ import annotations

from datetime import date

import pytest

from visits.extraction import Document, extract, packaged_gazetteer

GOING = "Prime Minister Narendra Modi will visit {} on May 3."


def places(words: str) -> list[tuple[str | None, str | None]]:
    text = GOING.format(words)
    read = extract(Document("t", "", text, date(2022, 5, 1), "en"), packaged_gazetteer())
    return [(visit.destination_country, visit.destination_city) for visit in read.visits]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Atlanta, Georgia,", [("US", "Atlanta")]),
        ("Athens, Georgia,", [("US", "Athens")]),
        ("Tbilisi, Georgia,", [("GE", "Tbilisi")]),
        ("Georgia", [("GE", None)]),
        ("Georgia and Alabama", [("US", "Georgia")]),
        ("Ohio and Georgia", [("US", "Ohio")]),
        ("Armenia, Georgia and Cyprus", [("AM", None), ("GE", None), ("CY", None)]),
        ("Rome, Georgia and Armenia", [("IT", "Rome"), ("GE", None), ("AM", None)]),
        ("Moscow, Idaho,", [("US", "Moscow")]),
        ("Lebanon, Pa.,", [("US", "Lebanon")]),
        ("Dublin, Ohio, and Rome, Ga.,", [("US", "Dublin")]),
        ("Mexico, Texas and California", [("MX", None), ("US", "Texas")]),
        ("Houston, Texas and Ohio", [("US", "Houston")]),
    ],
)
def test_town_with_its_state_is_in_america(
    words: str, told: list[tuple[str | None, str | None]]
) -> None:
    assert places(words) == told
