from __future__ import annotations

import pytest

from tests.factories import make_country, make_official, make_visit
from visits.queries.map import Map, map_of

pytestmark = pytest.mark.django_db


def drawn(*stops: tuple[str, list[str]], traveller: str = "US") -> Map | None:
    make_country(traveller)
    head = make_official("Marco Rubio", traveller)
    return map_of([make_visit(head, host, cities=cities) for host, cities in stops])


def test_stops_are_numbered_in_their_order_from_the_capital_of_the_traveller() -> None:
    found = drawn(("DE", ["Munich"]), ("SA", []), ("AE", ["Abu Dhabi"]))
    assert found is not None
    assert found.home is not None
    assert found.home.names == "Washington"
    assert [(mark.label, mark.names, mark.is_exact) for mark in found.marks] == [
        ("1", "Munich", True),
        ("2", "SA", False),
        ("3", "Abu Dhabi", True),
    ]
    assert len(found.ways) == 3
    assert found.alt == "from Washington to Munich, SA, Abu Dhabi"


def test_stops_close_to_each_other_share_a_mark() -> None:
    found = drawn(("IL", ["Jerusalem"]), ("PS", ["Ramallah"]), ("JP", ["Tokyo"]))
    assert found is not None
    assert [mark.label for mark in found.marks] == ["1, 2", "3"]


def test_way_over_the_pacific_is_drawn_on_the_pacific_sheet() -> None:
    found = drawn(("JP", ["Tokyo"]))
    assert found is not None
    assert (found.file, len(found.ways)) == ("visits/img/world-pacific.svg", 1)
    assert found.home is not None
    assert found.home.x > found.marks[0].x


def test_stop_of_no_known_place_is_listed_without_a_mark() -> None:
    found = drawn(("X-NATO", []), ("DE", ["Berlin"]))
    assert found is not None
    assert [(stop.name, stop.is_placed) for stop in found.stops] == [
        ("X-NATO", False),
        ("Berlin", True),
    ]
    assert [mark.label for mark in found.marks] == ["2"]


def test_tour_of_no_known_place_has_no_map() -> None:
    assert drawn(("X-NATO", [])) is None


def test_traveller_of_a_body_has_no_home_on_the_map() -> None:
    found = drawn(("DE", ["Berlin"]), traveller="X-NATO")
    assert found is not None
    assert (found.home, found.ways, found.alt) == (None, (), "Berlin")


def test_marks_lie_inside_the_drawing() -> None:
    found = drawn(*((code, []) for code in ("NZ", "AR", "NO", "ZA", "FJ", "AU", "CL")))
    assert found is not None
    assert all(0 <= mark.x <= 1000 and 0 <= mark.y <= 550 for mark in found.marks)
