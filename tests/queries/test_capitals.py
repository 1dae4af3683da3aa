from __future__ import annotations

from typing import Any

import pytest

from tests.factories import (
    make_announcement,
    make_claim,
    make_country,
    make_visit,
    person_value,
    visit_value,
)
from visits.models import Claim
from visits.queries.capitals import TwoCapitals, two_capitals

pytestmark = pytest.mark.django_db


def said(side: str | None, published: str = "2025-03-28", **value: Any) -> Claim:
    if side:
        make_country(side)
    return make_claim(make_announcement(published=published), side=side, value=visit_value(**value))


def compared(*claims: Claim) -> TwoCapitals | None:
    return two_capitals(make_visit("Wang Yi", "RU", claims=claims), claims)


def codes(found: TwoCapitals | None) -> dict[str, str]:
    return {row.field: row.code for row in found.rows} if found else {}


def test_sides_are_named_by_their_capitals_and_compared_field_by_field() -> None:
    found = compared(
        said(
            "CN",
            visitors=[person_value("Wang Yi")],
            destination_city="Moscow",
            start=["2025-04-01", "2025-04-10"],
            kind="official",
            purpose="talks",
        ),
        said(
            "RU",
            visitors=[person_value("Minister Wang Yi")],
            destination_city="moscow",
            start="2025-04-03",
            kind="working",
            end="2025-04-05",
        ),
    )
    assert found is not None
    assert (found.visitor, found.host, found.silent) == ("Beijing", "Moscow", "")
    assert codes(found) == {
        "visitors": "close",
        "city": "same",
        "start": "close",
        "end": "one",
        "status": "same",
        "kind": "differs",
        "purpose": "one",
    }
    assert found.differences == 1


@pytest.mark.parametrize(
    ("ours", "theirs", "code", "words"),
    [
        ("planned", "completed", "close", "fits, one is later"),
        ("planned", "cancelled", "differs", "differs"),
        ("planned", "planned", "same", "same"),
    ],
)
def test_later_status_is_no_difference(ours: str, theirs: str, code: str, words: str) -> None:
    found = compared(said("CN", status=ours), said("RU", status=theirs))
    assert found is not None
    assert [(row.code, row.words) for row in found.rows if row.field == "status"] == [(code, words)]


def test_days_that_cannot_both_be_are_a_difference() -> None:
    found = compared(said("CN", start="2025-04-01"), said("RU", start="2025-04-02"))
    assert codes(found)["start"] == "differs"


def test_latest_word_of_a_side_counts() -> None:
    found = compared(
        said("CN", start="2025-04-01"),
        said("CN", "2025-03-29", start="2025-04-02"),
        said("RU", start="2025-04-02"),
    )
    assert codes(found)["start"] == "same"


@pytest.mark.parametrize(("side", "silent"), [("CN", "Moscow"), ("RU", "Beijing")])
def test_side_that_says_nothing_is_named(side: str, silent: str) -> None:
    found = compared(said(side))
    assert found is not None
    assert (found.silent, found.differences) == (silent, 0)


def test_wires_alone_are_no_capital() -> None:
    assert compared(said(None)) is None


def test_visit_of_nobody_known_or_at_home_has_no_two_sides() -> None:
    claim = said("RU")
    assert two_capitals(make_visit(None, "RU"), [claim]) is None
    assert two_capitals(make_visit("Wang Yi", "CN"), [claim]) is None
