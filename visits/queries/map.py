"""The stops of visits on the drawn world, from the capital that the delegation comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from visits.models import Visit
from visits.queries.capitals import capital_of
from visits.queries.projection import (
    ATLANTIC,
    HEIGHT,
    PACIFIC,
    WIDTH,
    Degrees,
    Sheet,
    crosses_edge,
    great_circle,
    project,
)
from visits.reference.coordinates import place_of

# The drawn cut: never closer than this many units, and as much wider than high.
_CLOSEST = 500
_RATIO = 0.55
_MARGIN = 0.18
# Stops so near to each other that their marks would lie on each other share one.
_TOGETHER = 0.02


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: `label` are its numbers in the list of stops, "" at home; `is_exact` as of Place.

    Its names are written from `name_x`, `anchor` says in which direction.
    """

    label: str
    names: str
    x: int
    y: int
    is_exact: bool
    name_x: int
    anchor: str

    @property
    def is_long(self) -> bool:
        """Whether the label needs smaller figures."""
        return len(self.label) > 2


@dataclass(frozen=True, slots=True)
class Stops:
    """A stop of the list beside the map; `city` is "" where none is told."""

    number: int
    name: str
    city: str
    visit: Visit
    is_placed: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn: the cut `view` of the drawn world, ways as lines of points, marks.

    Sizes are in the units of the drawing; `drop` puts figures on the middle of their mark.
    """

    file: str
    view: str
    radius: int
    drop: int
    figures: int
    letters: int
    ways: tuple[str, ...]
    home: Mark | None
    marks: tuple[Mark, ...]
    stops: tuple[Stops, ...]
    alt: str


def map_of(visits: Sequence[Visit]) -> Map | None:
    """The map of the stops of these visits in their order; None where no place is known."""
    told = [(visit, city) for visit in visits for city in _cities(visit)]
    places = [place_of(visit.host_id, city) for visit, city in told]
    stops = tuple(
        Stops(
            number,
            city or str(visit.host),
            city,
            visit,
            bool(place),
            bool(place and place.is_exact),
        )
        for number, ((visit, city), place) in enumerate(zip(told, places, strict=True), 1)
    )
    known = [(stop, (at.north, at.east)) for stop, at in zip(stops, places, strict=True) if at]
    if not known:
        return None
    sender = visits[0].visitor_country
    home = place_of(sender.pk) if sender else None
    route: list[Degrees] = [(home.north, home.east)] if home else []
    route += [at for _, at in known]
    ways = [great_circle(a, b) for a, b in pairwise(route) if a != b]
    sheet = _sheet(route, ways)
    points = [project(sheet, *at) for at in route]
    x, y, width = _cut([*points, *(project(sheet, *at) for way in ways for at in way)])
    names = [stop.name for stop, _ in known]
    return Map(
        file=f"visits/img/world-{sheet.name}.svg",
        view=f"{x} {y} {width} {round(width * _RATIO)}",
        radius=round(width * 0.02),
        drop=round(width * 0.009),
        figures=round(width * 0.025),
        letters=round(width * 0.029),
        ways=tuple(_line(sheet, way) for way in ways if not crosses_edge(sheet, way)),
        home=_mark("", capital_of(sender), points[0], True, x, width) if home and sender else None,
        marks=_marks(sheet, known, x, width),
        stops=stops,
        alt=("From " + capital_of(sender) + " to " if home and sender else "") + ", ".join(names),
    )


def _cities(visit: Visit) -> list[str]:
    return [stop.city for stop in visit.stops.all()] or [""]


def _sheet(route: Sequence[Degrees], ways: Sequence[list[Degrees]]) -> Sheet:
    """The sheet that no way leaves, else the one on which the stops lie closer."""

    def cost(sheet: Sheet) -> tuple[int, float]:
        xs = [project(sheet, *at)[0] for at in route]
        return sum(crosses_edge(sheet, way) for way in ways), max(xs) - min(xs)

    atlantic, pacific = cost(ATLANTIC), cost(PACIFIC)
    return PACIFIC if pacific[0] < atlantic[0] else ATLANTIC


def _cut(points: Sequence[tuple[float, float]]) -> tuple[int, int, int]:
    """Left, top and width of the drawn cut, inside the world as far as it can be."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    spread = max(max(xs) - min(xs), (max(ys) - min(ys)) / _RATIO)
    width = min(max(spread * (1 + 2 * _MARGIN), _CLOSEST), WIDTH)
    left = (max(xs) + min(xs) - width) / 2
    top = (max(ys) + min(ys) - width * _RATIO) / 2
    left = min(max(left, 0), WIDTH - width)
    top = min(max(top, 0), max(HEIGHT - width * _RATIO, 0))
    return round(left), round(top), round(width)


def _line(sheet: Sheet, way: Sequence[Degrees]) -> str:
    points = [project(sheet, *at) for at in way]
    return " ".join(f"{round(x)},{round(y)}" for x, y in points)


def _marks(
    sheet: Sheet, known: Sequence[tuple[Stops, Degrees]], left: int, width: int
) -> tuple[Mark, ...]:
    groups: list[tuple[tuple[float, float], list[Stops]]] = []
    for stop, at in known:
        x, y = project(sheet, *at)
        near = next(
            (
                group
                for (a, b), group in groups
                if abs(a - x) < width * _TOGETHER and abs(b - y) < width * _TOGETHER
            ),
            None,
        )
        if near is None:
            groups.append(((x, y), [stop]))
        else:
            near.append(stop)
    return tuple(
        _mark(
            ", ".join(str(stop.number) for stop in stops),
            ", ".join(dict.fromkeys(stop.name for stop in stops)),
            point,
            any(stop.is_exact for stop in stops),
            left,
            width,
        )
        for point, stops in groups
    )


def _mark(
    label: str, names: str, point: tuple[float, float], is_exact: bool, left: int, width: int
) -> Mark:
    """A mark in the right part of the cut has its name on its left."""
    x, y = point
    is_left = (x - left) / width > 0.65
    away = width * (0.028 if label else 0.018)
    return Mark(
        label=label,
        names=names,
        x=round(x),
        y=round(y),
        is_exact=is_exact,
        name_x=round(x - away if is_left else x + away),
        anchor="end" if is_left else "start",
    )
