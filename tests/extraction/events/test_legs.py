"""Stops of a tour with the days that sentences of their own give."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.events.reading import read, visits

LEAD = "Norwegian Foreign Minister Anna Berg will travel to Kenya and Uganda March 7-13."


@pytest.mark.parametrize(
    ("legs", "kenya", "uganda"),
    [
        ("", ("2022-03-07", None), (None, "2022-03-13")),
        (
            "In Kenya on March 9-10, Minister Berg will open a school. "
            "In Kampala, Uganda, on March 12, the minister will meet traders.",
            ("2022-03-09", "2022-03-10"),
            ("2022-03-12", "2022-03-12"),
        ),
        (
            "On March 8-9, in Nairobi, she will open a school.",
            ("2022-03-08", "2022-03-09"),
            (None, "2022-03-13"),
        ),
        (
            "Finally, in Uganda from March 11 to 12 she will meet traders.",
            ("2022-03-07", None),
            ("2022-03-11", "2022-03-12"),
        ),
    ],
)
def test_stop_has_the_days_of_its_own_sentence_and_the_others_those_of_the_tour(
    legs: str, kenya: tuple[str | None, str | None], uganda: tuple[str | None, str | None]
) -> None:
    extraction = read(f"{LEAD}\n{legs}", published=date(2022, 3, 1))
    told = {host: (start, end) for _, host, start, end, _ in visits(extraction)}

    assert told == {"KE": kenya, "UG": uganda}
