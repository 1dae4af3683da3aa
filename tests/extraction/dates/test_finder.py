from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.dates.readings import read
from visits.extraction.dates import find_dates
from visits.extraction.dates.timex import interval
from visits.extraction.dates.windows import Window

# 25 April 2025 is a Friday.
WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 12 this week", ["May 12 = 2025-05-12", "this week = 2025-04-21/2025-04-27"]),
        ("May 12, next week", ["May 12 = 2025-05-12", "next week = 2025-04-28/2025-05-04"]),
        ("42 May this week", ["this week = 2025-04-21/2025-04-27"]),
        ("the third Friday of next week", ["Friday of next week = 2025-05-02"]),
    ],
)
def test_unit_behind_a_day_that_is_no_year_is_one_of_its_own(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("after Thursday and Friday", ["Thursday = 2025-04-25/..", "Friday = 2025-04-25"]),
        ("tomorrow and Sunday", ["tomorrow = 2025-04-26", "Sunday = 2025-04-27"]),
    ],
)
def test_weekday_after_another_follows_it_where_that_has_an_end(
    text: str, found: list[str]
) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    "text",
    [
        "from 30 February to 3 March",
        "from May 3 to June 31",
        "from 30 February 2017 to 3 January 2017",
    ],
)
def test_range_whose_ends_can_not_be_is_left_out(text: str) -> None:
    assert [one for one in read(text, WRITTEN) if " to " in one] == []


def test_days_of_which_the_second_comes_first_are_told_as_they_stand() -> None:
    (found,) = find_dates("brought forward from 9 to 2 May", date(2025, 4, 20))

    assert (found.kind, interval(found)) == ("backward", None)
    assert read(found.text, WRITTEN) == ["from 9 to 2 May = 2025-05-09 to 2025-05-02"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "from Dec. 28 to 3 January 2018",
            ["from Dec. 28 to 3 January 2018 = 2017-12-28 to 2018-01-03"],
        ),
        (
            "from Friday to 3 January 2018",
            ["from Friday to 3 January 2018 = 2017-12-29 to 2018-01-03"],
        ),
    ],
)
def test_first_end_is_looked_for_before_a_second_that_told_its_year(
    text: str, found: list[str]
) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("by May 14", Window(None, date(2025, 5, 14))),
        ("before mid-May", Window(None, date(2025, 5, 10))),
        ("after May 2024", Window(date(2024, 6, 1), None)),
    ],
)
def test_bound_opens_the_window_of_the_words(text: str, window: Window) -> None:
    (found,) = find_dates(text, date(2025, 4, 25))
    assert found.window == window
