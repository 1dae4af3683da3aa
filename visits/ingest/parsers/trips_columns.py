"""Which column of a table is what: guessed from its header, in whichever language that is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from visits.reference import fold

#: What a column may be, in the order in which a form offers it.
FIELDS = (
    *("key", "visit", "official", "title", "role", "country", "country_code", "host", "host_code"),
    *("foreign", "direction", "city", "start", "end", "dates", "kind", "status", "note"),
    *("gathering", "url"),
)
Mapped = Mapping[str, str]
_HISTORIAN = {"direction", "country_raw", "official_name", "home_country"}
#: This site's own export of visits.
_OWN = {"id", "head", "head_slug", "start_earliest", "dates"}
_OURS = {
    "visit": "id",
    "official": "head",
    "country": "visitor_country",
    "host": "host",
    "city": "cities",
    "dates": "dates",
    "kind": "kind",
    "status": "status",
    "note": "purpose",
    "gathering": "gathering",
}


def guess_mapping(header: Sequence[str]) -> dict[str, str]:
    """Field → column, for the columns whose names are known; the first of several wins."""
    if set(header) >= _HISTORIAN:
        return _historian(header)
    if set(header) >= _OWN:
        return {field: column for field, column in _OURS.items() if column in header}
    found: dict[str, str] = {}
    for column in header:
        field = _known().get(_bare(column))
        if field and field not in found:
            found[field] = column
    # "country" beside another column for the host is the visitor's.
    others = [column for column in header if _known().get(_bare(column)) == "host"]
    plain = next((column for column in others if _bare(column) == "country"), None)
    if plain and len(others) > 1 and "country" not in found:
        found["country"] = plain
        found["host"] = next(column for column in others if column != plain)
    return found


def missing_in(mapping: Mapped) -> tuple[str, ...]:
    """What a trip can't be read without: who, and where to."""
    needed = [] if "official" in mapping else ["official"]
    if not {"host", "host_code", "foreign"} & set(mapping):
        needed.append("host")
    return tuple(needed)


def source_of(header: Sequence[str]) -> str:
    """Whose table this is, where its columns tell."""
    if set(header) >= _HISTORIAN:
        return "Office of the Historian"
    if set(header) >= _OWN:
        return "Visitbook export"
    return "COLT" if {"TripID", "LeaderFullName"} <= set(header) else ""


def _historian(header: Sequence[str]) -> dict[str, str]:
    """Its `country_raw` is the foreign country: the host of trips, the sender of visits."""
    named = {
        "key": "source_id",
        "direction": "direction",
        "official": "official_name",
        "title": "role",
        "country_code": "home_country",
        "host_code": "country",
        "foreign": "country_raw",
        "city": "city",
        "start": "start",
        "end": "end",
        "note": "remarks",
    }
    return {field: column for field, column in named.items() if column in header}


def _bare(name: str) -> str:
    return fold(name.replace("_", " ")).strip(" .:*")


@cache
def _known() -> dict[str, str]:
    text = (resources.files("visits.ingest.parsers") / "trips_columns.toml").read_text("utf-8")
    return {_bare(name): field for field, names in tomllib.loads(text).items() for name in names}
