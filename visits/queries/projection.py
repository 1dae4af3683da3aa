"""The Equal Earth projection of the drawn world, and the ways between places on it.

The same as d3-geo's, by which static/visits/img/world-*.svg were drawn: a test holds the two
together. Bojan Šavrič, Tom Patterson and Bernhard Jenny, "The Equal Earth map projection" (2018).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2
# Units of the drawn files: five to each of d3's thousand.
WIDTH, HEIGHT = 5000, 2433
_MIDDLE_Y = 243.3 * 5
# How far apart the points of a drawn way lie, in degrees of the globe.
_STEP = 3.0
Point = tuple[float, float]
Degrees = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the drawn files, with the meridian in its middle."""

    name: str
    middle: float


ATLANTIC = Sheet("atlantic", 11)
PACIFIC = Sheet("pacific", -160)


def project(sheet: Sheet, north: float, east: float) -> Point:
    """Where a place stands on the sheet, from its left upper corner."""
    turned = math.radians(_turned(sheet, east))
    x, y = _equal_earth(turned, math.radians(north))
    scale = WIDTH / 2 / _equal_earth(math.pi, 0)[0]
    return WIDTH / 2 + scale * x, _MIDDLE_Y - scale * y


def _turned(sheet: Sheet, east: float) -> float:
    return (east - sheet.middle + 180) % 360 - 180


def _equal_earth(east: float, north: float) -> Point:
    theta = math.asin(_M * math.sin(north))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = east * math.cos(theta) / (_M * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def great_circle(one: Degrees, other: Degrees) -> list[Degrees]:
    """Places on the shortest way between two, both ends among them; degrees north and east."""
    a, b = _vector(*one), _vector(*other)
    angle = math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))
    steps = math.ceil(math.degrees(angle) / _STEP)
    # The ways between the two ends of a diameter are all as long: none of them is drawn.
    if steps < 2 or math.pi - angle < 0.01:
        return [one, other]
    found = []
    for n in range(steps + 1):
        part = n / steps
        left = math.sin((1 - part) * angle) / math.sin(angle)
        right = math.sin(part * angle) / math.sin(angle)
        x, y, z = (left * p + right * q for p, q in zip(a, b, strict=True))
        found.append(
            (math.degrees(math.asin(max(-1.0, min(1.0, z)))), math.degrees(math.atan2(y, x)))
        )
    return found


def crosses_edge(sheet: Sheet, way: list[Degrees]) -> bool:
    """Whether the way leaves the sheet on one side and comes back on the other."""
    places = [_turned(sheet, east) for _, east in way]
    return any(abs(b - a) > 180 for a, b in pairwise(places))


def _vector(north: float, east: float) -> tuple[float, float, float]:
    phi, lam = math.radians(north), math.radians(east)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)
