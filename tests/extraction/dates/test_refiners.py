from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

# 25 April 2025 is a Friday.
WRITTEN = "2025-04-25"
NEXT_WEEK = "next week = 2025-04-28/2025-05-04"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "next week, between Wednesday and Friday",
            ["next week, between Wednesday and Friday = 2025-04-30 to 2025-05-02"],
        ),
        (
            "next week she goes between Wednesday and Friday",
            [NEXT_WEEK, "between Wednesday and Friday = 2025-04-30 to 2025-05-02"],
        ),
        (
            "next week between May 3 and May 5",
            [NEXT_WEEK, "between May 3 and May 5 = 2025-05-03 to 2025-05-05"],
        ),
        (
            "next month between Wednesday and Friday",
            ["next month = 2025-05", "between Wednesday and Friday = 2025-04-23 to 2025-04-25"],
        ),
        (
            "from May 3 she will be there until May 9",
            ["May 3 = from 2025-05-03", "May 9 = until 2025-05-09"],
        ),
        (
            "from May 3 for two days, to May 9",
            ["May 3 = from 2025-05-03", "two days = 2..2 days", "May 9 = 2025-05-09"],
        ),
        ("from the May 3 to May 9", ["May 3 to May 9 = 2025-05-03 to 2025-05-09"]),
        (
            "from last October to March 2025",
            ["from last October to March 2025 = 2024-10 to 2025-03"],
        ),
        (
            "from May 3, which is then (as told), to May 9",
            ["May 3 = from 2025-05-03", "May 9 = 2025-05-09"],
        ),
    ],
)
def test_ranges_of_two_expressions(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 3, 5 and 7", ["May 3 = 2025-05-03", "5 = 2025-05-05", "7 = 2025-05-07"]),
        ("3, 5 and 7 May", ["3 = 2025-05-03", "5 = 2025-05-05", "7 May = 2025-05-07"]),
        ("9, 5 and 7 May", ["5 = 2025-05-05", "7 May = 2025-05-07"]),
        ("May 3, 2 and 5", ["May 3 = 2025-05-03"]),
        ("May 3, 20 ministers", ["May 3 = 2025-05-03"]),
        ("May 3 and 9 people", ["May 3 = 2025-05-03"]),
        ("May 3 and 9 Norwegian", ["May 3 = 2025-05-03"]),
        ("on May 3 and 9 at the palace", ["May 3 = 2025-05-03", "9 = 2025-05-09"]),
    ],
)
def test_lists_of_days_borrow_the_month(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the day before last Tuesday", ["the day before last Tuesday = 2025-04-21"]),
        ("the day after May 5", ["the day after May 5 = 2025-05-06"]),
        ("the week before May 5", ["May 5 = ../2025-05-04"]),
        ("two weeks before May 5", ["two weeks before May 5 = 2025-04-21"]),
        ("two weeks after May 5", ["two weeks after May 5 = 2025-05-19"]),
        ("two weeks before 31 June", []),
        ("the week beginning May 12", ["the week beginning May 12 = 2025-05-12/2025-05-18"]),
        ("the week of 31 June", []),
        ("the month of May", ["May = 2025-05"]),
        ("three days to Tuesday", ["three days = 3..3 days", "Tuesday = 2025-04-22"]),
        (
            "for three days from Tuesday",
            ["three days from Tuesday = 2025-04-22 to 2025-04-24"],
        ),
    ],
)
def test_what_hangs_on_a_date(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 12 or Friday", ["May 12 = 2025-05-12", "Friday = 2025-04-25"]),
        ("this week, Monday", ["this week, Monday = 2025-04-21"]),
        ("tomorrow Monday", ["tomorrow = 2025-04-26", "Monday = 2025-04-21"]),
    ],
)
def test_weekday_that_stands_apart_is_one_of_its_own(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


def test_chinese_weekday_that_touches_its_day_belongs_to_it() -> None:
    assert read("5月12日星期一", WRITTEN, "zh") == ["5月12日星期一 = 2025-05-12"]
    assert read("今天星期五", WRITTEN, "zh") == ["今天 = 2025-04-25", "星期五 = 2025-04-25"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in May and June 1940", ["May = 1940-05", "June 1940 = 1940-06"]),
        ("on May 3 and June 4, 1940", ["May 3 = 1940-05-03", "June 4, 1940 = 1940-06-04"]),
        ("in December and January 1940", ["December = 2024-12", "January 1940 = 1940-01"]),
        ("on Friday and in May 1997", ["Friday = 2025-04-25", "May 1997 = 1997-05"]),
        ("in 1995 and May 1997", ["1995 = 1995-01/1995-12", "May 1997 = 1997-05"]),
        ("in May, and June was wet", ["May = 2025-05", "June = 2025-06"]),
        ("yesterday and in May 1997", ["yesterday = 2025-04-24", "May 1997 = 1997-05"]),
        ("last May and June 1997", ["last May = 2024-05", "June 1997 = 1997-06"]),
    ],
)
def test_months_and_days_of_a_list_are_of_its_year(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in 1066", ["1066 = 1066-01/1066-12"]),
        ("In 1066 William won.", ["1066 = 1066-01/1066-12"]),
        ("in 1066 he won", ["1066 = 1066-01/1066-12"]),
        ("in 1200 cities", []),
        ("in 1500 people", []),
        ("1066 was a year", []),
    ],
)
def test_old_year_stands_behind_a_preposition(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found
