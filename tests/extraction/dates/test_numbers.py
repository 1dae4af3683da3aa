from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the twenty-fourth of May 2025", ["the twenty-fourth of May 2025 = 2025-05-24"]),
        ("on May twenty-fourth", ["May twenty-fourth = 2025-05-24"]),
        ("two thousand and five", ["two thousand and five = 2005-01/2005-12"]),
        ("in two thousand and twenty-four", ["two thousand and twenty-four = 2024-01/2024-12"]),
        ("in nineteen ninety-six", ["nineteen ninety-six = 1996-01/1996-12"]),
        ("in nineteen forty", ["nineteen forty = 1940-01/1940-12"]),
        (
            "in nineteen hundred and ninety-six",
            ["nineteen hundred and ninety-six = 1996-01/1996-12"],
        ),
        ("for two hundred and five days", ["two hundred and five days = 205..205 days"]),
        ("for one hundred days", ["one hundred days = 100..100 days"]),
        (
            "for five thousand three hundred and two days",
            ["five thousand three hundred and two days = 5302..5302 days"],
        ),
    ],
)
def test_number_words_are_one_number(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the nineteen ninety-fourth seats", []),
        ("in two thousand twenty-fourth places", ["two thousand = 2000-01/2000-12"]),
    ],
)
def test_ordinal_ends_the_number_before_it(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found
