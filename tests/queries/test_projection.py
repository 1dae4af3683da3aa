from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from visits.queries.projection import ATLANTIC, PACIFIC, Sheet, crosses_edge, great_circle, project

# What d3.geoEqualEarth() gave when the files were drawn: degrees, then thousandths of the width.
DRAWN = [
    (ATLANTIC, (0, 0), (469.44, 243.3)),
    (ATLANTIC, (55.8, 37.6), (557.95, 53.11)),
    (ATLANTIC, (38.9, -77), (281.87, 103.78)),
    (ATLANTIC, (-18.1, 178.4), (953.97, 310.44)),
    (PACIFIC, (0, 0), (944.44, 243.3)),
    (PACIFIC, (38.9, -77), (705.73, 103.78)),
    (PACIFIC, (-13.8, -171.8), (467.68, 294.68)),
]


@pytest.mark.parametrize(("sheet", "place", "drawn"), DRAWN)
def test_projection_is_that_of_the_drawn_files(
    sheet: Sheet, place: tuple[float, float], drawn: tuple[float, float]
) -> None:
    x, y = project(sheet, *place)
    assert math.dist((x / 5, y / 5), drawn) < 0.02


def test_drawn_files_have_the_size_that_is_reckoned_with() -> None:
    for sheet in (ATLANTIC, PACIFIC):
        drawn = Path(f"static/visits/img/world-{sheet.name}.svg").read_text(encoding="utf-8")
        assert re.findall(r'<svg [^>]*viewBox="([^"]*)"', drawn) == ["0 0 5000 2433"]


def test_way_goes_over_the_great_circle() -> None:
    way = great_circle((38.9, -77.0), (48.1, 11.6))
    assert math.dist(way[0], (38.9, -77.0)) + math.dist(way[-1], (48.1, 11.6)) < 1e-9
    assert max(north for north, _ in way) == pytest.approx(53.67, abs=0.05)


@pytest.mark.parametrize("other", [(10.0, 20.0), (10.5, 20.5), (-10.0, -160.0)])
def test_way_between_the_same_or_opposite_places_is_straight(other: tuple[float, float]) -> None:
    assert great_circle((10.0, 20.0), other) == [(10.0, 20.0), other]


def test_way_over_the_date_line_leaves_the_atlantic_sheet_alone() -> None:
    way = great_circle((35.7, 139.7), (38.9, -77.0))
    assert (crosses_edge(ATLANTIC, way), crosses_edge(PACIFIC, way)) == (True, False)
