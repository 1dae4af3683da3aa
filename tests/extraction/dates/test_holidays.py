from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.dates.readings import read
from visits.extraction.dates.holidays import easter, holiday_code

WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He came on Christmas Day 2024.", ["Christmas Day 2024 = 2024-12-25"]),
        ("On Thanksgiving Day, 2024", ["Thanksgiving Day, 2024 = 2024-11-28"]),
        ("Talks on Good Friday 2024", ["Good Friday 2024 = 2024-03-29"]),
        ("Talks on Easter Monday 2025", ["Easter Monday 2025 = 2025-04-21"]),
        ("They met at Christmas.", ["Christmas = 2024-12-25"]),
        ("He will come on Labor Day.", ["Labor Day = 2025-09-01"]),
        ("They met last Christmas.", ["last Christmas = 2024-12-25"]),
        ("They will meet next Christmas.", ["next Christmas = 2025-12-25"]),
        ("On New Year's Day", ["New Year's Day = 2025-01-01"]),
    ],
)
def test_named_day_is_that_of_the_year_told_or_meant(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


def test_named_day_at_the_start_of_the_calendar_is_left_out() -> None:
    assert read("They met last Christmas.", "0001-05-05") == []


def test_named_day_of_a_year_told_in_russian() -> None:
    assert read("после Дня Победы 2025", WRITTEN, "ru") == ["Дня Победы 2025 = 2025-05-10/.."]


def test_easter_of_years_on_both_sides_of_its_range() -> None:
    assert [easter(year) for year in (1818, 1943, 2000, 2024, 2038)] == [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


def test_holiday_code_of_each_written_form() -> None:
    keys = ("12-25", "easter", "easter-2", "easter1", "11-4-3")
    assert [holiday_code(key) for key in keys] == [1225, 10_000, 9_998, 10_001, 21_143]
