from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

# 25 April 2025 is a Friday.
WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 29 February", ["29 February = 2024-02-29"]),
        ("this May", ["this May = 2025-05"]),
        ("next May", ["next May = 2025-05"]),
        ("next March", ["next March = 2026-03"]),
        ("He left on the 31st.", ["the 31st = 2025-03-31"]),
        (
            "He came on April 3 and left on the 5th.",
            ["April 3 = 2025-04-03", "the 5th = 2025-04-05"],
        ),
        (
            "He came on April 30 and will leave on the 31st.",
            ["April 30 = 2025-04-30", "the 31st = 2025-05-31"],
        ),
        (
            "He came in March and will leave on the 3rd.",
            ["March = 2025-03", "the 3rd = 2025-05-03"],
        ),
        ("He will leave on Monday, the 12th.", ["Monday, the 12th = 2025-05-12"]),
    ],
)
def test_missing_part_is_that_of_the_nearest_day_that_fits(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2025-04-25", ["this weekend = 2025-04-19/2025-04-20"]),
        ("2025-04-26", ["this weekend = 2025-04-26/2025-04-27"]),
    ],
)
def test_weekend_of_the_past_is_the_one_begun(written: str, found: list[str]) -> None:
    assert read("They met this weekend.", written) == found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("the first week of next year", "9999-05-05"),
        ("the last week of this year", "9999-05-05"),
        ("the first Friday of next month", "9999-12-05"),
        ("Tuesday next week", "9999-12-30"),
        ("next year", "9999-12-30"),
        ("the next 5 days", "9999-12-30"),
        ("two weeks ago", "0001-01-02"),
        ("in the 9990s", "2025-04-25"),
    ],
)
def test_day_beyond_the_calendar_is_left_out(text: str, written: str) -> None:
    assert read(text, written) == []


def test_quarter_at_the_end_of_the_calendar_is_in_a_year_that_is() -> None:
    assert read("third quarter", "9999-05-05") == ["third quarter = 9999-07/9999-09"]
