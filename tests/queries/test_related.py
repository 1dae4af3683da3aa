from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import day, make_official, make_visit
from visits.models import Visit
from visits.queries.related import related_to
from visits.terms import EditorialState, Rank

pytestmark = pytest.mark.django_db


def trip(name: str, home: str, host: str, start: str | None, rank: Rank, **more: Any) -> Visit:
    return make_visit(make_official(name, home), host, start, start, rank=rank, **more)


def groups(visit: Visit) -> dict[str, list[str]]:
    return {
        str(group.label): [str(one.head) for one in group.visits] for group in related_to(visit)
    }


def test_visit_of_a_head_knows_its_return_and_the_ministers_before_it() -> None:
    visit = trip("Xi Jinping", "CN", "RU", "2025-05-07", Rank.HEAD)
    trip("Vladimir Putin", "RU", "CN", "2025-09-01", Rank.HEAD)
    trip("Vladimir Putin", "RU", "CN", "2024-05-16", Rank.HEAD)
    trip("Wang Yi", "CN", "RU", "2025-03-31", Rank.MINISTER)
    trip("Sergey Lavrov", "RU", "CN", "2025-04-20", Rank.MINISTER)
    trip("Xi Jinping", "CN", "RU", "2024-10-22", Rank.HEAD)
    trip("Too Early", "CN", "RU", "2024-12-01", Rank.MINISTER)
    trip("Elsewhere", "CN", "FR", "2025-04-01", Rank.MINISTER)
    trip("Rejected", "CN", "RU", "2025-04-01", Rank.MINISTER, state=EditorialState.REJECTED)
    assert groups(visit) == {
        "Return visit": ["Vladimir Putin"],
        "In return for": ["Vladimir Putin"],
        "Ministers before it": ["Sergey Lavrov", "Wang Yi"],
        "Same traveller, same country": ["Xi Jinping"],
    }


def test_visit_of_a_minister_knows_what_it_may_have_prepared() -> None:
    visit = trip("Wang Yi", "CN", "RU", "2025-03-31", Rank.MINISTER)
    trip("Xi Jinping", "CN", "RU", "2025-05-07", Rank.HEAD)
    trip("Xi Jinping", "CN", "RU", "2024-05-07", Rank.HEAD)
    assert groups(visit) == {"Higher visit after it": ["Xi Jinping"]}


def test_undated_visit_and_visit_of_nobody_have_none() -> None:
    trip("Xi Jinping", "CN", "RU", "2025-05-07", Rank.HEAD)
    assert groups(trip("Wang Yi", "CN", "RU", None, Rank.MINISTER)) == {}
    assert groups(make_visit(None, "RU", "2025-05-01", "2025-05-02")) == {}


def test_first_and_last_days_of_the_calendar_have_no_neighbours_beyond() -> None:
    assert groups(trip("Wang Yi", "CN", "RU", "1900-01-01", Rank.MINISTER)) == {}
    visit = trip("Wang Yi", "CN", "RU", "2025-03-31", Rank.MINISTER)
    visit.start_earliest = visit.start_latest = date.max
    assert groups(visit) == {}
    visit.start_earliest = day("0001-01-01")
    assert groups(visit) == {}
