from __future__ import annotations

import re
from datetime import date

import pytest

from visits.extraction.dates import Window
from visits.extraction.stays import Stay, read_stay

TODAY = date(2025, 4, 25)


def written(stay: Stay | None) -> tuple[str | None, str | None]:
    assert stay is not None
    return (
        stay.start.edtf if stay.start else None,
        stay.end.edtf if stay.end else None,
    )


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2025-05-09", "2025-05-09", None),
        (" 2025-05 ", "2025-05", None),
        ("2025", "2025-01/2025-12", None),
        ("2025-05-09~", "2025-05-09", None),
        ("[2025-05-01..2025-05-10]", "2025-05-01/2025-05-10", None),
        ("[2025-05-01..]", "2025-05-01/..", None),
        ("[..2025-05-10]", "../2025-05-10", None),
        ("2025-05-09/2025-05-11", "2025-05-09", "2025-05-11"),
        ("../2025-05-11", None, "2025-05-11"),
        ("2025-05-09/", "2025-05-09", None),
        ("[2025-05-01..2025-05-03]/2025-05-07", "2025-05-01/2025-05-03", "2025-05-07"),
    ],
)
def test_edtf_is_read_as_its_windows(words: str, start: str | None, end: str | None) -> None:
    assert written(read_stay(words, TODAY)) == (start, end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on May 9", "2025-05-09", None),
        ("from May 9 to 11, 2025", "2025-05-09", "2025-05-11"),
        ("until May 11", None, "2025-05-11"),
        ("arrives May 9, leaves May 11", "2025-05-09", "2025-05-11"),
        ("for three days from May 9", "2025-05-09", "2025-05-11"),
        ("on May 9 for three days", "2025-05-09", "2025-05-11"),
        ("a month-long stay on May 9", "2025-05-09", None),
        ("in early May for three days", "2025-05-01/2025-05-10", None),
        ("early May or June 2", "2025-05-01/2025-05-10", None),
        ("for three days", None, None),
    ],
)
def test_words_are_read_as_texts_are(words: str, start: str | None, end: str | None) -> None:
    assert written(read_stay(words, TODAY)) == (start, end)


def test_words_of_another_language_are_read_in_it() -> None:
    assert read_stay("с 7 по 10 мая", TODAY, "ru") == Stay(
        Window(date(2025, 5, 7), date(2025, 5, 7)), Window(date(2025, 5, 10), date(2025, 5, 10))
    )


@pytest.mark.parametrize("words", ["", "soon", "12", "at the usual time", "talks to friends"])
def test_words_that_tell_no_stay_are_none(words: str) -> None:
    assert read_stay(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("2025-5-9", "“2025-5-9” is not a date in EDTF, such as 2025-05-09 or 2025-05"),
        ("2025-02-30", "“2025-02-30” is not a day that the calendar has"),
        ("2025-13", "“2025-13” is not a day that the calendar has"),
        ("2025-05-11/2025-05-09", "the last day comes before the first"),
        ("5 May 2025 to 2 May 2025", "the last day comes before the first"),
        ("12 May - 3 May", "the last day comes before the first"),
    ],
)
def test_stay_that_can_not_be_says_why(words: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        read_stay(words, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "9999-12-31",
        "9999-12-30/9999-12-31",
        "0001-01-01",
        "../2201-01-01",
        "[1799-12-31..1800-01-05]",
        "31 December 1799",
        "December 30, 9999 for five days",
    ],
)
def test_days_beyond_the_calendar_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="the calendar runs from 1800 to 2200"):
        read_stay(words, TODAY)


def test_first_and_last_day_of_the_calendar_are_taken() -> None:
    assert written(read_stay("1800-01-01/2200-12-31", TODAY)) == ("1800-01-01", "2200-12-31")


def test_length_that_runs_past_all_calendars_is_refused() -> None:
    with pytest.raises(ValueError, match="the calendar runs from 1800 to 2200"):
        read_stay("tomorrow for three days", date(9999, 12, 30))
