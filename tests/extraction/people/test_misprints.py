"""Surnames that differ by a letter left out or by two letters exchanged."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import read, visits
from visits.extraction.people.roster import misprinted


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("shultz", "schultz", True),
        ("hansen", "hansens", True),
        ("mukherjee", "mukehrjee", True),
        ("hansen", "hansenss", False),
        ("hansen", "jansen", False),
        ("hansen", "hansen", False),
        ("hansen", "hanson", False),
        ("larsen", "larrson", False),
        ("abes", "abbes", False),
    ],
)
def test_misprint_is_one_letter_more_or_two_exchanged(one: str, other: str, expected: bool) -> None:
    assert misprinted(one, other) is expected


def test_surname_near_to_those_of_two_people_is_nobodys() -> None:
    text = (
        "Danish Foreign Minister Uffe Jansen and Dutch Foreign Minister Piet Janssen spoke. "
        "Janssenn will visit Cuba on April 2."
    )
    assert [visit[0] for visit in visits(read(text))] == ["Piet Janssen"]


def test_unknown_word_at_the_head_of_a_sentence_is_no_misprint() -> None:
    text = "Danish Foreign Minister Uffe Jansen spoke. Commuters will visit Cuba on April 2."
    assert visits(read(text)) == []
