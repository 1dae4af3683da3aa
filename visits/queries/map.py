"""The stops of visits on the drawn world, from the capital that the delegation comes from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from visits.models import Visit
from visits.queries.capitals import capital_of
from visits.queries.projection import (
    ATLANTIC,
    HEIGHT,
    PACIFIC,
    WIDTH,
    Degrees,
    Point,
    Sheet,
    crosses_edge,
    great_circle,
    project,
)
from visits.queries.spots import Spot, free_spots
from visits.queries.wording import city_name
from visits.reference.coordinates import place_of

# The drawing: its width and height, whatever part of the world it shows.
ACROSS, DOWN = 1000, 550
# It never shows less than this much of the width of the world, and leaves a margin.
_CLOSEST = 0.1
_MARGIN = 0.18
# Stops so near to each other that their marks would lie on each other share one.
_TOGETHER = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: `label` are its numbers in the list of stops, "" at home; `is_exact` as of Place.

    `name` says where its names are written, None where nothing is free.
    """

    label: str
    names: str
    x: int
    y: int
    is_exact: bool
    name: Spot | None


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
    """What is drawn: ways as lines of points and marks, over the drawn world put to `transform`."""

    file: str
    transform: str
    ways: tuple[str, ...]
    home: Mark | None
    marks: tuple[Mark, ...]
    stops: tuple[Stops, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """The part of a sheet that is drawn: its left upper corner, and how much larger it is."""

    sheet: Sheet
    left: float
    top: float
    scale: float

    def at(self, place: Degrees) -> Point:
        x, y = project(self.sheet, *place)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    @property
    def transform(self) -> str:
        return f"scale({self.scale:.4f}) translate({-self.left:.1f} {-self.top:.1f})"


def map_of(visits: Sequence[Visit]) -> Map | None:
    """The map of the stops of these visits in their order; None where no place is known."""
    told = [(visit, city) for visit in visits for city in _cities(visit)]
    places = [place_of(visit.host_id, city) for visit, city in told]
    stops = tuple(
        Stops(
            number,
            city_name(visit.host_id, city) if city else str(visit.host),
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
    start = capital_of(sender) if home and sender else ""
    route: list[Degrees] = [(home.north, home.east)] if home else []
    route += [at for _, at in known]
    ways = [great_circle(a, b) for a, b in pairwise(route) if a != b]
    cut = _cut(_sheet(route, ways), [*route, *(at for way in ways for at in way)])
    marks = _marks(cut, known, cut.at(route[0]) if home else None, start)
    return Map(
        file=f"visits/img/world-{cut.sheet.name}.svg",
        transform=cut.transform,
        ways=tuple(_line(cut, way) for way in ways if not crosses_edge(cut.sheet, way)),
        home=marks[0] if home else None,
        marks=marks[1:] if home else marks,
        stops=stops,
        alt=_alt(start if home else "", [stop.name for stop, _at in known]),
    )


def _alt(start: str, names: Sequence[str]) -> str:
    stops = _(", ").join(names)
    return _("from %(start)s to %(stops)s") % {"start": start, "stops": stops} if start else stops


def _cities(visit: Visit) -> list[str]:
    return [stop.city for stop in visit.stops.all()] or [""]


def _sheet(route: Sequence[Degrees], ways: Sequence[list[Degrees]]) -> Sheet:
    """The sheet that fewer ways leave, the Atlantic one of two alike."""
    leaving = [sum(crosses_edge(sheet, way) for way in ways) for sheet in (ATLANTIC, PACIFIC)]
    return PACIFIC if leaving[1] < leaving[0] else ATLANTIC


def _cut(sheet: Sheet, places: Sequence[Degrees]) -> _Cut:
    """The part that holds all places, inside the sheet as far as it can be."""
    points = [project(sheet, *at) for at in places]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    ratio = DOWN / ACROSS
    spread = max(max(xs) - min(xs), (max(ys) - min(ys)) / ratio)
    width = min(max(spread * (1 + 2 * _MARGIN), WIDTH * _CLOSEST), WIDTH)
    left = (max(xs) + min(xs) - width) / 2
    top = (max(ys) + min(ys) - width * ratio) / 2
    left = min(max(left, 0), WIDTH - width)
    top = min(max(top, 0), max(HEIGHT - width * ratio, 0))
    return _Cut(sheet, left, top, ACROSS / width)


def _line(cut: _Cut, way: Sequence[Degrees]) -> str:
    return " ".join(f"{round(x)},{round(y)}" for x, y in (cut.at(place) for place in way))


def _marks(
    cut: _Cut, known: Sequence[tuple[Stops, Degrees]], home: Point | None, start: str
) -> tuple[Mark, ...]:
    """The mark of the home first, where there is one, then those of the stops."""
    groups: list[tuple[Point, list[Stops]]] = []
    for stop, place in known:
        point = cut.at(place)
        near = [group for at, group in groups if math.dist(at, point) < _TOGETHER]
        if near:
            near[0].append(stop)
        else:
            groups.append((point, [stop]))
    names = [", ".join(dict.fromkeys(stop.name for stop in stops)) for _, stops in groups]
    points = [point for point, _ in groups]
    told = [*zip(points, names, strict=True), *([(home, start)] if home else [])]
    spots = free_spots(told, ACROSS, DOWN)
    marks = [
        Mark(
            ", ".join(str(stop.number) for stop in stops),
            name,
            round(x),
            round(y),
            any(stop.is_exact for stop in stops),
            spot,
        )
        for ((x, y), stops), name, spot in zip(groups, names, spots, strict=False)
    ]
    if home:
        marks.insert(0, Mark("", start, round(home[0]), round(home[1]), True, spots[-1]))
    return tuple(marks)
