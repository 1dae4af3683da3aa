from __future__ import annotations

import json
from datetime import date

import pytest

from visits.extraction.dates.timex import expressions_of
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
