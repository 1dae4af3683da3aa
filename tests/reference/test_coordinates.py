from __future__ import annotations

import math

import pytest

from visits.reference import countries
from visits.reference.coordinates import Place, place_of


@pytest.mark.parametrize(
    ("code", "city", "place"),
    [
        ("RU", "Moscow", Place(55.76, 37.62, is_exact=True)),
        ("RU", "moscow", Place(55.76, 37.62, is_exact=True)),
        ("RU", "", Place(55.76, 37.62, is_exact=False)),
        ("UA", "Kiev", Place(50.43, 30.52, is_exact=True)),
        ("DE", "A village", Place(51.03, 10.35, is_exact=False)),
        ("EU", "Brussels", Place(50.83, 4.33, is_exact=True)),
    ],
)
def test_place_of_a_town(code: str, city: str, place: Place) -> None:
    found = place_of(code, city)
    assert found is not None
    assert found.is_exact == place.is_exact
    assert math.dist((found.north, found.east), (place.north, place.east)) < 0.1


def test_place_of_a_body_without_a_town_is_not_known() -> None:
    assert place_of("X-NATO") is None


def test_every_country_with_a_capital_has_a_place() -> None:
    states = [one for one in countries() if one.kind == "state" and one.capitals]
    assert [one.code for one in states if place_of(one.code) is None] == []


def test_towns_lie_on_earth() -> None:
    found = [place_of(one.code, city) for one in countries() for _, city in one.capitals]
    assert all(-90 <= at.north <= 90 and -180 <= at.east <= 180 for at in found if at)
