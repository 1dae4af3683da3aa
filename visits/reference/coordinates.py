"""Where on earth a place is, for maps: towns by name, and the middle of a country.

The files lie apart from `data`: they change nothing of what is read from announcements.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import pycountry

from visits.reference.countries import countries
from visits.reference.folding import fold

_FOLDER = resources.files("visits.reference") / "map"


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees north and east; `is_exact` is False for a country's middle in place of a town."""

    north: float
    east: float
    is_exact: bool


def capital_of(code: str) -> str:
    """The English name of the capital, "" where none is known."""
    return _capitals().get(code, "")


def place_of(code: str, city: str = "") -> Place | None:
    """The town of the country, else the middle of the country; None where neither is known.

    Without a town it is the capital: that is where delegations go.
    """
    asked = fold(city or capital_of(code))
    middle = _middles().get(code)
    # A body, such as the EU, has no land of its own: its towns are other countries'.
    at = _towns().get((code, asked)) or (None if middle else _anywhere().get(asked))
    if at is not None:
        return Place(*at, is_exact=bool(city))
    return Place(*middle, is_exact=False) if middle else None


@cache
def _towns() -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (row["code"], fold(form)): (float(row["north"]), float(row["east"]))
        for row in _rows("places")
        for form in row["forms"].split(";")
    }


@cache
def _anywhere() -> dict[str, tuple[float, float]]:
    return {name: at for (_, name), at in _towns().items()}


@cache
def _middles() -> dict[str, tuple[float, float]]:
    numbers = {country.numeric: country.alpha_2 for country in pycountry.countries}
    return {
        numbers[row["number"]]: (float(row["north"]), float(row["east"]))
        for row in _rows("middles")
        if row["number"] in numbers
    }


@cache
def _capitals() -> dict[str, str]:
    return {
        country.code: next((form for lang, form in country.capitals if lang == "en"), "")
        for country in countries()
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
