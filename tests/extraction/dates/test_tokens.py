from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 3.4.2025", ["3.4.2025 = 2025-04-03"]),
        ("on 2025.4.3", ["2025.4.3 = 2025-04-03"]),
        ("on 12.31.24", ["12.31.24 = 2024-12-31"]),
        ("on 12.31.55", ["12.31.55 = 1955-12-31"]),
        ("on 31.12.2025", ["31.12.2025 = 2025-12-31"]),
        ("on 20250506", ["20250506 = 2025-05-06"]),
        ("in 2025-05", ["2025-05 = 2025-05"]),
        ("in 05/2025", ["05/2025 = 2025-05"]),
        ("H2 2025", ["H2 2025 = 2025-07/2025-12"]),
        ("Q3 2024", ["Q3 2024 = 2024-07/2024-09"]),
        ("in the 80's", ["the 80's = 1980-01/1989-12"]),
        ("for 500 days", ["500 days = 500..500 days"]),
        ("At 10:30 on May 3", ["May 3 = 2025-05-03"]),
        ("1,250 guests came on May 3", ["May 3 = 2025-05-03"]),
        ("Paragraph one\n\nMay 3", ["May 3 = 2025-05-03"]),
    ],
)
def test_number_is_the_date_that_its_form_tells(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN) == found


@pytest.mark.parametrize(
    "text",
    [
        "on 45/13/2025",
        "on 99/13/14",
        "on 20251399",
        "for 123456789012 days",
        "the 45th",
        "the 500th",
        "the 5000th",
        "in the 1996s",
        "from 80sx",
    ],
)
def test_number_that_can_be_no_date_is_none(text: str) -> None:
    assert read(text, WRITTEN) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("конца года", ["конца года = 2025-09/2025-12"]),
        ("2025 года", ["2025 года = 2025-01/2025-12"]),
    ],
)
def test_word_of_the_year_is_a_unit_where_no_number_leads_it(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN, "ru") == found


def test_elided_word_without_an_entry_is_passed_over() -> None:
    assert read("qu'il vienne de d'Oslo mardi", WRITTEN, "fr") == ["mardi = 2025-04-22"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3月31日", ["3月31日 = 2025-03-31"]),
        ("３月３日", ["３月３日 = 2025-03-03"]),
        ("十月二十", ["十月二十 = 2025-10-20"]),
        ("二〇二四年", ["二〇二四年 = 2024-01/2024-12"]),
        ("9三日", ["三日 = 2025-05-03"]),
        ("五月三十五日", ["五月 = 2025-05"]),
    ],
)
def test_chinese_number_is_what_its_mark_says(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN, "zh") == found


@pytest.mark.parametrize("text", ["0月", "45日", "2025年13月0日", "2500人", "100人", "一二三四"])
def test_chinese_number_without_a_meaning_is_none(text: str) -> None:
    assert [one for one in read(text, WRITTEN, "zh") if "年" not in one] == []
