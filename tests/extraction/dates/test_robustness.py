from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visits.extraction.dates import find_dates
from visits.extraction.dates.lexicon import LANGUAGES, lexicon_for

REFERENCE = date(2025, 4, 25)
PIECES = [
    *"0123456789-–/.,:;()'&\n ",
    "31", "2025", "1st", "14th", "from ", "between ", "to ", "and ", "the ", "of ", "next ",
    "last ", "week ", "day ", "May ", "may ", "Sept. ", "Tuesday, ", "early ", "end of ", "three",
    "-day ", "twenty-", "nineteen ", "hundred ", "ago ", "Q3 ", "'90s ", "月", "日", "十", "年",
    "上", "周", "至", "с ", "по ", "мая ", "года ", "le ", "mars ", "mi-", "de ", "hace ",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_pieces_give_expressions_that_quote_the_text(language: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for found in find_dates(text, REFERENCE, language):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        assert (found.window is None) == (found.duration_days is not None)
        end = found.end


@given(text=st.text(max_size=200), reference=st.dates())
@settings(max_examples=150, deadline=None)
def test_any_text_on_any_day_is_read_without_an_exception(text: str, reference: date) -> None:
    for found in find_dates(text, reference):
        assert text[found.start : found.end] == found.text


@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=12),
    reference=st.sampled_from([date.min, date.max, date(2, 1, 1), date(9998, 12, 31)]),
)
@settings(max_examples=100, deadline=None)
def test_days_at_the_ends_of_the_calendar_are_left_out(pieces: list[str], reference: date) -> None:
    find_dates("".join(pieces), reference)


@pytest.mark.parametrize("piece", [*PIECES, "from May 3 to ", "the end of the week of ", "1-2-"])
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    short, long = _seconds(piece * 400), _seconds(piece * 3200)
    assert long < 8 * 5 * max(short, 0.002)


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(2):
        started = time.process_time()
        find_dates(text, REFERENCE)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_names_every_month_and_weekday(language: str) -> None:
    lexicon = lexicon_for(language)
    known = {(entry.tag, entry.value) for entries in lexicon.entries.values() for entry in entries}
    months = {("M", month) for month in range(1, 13)} if not lexicon.unspaced else set()
    assert (months | {("W", day) for day in range(7)}) - known == set()
