"""Each written form, and what looks like it but is something else."""

from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

# 25 April 2025 is a Friday.
WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between May 3 and 5, 2024", ["between May 3 and 5, 2024 = 2024-05-03 to 2024-05-05"]),
        ("May 28-3", ["May 28-3 = 2025-05-28 to 2025-06-03"]),
        ("from May 28 to 3, 2024", ["from May 28 to 3, 2024 = 2024-05-28 to 2024-06-03"]),
        (
            "between 4 and January 22",
            ["between 4 and January 22 = 2025-01-04 to 2025-01-22"],
        ),
        ("4 and January 22", ["January 22 = 2025-01-22"]),
        ("from 4 to 23 of next week", ["next week = 2025-04-28/2025-05-04"]),
        ("from May 42 to 45", ["May = from 2025-05"]),
        ("from May 45th to 46th", ["May = from 2025-05"]),
        ("May 28/30", ["May 28 = 2025-05-28"]),
        ("from 28 to January 3", ["from 28 to January 3 = 2025-01-28 to 2025-01-03"]),
        (
            "May 14 to 16 this week",
            ["May 14 to 16 = 2025-05-14 to 2025-05-16", "this week = 2025-04-21/2025-04-27"],
        ),
    ],
)
def test_days_of_one_month(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 day May", ["12 day May = 2025-05-12"]),
        ("12 hours May", []),
        ("may second the motion", []),
        ("next year May 3", ["next year May 3 = 2026-05-03"]),
        ("this week May 3", ["this week = 2025-04-21/2025-04-27", "May 3 = 2025-05-03"]),
        ("12 May of last year", ["12 May of last year = 2024-05-12"]),
        ("May 12 this week", ["May 12 = 2025-05-12", "this week = 2025-04-21/2025-04-27"]),
        ("11/20", []),
        ("on 11/20", ["11/20 = 2024-11-20"]),
        ("on 20/11", ["20/11 = 2024-11-20"]),
        ("on 13/14", []),
        ("on 11 /20", []),
        ("on 11/20, 2024", ["11/20, 2024 = 2024-11-20"]),
        ("Tuesday, 11/20", ["Tuesday, 11/20 = 2024-11-20"]),
        ("the 14th time", []),
        ("on 15th.", ["15th = 2025-04-15"]),
        ("no. 15th.", []),
        ("the 15th of next week", ["next week = 2025-04-28/2025-05-04"]),
        ("the 15th hour of next month", ["next month = 2025-05"]),
        ("the 15th day of next month", ["the 15th day of next month = 2025-05-15"]),
        ("the 42nd of next month", ["next month = 2025-05"]),
    ],
)
def test_single_days(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2017 april", ["2017 april = 2017-04"]),
        ("2017 may", ["2017 = 2017-01/2017-12"]),
        ("next year May", ["next year May = 2026-05"]),
        ("next week May", ["next week = 2025-04-28/2025-05-04"]),
        ("May this week", ["this week = 2025-04-21/2025-04-27"]),
        ("Talks in April and May went on", ["April = 2025-04", "May = 2025-05"]),
        ("May and June are free", ["May = 2025-05", "June = 2025-06"]),
        ("April, May went on", ["April = 2025-04", "May = 2025-05"]),
    ],
)
def test_months(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the last two weeks of May", ["the last two weeks of May = 2025-05-19/2025-06-01"]),
        ("the second week of 2025", ["the second week of 2025 = 2025-01-06/2025-01-12"]),
        ("the last three months of 2021", ["the last three months of 2021 = 2021-10/2021-12"]),
        ("the fifteenth month of 2025", []),
        ("the last Friday of May", ["the last Friday of May = 2025-05-30"]),
        ("the fifth Friday of this month", ["the fifth Friday of this month = 2025-04-25"]),
        ("the third Friday of 2025", ["Friday = 2025-04-25", "2025 = 2025-01/2025-12"]),
        ("the second hour of May", ["May = 2025-05"]),
        ("the second month of the week", ["the week = 2025-04-21/2025-04-27"]),
        ("the first week of the minute", []),
        ("the 3 week of May", ["3 week = 21..21 days", "May = 2025-05"]),
        (
            "the second half of this month",
            ["the second half of this month = 2025-04-16/2025-04-30"],
        ),
        ("the first half of this year", ["the first half of this year = 2025-01/2025-06"]),
        ("the first week of the year", ["the first week of the year = 2024-12-30/2025-01-05"]),
        ("2024 Q4", ["2024 Q4 = 2024-10/2024-12"]),
        ("third quarter", ["third quarter = 2025-07/2025-09"]),
        ("It reported third quarter losses", ["third quarter = 2024-07/2024-09"]),
        ("this year's third quarter", ["this year's third quarter = 2025-07/2025-09"]),
        ("this week's third quarter", ["this week = 2025-04-21/2025-04-27"]),
        ("the fifth quarter", []),
        ("the third month", []),
        ("week 31", ["week 31 = 2025-07-28/2025-08-03"]),
        ("week 3 of 2027", ["week 3 of 2027 = 2027-01-18/2027-01-24"]),
        ("week 60", []),
        ("day 31", []),
    ],
)
def test_nth_of_a_longer_unit(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the week after next", ["the week after next = 2025-05-05/2025-05-11"]),
        ("the week after last", []),
        ("the minute after next", []),
        (
            "He left on April 3 and came back the week after.",
            ["April 3 = 2025-04-03", "the week after = 2025-04-07/2025-04-13"],
        ),
        ("He came back the hour after.", []),
        ("at year-end", ["year-end = 2025-09/2025-12"]),
        ("at the end of the hour", []),
        ("during the week", ["the week = 2025-04-21/2025-04-27"]),
        ("during the hour", []),
        ("sales for the quarter", ["the quarter = 2025-01/2025-03"]),
        ("sales will rise in the quarter", ["the quarter = 2025-04/2025-06"]),
        ("the past several weeks", []),
        ("the 2 next days", ["the 2 next days = 2025-04-26/2025-04-27"]),
        ("the past two quarters", ["the past two quarters = 2024-10/2025-03"]),
        ("the next two decades", ["the next two decades = 2030-01/2049-12"]),
        ("during the next fortnight", ["the next fortnight = 2025-05-05/2025-05-18"]),
        ("the end of the weekend", ["the end of the weekend = 2025-04-26/2025-04-27"]),
        ("this hour", []),
        ("on his last day", []),
        ("the last few of the last two days", ["the last two days = 2025-04-23/2025-04-24"]),
    ],
)
def test_units_told_from_the_present(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "He left on April 3 and returned two days later.",
            ["April 3 = 2025-04-03", "two days later = 2025-04-05"],
        ),
        (
            "He left on April 3, having come two days earlier.",
            ["April 3 = 2025-04-03", "two days earlier = 2025-04-01"],
        ),
        (
            "It grew in the third quarter of 2024, from a loss a year earlier.",
            [
                "the third quarter of 2024 = 2024-07/2024-09",
                "a year earlier = 2023-07/2023-09",
            ],
        ),
        ("He came back several days later.", []),
        ("He left several days ago.", []),
        ("one half ago", []),
        ("It will be signed in several days.", []),
        ("It will be signed within two weeks.", ["within two weeks = 2025-04-25/2025-05-08"]),
        ("It will be signed within several days.", []),
        ("It will end 10 days from now.", ["10 days from now = 2025-05-05"]),
        ("It will end in ten years.", ["in ten years = 2035-01/2035-12"]),
        ("It was the first in ten years.", []),
        ("It ended two decades ago.", ["two decades ago = 2005-01/2005-12"]),
        ("day-long talks", ["day-long = 1..1 days"]),
        ("hour-long talks", []),
    ],
)
def test_lengths_of_time(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("this coming Sunday", ["this coming Sunday = 2025-04-27"]),
        ("this past Sunday", ["this past Sunday = 2025-04-20"]),
        ("this Sunday", ["this Sunday = 2025-04-27"]),
        ("Tuesday next month", ["Tuesday = 2025-04-22", "next month = 2025-05"]),
        ("next month Tuesday", ["next month = 2025-05", "Tuesday = 2025-04-22"]),
    ],
)
def test_weekdays(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the year 1996", ["the year 1996 = 1996-01/1996-12"]),
        ("year 1700", ["year 1700 = 1700-01/1700-12"]),
        ("the day 2025", []),
        ("GS2000 radar", []),
        ("the 2000x series", []),
        ("It lasted 2000 days.", []),
        ("In the '90s", ["the '90s = 1990-01/1999-12"]),
        ("In the '10s", ["the '10s = 2010-01/2019-12"]),
        ("He is in his 30s.", []),
        ("in the early eighties", ["the early eighties = 1980-01/1983-04"]),
        ("the nineteen nineties", ["the nineteen nineties = 1990-01/1999-12"]),
        ("the 21st century", ["the 21st century = 2000-01/2099-12"]),
        ("the early 20th century", ["the early 20th century = 1900-01/1933-04"]),
        ("the 1st century", ["the 1st century = 0001-01/0100-12"]),
        ("the 22nd century", []),
        ("the 19th week", []),
    ],
)
def test_years_decades_and_centuries(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("spring 2024", ["spring 2024 = 2024-03/2024-05"]),
        ("winter 2024", ["winter 2024 = 2024-12/2025-02"]),
        ("this fall", ["this fall = 2025-09/2025-11"]),
        ("last winter", ["last winter = 2024-12/2025-02"]),
        ("last summer", ["last summer = 2024-06/2024-08"]),
        ("next spring", ["next spring = 2026-03/2026-05"]),
        ("They met in the summer.", ["the summer = 2024-06/2024-08"]),
        ("They met in the winter.", ["the winter = 2024-12/2025-02"]),
        ("They will meet in the spring.", ["the spring = 2025-03/2025-05"]),
        ("the fall of the wall", []),
        ("Fall guys", []),
    ],
)
def test_seasons(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


def test_season_after_the_calendar_ends_is_left_out() -> None:
    assert read("winter", "9999-12-05") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("été dernier", ["été dernier = 2024-06/2024-08"]),
        ("mai dernier", ["mai dernier = 2024-05"]),
    ],
)
def test_step_behind_a_french_word(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN, "fr") == found
