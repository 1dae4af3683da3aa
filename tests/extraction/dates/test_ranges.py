from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14–16 May 2024", ["14–16 May 2024 = 2024-05-14 to 2024-05-16"]),
        ("May 14 to 16, 2024", ["May 14 to 16, 2024 = 2024-05-14 to 2024-05-16"]),
        ("from 14 to 16 May", ["from 14 to 16 May = 2025-05-14 to 2025-05-16"]),
        ("Nov. 8-22, 2005", ["Nov. 8-22, 2005 = 2005-11-08 to 2005-11-22"]),
        ("from Nov. 15 to 16, 2005", ["from Nov. 15 to 16, 2005 = 2005-11-15 to 2005-11-16"]),
        ("between 3 and 5 May", ["between 3 and 5 May = 2025-05-03 to 2025-05-05"]),
        ("between May 3 and 5", ["between May 3 and 5 = 2025-05-03 to 2025-05-05"]),
        ("the 3rd to the 5th of May", ["the 3rd to the 5th of May = 2025-05-03 to 2025-05-05"]),
        ("March 31 through April 2", ["March 31 through April 2 = 2025-03-31 to 2025-04-02"]),
        ("from May 30 to June 2", ["from May 30 to June 2 = 2025-05-30 to 2025-06-02"]),
        ("April 28/29", ["April 28/29 = 2025-04-28 to 2025-04-29"]),
        (
            "from Sunday, April 27, to Tuesday, April 29",
            ["from Sunday, April 27, to Tuesday, April 29 = 2025-04-27 to 2025-04-29"],
        ),
        (
            "next week between Wednesday and Friday",
            ["next week between Wednesday and Friday = 2025-04-30 to 2025-05-02"],
        ),
        ("for three days from May 5", ["three days from May 5 = 2025-05-05 to 2025-05-07"]),
        ("two weeks starting May 5", ["two weeks starting May 5 = 2025-05-05 to 2025-05-18"]),
        ("May 30-June 2", ["May 30-June 2 = 2025-05-30 to 2025-06-02"]),
        (
            "December 28 to January 3, 2025",
            ["December 28 to January 3, 2025 = 2024-12-28 to 2025-01-03"],
        ),
        (
            "from 28 April to 2 May 2017",
            ["from 28 April to 2 May 2017 = 2017-04-28 to 2017-05-02"],
        ),
        ("from 10/1 to 11/7", ["from 10/1 to 11/7 = 2025-10-01 to 2025-11-07"]),
        ("5/1/2024-5/7/2024", ["5/1/2024-5/7/2024 = 2024-05-01 to 2024-05-07"]),
        ("from today to tomorrow", ["from today to tomorrow = 2025-04-25 to 2025-04-26"]),
        ("between now and May 9", ["between now and May 9 = 2025-04-25 to 2025-05-09"]),
        ("from 1991 to 1997", ["from 1991 to 1997 = 1991-01/1991-12 to 1997-01/1997-12"]),
        ("from 4 to 23 of next month", ["from 4 to 23 of next month = 2025-05-04 to 2025-05-23"]),
    ],
)
def test_range_has_both_its_ends(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He will stay from Monday to Wednesday.", ["2025-04-28 to 2025-04-30"]),
        ("He stayed from Monday to Wednesday.", ["2025-04-21 to 2025-04-23"]),
        ("He will be there Friday through Sunday.", ["2025-04-25 to 2025-04-27"]),
    ],
)
def test_range_of_weekdays_goes_by_tense(text: str, found: list[str]) -> None:
    assert [one.split(" = ")[1] for one in read(text, WRITTEN)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("revised on Friday to December figures", ["2025-04-25", "2024-12"]),
        ("this year through August", ["2025-01/2025-12", "until 2025-08"]),
        ("in Oslo on April 28, Paris on April 29", ["2025-04-28", "2025-04-29"]),
        ("April 24 and 25", ["2025-04-24", "2025-04-25"]),
    ],
)
def test_two_dates_without_a_range_stay_two(text: str, found: list[str]) -> None:
    assert [one.split(" = ")[1] for one in read(text, WRITTEN)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on May 10-12 and 13-15", ["2025-05-10 to 2025-05-12", "2025-05-13 to 2025-05-15"]),
        ("on 10-12 and 13-15 May", ["2025-05-10 to 2025-05-12", "2025-05-13 to 2025-05-15"]),
        (
            "on May 10-12, 13-15 and 16-18",
            ["2025-05-10 to 2025-05-12", "2025-05-13 to 2025-05-15", "2025-05-16 to 2025-05-18"],
        ),
        ("on May 10-12 and 15", ["2025-05-10 to 2025-05-12", "2025-05-15"]),
        ("on May 10-12 and 11-15", ["2025-05-10 to 2025-05-12"]),
        ("on May 10-12 and 20-18", ["2025-05-10 to 2025-05-12"]),
        ("on 14-12 and 13-15 May", ["2025-05-12", "2025-05-13 to 2025-05-15"]),
    ],
)
def test_ranges_of_a_list_share_a_month_where_they_go_forward(text: str, found: list[str]) -> None:
    assert [one.split(" = ")[1] for one in read(text, WRITTEN)] == found
