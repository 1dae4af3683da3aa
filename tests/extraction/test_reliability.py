"""The table of how often the program is right where it says how sure it is."""

from __future__ import annotations

from tests.extraction.reliability import Judged, Row, as_markdown, rows_of


def test_rows_count_by_band_and_from_there_up() -> None:
    judged = [
        Judged(0.55, right=False),
        Judged(0.55, right=True),
        Judged(0.99, right=True, strict=True),
        Judged(0.99, right=True, counts=False),
    ]
    assert rows_of(judged, wanted=4) == [
        Row(0.5, 0.6, 2, 1, 0, 3, 2, 0.5),
        Row(0.95, 1.0, 1, 1, 1, 1, 1, 0.25),
    ]


def test_edge_of_a_band_belongs_to_the_upper_one() -> None:
    assert [row.low for row in rows_of([Judged(0.75, right=True)], wanted=1)] == [0.75]


def test_nothing_said_is_no_row() -> None:
    assert rows_of([], wanted=0) == []


def test_markdown_has_a_line_for_each_row() -> None:
    assert as_markdown([Row(0.5, 0.6, 2, 1, 0, 3, 2, 0.5)]).splitlines()[2:] == [
        "| 0.50-0.60 | 2 | 1 | 0 | 0.50 | 0.667 | 0.50 |"
    ]
