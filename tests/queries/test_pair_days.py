"""Visits of two countries by days: those found by their first day, and the few that last long."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_official, make_visit
from visits.queries.criteria import VisitCriteria
from visits.queries.visits import visits_alone, visits_matching

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 4, 1), date(2025, 4, 30)


@pytest.fixture(autouse=True)
def visits() -> None:
    days = {
        "usual": ("2025-04-08", "2025-04-09"),
        "from before": ("2025-03-30", "2025-04-02"),
        "of a year": ("2024-06-01", "2025-05-31"),
        "without a last day": ("2025-04-20", None),
        "of a last day alone": (None, "2025-04-05"),
        "past": ("2025-03-01", "2025-03-02"),
        "of May": ("2025-05-01", "2025-05-02"),
    }
    for purpose, (start, end) in days.items():
        make_visit("Wang Yi", "RU", start, end, purpose=purpose)
    make_visit(
        make_official("Sergey Lavrov", "RU"),
        "CN",
        "2025-04-15",
        "2025-04-16",
        purpose="the other way",
    )
    make_visit("Wang Yi", "FR", "2025-04-10", "2025-04-11", purpose="of another host")


def _purposes(**asked: object) -> set[str]:
    found = visits_matching(VisitCriteria(**asked), visits_alone())  # type: ignore[arg-type]
    return {visit.purpose for visit in found}


IN_APRIL = {"usual", "from before", "of a year", "without a last day", "of a last day alone"}


def test_visits_of_two_countries_touch_the_days() -> None:
    found = _purposes(visitors=("CN",), hosts=("RU",), from_day=FIRST, until_day=LAST)
    assert found == IN_APRIL


def test_visits_of_a_pair_go_either_way() -> None:
    found = _purposes(pairs=("CN-RU",), from_day=FIRST, until_day=LAST)
    assert found == {*IN_APRIL, "the other way"}


@pytest.mark.parametrize(
    ("days", "there"),
    [
        ({"from_day": date(2025, 4, 25)}, {"of a year", "of May"}),
        ({"until_day": date(2025, 3, 10)}, {"of a year", "past"}),
        ({"from_day": date.min, "until_day": date.max}, {*IN_APRIL, "past", "of May"}),
        ({"from_day": date.min}, {*IN_APRIL, "past", "of May"}),
    ],
    ids=["no last day", "no first day", "every day", "from the first day there is"],
)
def test_open_days_leave_nothing_out(days: dict[str, date], there: set[str]) -> None:
    assert _purposes(visitors=("CN",), hosts=("RU",), **days) == there
