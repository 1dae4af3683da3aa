from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.dates.readings import read
from visits.extraction.dates import Precision, find_dates

# 25 April 2025 is a Friday.
WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The envoy landed in Oslo on April 3.", ["April 3 = 2025-04-03"]),
        ("The envoy will land in Oslo on May 3.", ["May 3 = 2025-05-03"]),
        ("She came on 3 May 2024.", ["3 May 2024 = 2024-05-03"]),
        ("She came on Tuesday, March 31, 2015.", ["Tuesday, March 31, 2015 = 2015-03-31"]),
        ("He will go on May 12 (Monday).", ["May 12 (Monday) = 2025-05-12"]),
        (
            "He left on April 3, the day after.",
            ["April 3 = 2025-04-03", "the day after = 2025-04-04"],
        ),
        ("Two days after May 5 he left.", ["Two days after May 5 = 2025-05-07"]),
        ("The 9th of May was chosen.", ["The 9th of May = 2025-05-09"]),
        ("He arrives on the 28th.", ["the 28th = 2025-04-28"]),
        ("Signed on 2025-03-02 in Rome.", ["2025-03-02 = 2025-03-02"]),
        ("Signed on 3/2/2025 in Rome.", ["3/2/2025 = 2025-03-02"]),
        ("Talks end on July fourth.", ["July fourth = 2025-07-04"]),
        ("OSLO, March 28 (Agency) -- Talks began", ["March 28 = 2025-03-28"]),
        ("The stop on 31 June was a misprint.", []),
        ("Talks on April 17 and 20 failed.", ["April 17 = 2025-04-17", "20 = 2025-04-20"]),
        ("Talks will be held on 18 and 19 June.", ["18 = 2025-06-18", "19 June = 2025-06-19"]),
    ],
)
def test_day_written_out_is_that_day(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ministers met on Thursday.", ["Thursday = 2025-04-24"]),
        ("The ministers met on Friday.", ["Friday = 2025-04-25"]),
        ("The ministers will meet on Tuesday.", ["Tuesday = 2025-04-29"]),
        ("The ministers are to meet Friday, as planned.", ["Friday = 2025-04-25"]),
        ("He said he will leave on Monday.", ["Monday = 2025-04-28"]),
        ("The visit, announced last Monday, failed.", ["last Monday = 2025-04-21"]),
        ("They meet again next Tuesday.", ["next Tuesday = 2025-04-29"]),
        ("He dined there on Saturday evening.", ["Saturday evening = 2025-04-19"]),
        ("The talks were put off until Tuesday.", ["Tuesday = until 2025-04-29"]),
        ("He could leave as early as Monday.", ["Monday = 2025-04-28"]),
        ("On Sunday, the king received him.", ["Sunday = 2025-04-20"]),
        ("The two will be received by the king on Sunday.", ["Sunday = 2025-04-27"]),
        ("She is set to visit Vienna on Wednesday.", ["Wednesday = 2025-04-30"]),
        ("Meet me Tuesday of next week.", ["Tuesday of next week = 2025-04-29"]),
        ("The Sun and the Sat phone were there.", []),
    ],
)
def test_weekday_goes_by_the_tense_of_its_clause(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("He will travel to Rome on Jan. 3.", "2025-12-20", ["Jan. 3 = 2026-01-03"]),
        ("He travelled to Rome on Dec. 30.", "2026-01-04", ["Dec. 30 = 2025-12-30"]),
        # Published after departure.
        ("He will travel to Rome on May 3.", "2025-05-05", ["May 3 = 2025-05-03"]),
        # The verb is that of the announcement, the day that of the visit.
        ("They announced the May 3 meeting.", "2025-04-20", ["May 3 = 2025-05-03"]),
        ("They prepared the June summit.", "2025-03-31", ["June = 2025-06"]),
        ("It was her first stop since August.", "2025-12-12", ["August = from 2025-08"]),
        ("It has been so since taking office in May.", "2025-04-25", ["May = 2024-05"]),
        ("The accord was signed in November.", "2025-04-25", ["November = 2024-11"]),
        ("The accord will be signed in November.", "2025-04-25", ["November = 2025-11"]),
        ("The accord was signed last October.", "2025-04-25", ["last October = 2024-10"]),
        ("A vote is due in April next year.", "2025-04-25", ["April next year = 2026-04"]),
    ],
)
def test_year_left_out_goes_by_tense_and_nearness(
    text: str, written: str, found: list[str]
) -> None:
    assert read(text, written) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She may march in May.", ["May = 2025-05"]),
        ("The march may be long; May spoke first.", []),
        ("Theresa May met him.", []),
        ("He goes in early May.", ["early May = 2025-05-01/2025-05-10"]),
        ("He goes in mid-May.", ["mid-May = 2025-05-11/2025-05-20"]),
        ("He goes at the end of May.", ["the end of May = 2025-05-21/2025-05-31"]),
        (
            "He goes in late April or early May.",
            ["late April or early May = 2025-04-21/2025-05-10"],
        ),
        (
            "He will go at the end of August and start of September.",
            ["the end of August and start of September = 2025-08-21/2025-09-10"],
        ),
        ("He goes early next year.", ["early next year = 2026-01/2026-04"]),
        ("He goes beginning May 5.", ["May 5 = from 2025-05-05"]),
        ("It was founded in 1949.", ["1949 = 1949-01/1949-12"]),
        ("It cost $1,949 and 2000 soldiers fell.", []),
        ("In the third quarter of 2024", ["the third quarter of 2024 = 2024-07/2024-09"]),
        ("In the 1990s", ["the 1990s = 1990-01/1999-12"]),
    ],
)
def test_month_and_year_are_windows(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He came today.", ["today = 2025-04-25"]),
        ("He goes the day after tomorrow.", ["the day after tomorrow = 2025-04-27"]),
        ("They met this morning.", ["this morning = 2025-04-25"]),
        ("He goes next week.", ["next week = 2025-04-28/2025-05-04"]),
        ("He came last week.", ["last week = 2025-04-14/2025-04-20"]),
        ("He goes at the end of this week.", ["the end of this week = 2025-04-25/2025-04-27"]),
        ("He came last month.", ["last month = 2025-03"]),
        ("He came earlier this month.", ["earlier this month = 2025-04-01/2025-04-25"]),
        ("He goes later this month.", ["later this month = 2025-04-25/2025-04-30"]),
        (
            "In the third week of this month",
            ["the third week of this month = 2025-04-14/2025-04-20"],
        ),
        ("in the first half of May", ["the first half of May = 2025-05-01/2025-05-15"]),
        ("the first Friday of next month", ["the first Friday of next month = 2025-05-02"]),
        ("over the coming weeks", []),
        ("He goes on Wednesday and Friday.", ["Wednesday = 2025-04-30", "Friday = 2025-05-02"]),
        ("The week of May 12 suits her.", ["The week of May 12 = 2025-05-12/2025-05-18"]),
        ("They met over the weekend.", ["the weekend = 2025-04-19/2025-04-20"]),
        ("They will meet at the weekend.", ["the weekend = 2025-04-26/2025-04-27"]),
        ("They met two days ago.", ["two days ago = 2025-04-23"]),
        ("They met two weeks ago.", ["two weeks ago = 2025-04-07/2025-04-13"]),
        ("He goes in two weeks.", ["in two weeks = 2025-05-05/2025-05-11"]),
        ("In the past three weeks", ["the past three weeks = 2025-04-04/2025-04-24"]),
        ('The programme "This Week" asked him.', []),
    ],
)
def test_unit_is_counted_from_the_day_of_writing(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a three-day visit", ["three-day = 3..3 days"]),
        ("a week-long tour", ["a week-long = 7..7 days"]),
        ("for two weeks", ["two weeks = 14..14 days"]),
        ("a month-long stay", ["a month-long = 28..31 days"]),
        ("several days", []),
        ("a 238-year-old monarchy", []),
        ("three barrels a day", []),
        ("a two-hour talk", []),
    ],
)
def test_duration_has_days_and_no_window(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He stays from Dec. 13.", ["Dec. 13 = from 2024-12-13"]),
        ("He stayed until May 5, 2024.", ["May 5, 2024 = until 2024-05-05"]),
        ("since March 2024", ["March 2024 = from 2024-03"]),
        ("It must be signed by May 14.", ["May 14 = ../2025-05-14"]),
        ("It must be signed before May 14.", ["May 14 = ../2025-05-13"]),
        ("It was signed after May 14, 2024.", ["May 14, 2024 = 2024-05-15/.."]),
    ],
)
def test_preposition_opens_one_end(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


def test_relative_expression_is_not_stated() -> None:
    found = find_dates("On May 3, 2024 and next week", date(2025, 4, 25))
    assert [(one.stated, one.precision) for one in found] == [
        (True, Precision.DAY),
        (False, Precision.WEEK),
    ]


def test_named_unit_is_kept_beside_a_narrower_window() -> None:
    (found,) = find_dates("in early May 2025", date(2025, 4, 25))
    assert (found.window and found.window.edtf, found.named and found.named.edtf) == (
        "2025-05-01/2025-05-10",
        "2025-05",
    )


def test_tense_hint_goes_before_the_verb() -> None:
    (past,) = find_dates("Tuesday", date(2025, 4, 25), tense_hint="past")
    (future,) = find_dates("Tuesday", date(2025, 4, 25), tense_hint="future")
    assert [past.window, future.window] == [
        find_dates("22 April 2025", date(2025, 1, 1))[0].window,
        find_dates("29 April 2025", date(2025, 1, 1))[0].window,
    ]
