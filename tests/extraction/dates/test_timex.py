from __future__ import annotations

import json
from datetime import date

import pytest

from visits.extraction.dates.expressions import DateExpression, Precision
from visits.extraction.dates.timex import expressions_of, interval
from visits.extraction.dates.windows import Window
from visits.management.commands.extract_dates import predicted_lines


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 3 May 2024", "2024-05-03", "2024-05-04"),
        ("in early May 2024", "2024-05-01", "2024-06-01"),
        ("by May 14, 2024", "2024-05-14", "2024-05-15"),
        ("from 14 to 16 May 2024", "2024-05-14", "2024-05-17"),
        ("from 1991 to 1997", "1991-01-01", "1997-01-01"),
        ("earlier this month", "2025-04-01", "2025-05-01"),
        ("from 2007 to the end of 2008", "2007-01-01", "2009-01-01"),
    ],
)
def test_expression_is_the_interval_of_the_annotators(text: str, start: str, end: str) -> None:
    (found,) = expressions_of(text, date(2025, 4, 25), "en")
    assert (found["start"], found["end"]) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("from mid-May 2024 to mid-July 2024", "2024-05-16", "2024-07-16"),
        ("from the end of May 2024 to July 2024", "2024-06-01", "2024-07-01"),
        ("from mid-May 2024 to 3 June 2024", "2024-05-16", "2024-06-04"),
        ("from mid-1996 to mid-1998", "1996-07-02", "1998-07-02"),
        ("from early 1996 to the end of 1998", "1996-01-01", "1999-01-01"),
    ],
)
def test_range_of_parts_ends_where_annotators_end_it(text: str, start: str, end: str) -> None:
    (found,) = expressions_of(text, date(2025, 4, 25), "en")
    assert (found["start"], found["end"]) == (start, end)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (Window(date.max, date.max), None),
        (Window(None, date(2025, 5, 1)), None),
        (Window(None, date(2025, 5, 1)), Window(date(2025, 5, 3), date(2025, 5, 3))),
        (Window(date(2025, 5, 1), date(2025, 5, 1)), Window(None, date(2025, 5, 3))),
        (Window(date(2025, 5, 1), date(2025, 5, 1)), Window(date.max, date.max)),
    ],
)
def test_window_without_an_end_or_a_day_after_it_has_no_interval(
    first: Window, last: Window | None
) -> None:
    expression = DateExpression(
        0, 1, "x", first, last, Precision.RANGE, stated=True, duration_days=None, kind="range"
    )
    assert interval(expression) is None


def test_range_of_open_windows_is_cut_to_the_days_told() -> None:
    expression = DateExpression(
        0,
        1,
        "x",
        Window(date(2025, 5, 1), None),
        Window(date(2025, 6, 1), date(2025, 6, 30)),
        Precision.RANGE,
        stated=True,
        duration_days=None,
        kind="range",
    )
    assert interval(expression) == (date(2025, 5, 1), date(2025, 6, 1))


def test_duration_denotes_no_interval() -> None:
    assert expressions_of("a three-day visit", date(2025, 4, 25), "en") == []


def test_line_of_the_command_has_the_id_and_half_open_offsets() -> None:
    line = json.dumps({"id": "a#1", "text": "He came on 3 May 2024.", "ref": "2024-06-01"})
    (written,) = predicted_lines([line, "\n"])
    assert json.loads(written) == {
        "id": "a#1",
        "expressions": [
            {"char_start": 11, "char_end": 21, "start": "2024-05-03", "end": "2024-05-04"}
        ],
    }
