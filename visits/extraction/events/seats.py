"""Gatherings whose town nobody needs to name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from visits.extraction.events.tellings import Stop
from visits.extraction.events.units import Unit
from visits.extraction.mentions import Mentions

#: How far behind "attend" the gathering's name is looked for.
NEAR = 90


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a gathering always meets."""

    country: str
    city: str
    pattern: re.Pattern[str]


@cache
def seats() -> tuple[Seat, ...]:
    """The packaged gatherings, those of all languages together."""
    file = resources.files("visits.extraction.lexicon").joinpath("seats.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["seat"]
    return tuple(
        Seat(row["country"], row["city"], re.compile("|".join(row["patterns"]))) for row in rows
    )


def seated(units: Iterable[Unit], mentions: Mentions) -> list[Unit]:
    """The units, whoever attends a gathering that needs no town on their way to its seat."""
    return [replace(unit, stop=_seat(unit, mentions) or unit.stop) for unit in units]


def _seat(unit: Unit, mentions: Mentions) -> Stop | None:
    telling = unit.telling
    if unit.stop is not None or not telling.frame.name.startswith("attends"):
        return None
    start, end = telling.line.span(telling.start, telling.reach)
    words = mentions.text[start : max(end, start + NEAR)].lower()
    found = next((seat for seat in seats() if seat.pattern.search(words)), None)
    return Stop(found.country, found.city, -1) if found is not None else None
