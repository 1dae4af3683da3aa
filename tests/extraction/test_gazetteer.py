from __future__ import annotations

from dataclasses import replace
from datetime import date

from visits.extraction.gazetteer import build_gazetteer, packaged_gazetteer
from visits.extraction.registry import Post
from visits.reference import countries
from visits.terms import Role


def test_empty_name_of_a_country_is_no_name() -> None:
    rows = tuple(countries())[:2]
    blank = [replace(row, aliases=(*row.aliases, ("en", ""))) for row in rows]

    assert build_gazetteer(blank, [], [], []).version == build_gazetteer(rows, [], [], []).version


def test_withdrawn_state_goes_out_by_its_old_code() -> None:
    gazetteer = packaged_gazetteer()

    assert [gazetteer.code(code) for code in ("SUHH", "FR", "X-NATO")] == ["SU", "FR", "X-NATO"]


def test_post_fits_for_some_days_outside_its_dates_and_holds_within() -> None:
    post = Post(Role.FOREIGN_MINISTER, "CN", date(2013, 3, 16), date(2022, 12, 30))
    days = [date(2012, 11, 1), date(2012, 12, 1), date(2013, 3, 16), date(2023, 1, 5)]

    assert [post.fits(day) for day in days] == [False, True, True, True]
    assert [post.holds(day) for day in days] == [False, False, True, False]
    assert post.fits(None) is True
