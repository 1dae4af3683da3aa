"""Exact lookups: a country's name, in any of our languages, to its code."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from visits.reference.countries import countries
from visits.reference.folding import fold
from visits.reference.rows import CountryRow

_BRACKETED = re.compile(r"^(?P<outer>[^(]+?)\s*\((?P<inner>[^()]+)\)$")
_INVERTED = re.compile(r"^(?P<head>[^,]+),\s*(?P<rest>[^,]+)$")
#: Says who governed, not where: the country is the one before the bracket.
_GOVERNMENTS = frozenset({"government in exile", "provisional government", "interim authority"})


def country_by_name(name: str) -> str | None:
    """The code of the country with exactly this name or alias, folded; None when unknown.

    A name that two countries share ("Congo", "Korea") is None: nothing is guessed here. "Korea,
    Republic of" is read as "Republic of Korea", and "Siam (Thailand)" as Thailand because both
    halves say so.
    """
    folded = _unarticled(fold(name))
    if folded in _by_name():
        return _by_name()[folded]
    if inverted := _INVERTED.match(name):
        return country_by_name(f"{inverted['rest']} {inverted['head']}")
    if bracketed := _BRACKETED.match(name):
        outer, inner = country_by_name(bracketed["outer"]), bracketed["inner"]
        agreed = fold(inner) in _GOVERNMENTS or country_by_name(inner) == outer
        return outer if agreed else None
    return None


def country_by_city(name: str) -> str | None:
    """The code of the state with exactly this city (or capital), folded; None when unknown.

    States come before withdrawn ones (Moscow is RU; who asks for 1987 goes by date), and a city of
    two states is None.
    """
    return _by_city().get(fold(name))


def country(code: str) -> CountryRow:
    """The country of this code; KeyError when there is none."""
    return _by_code()[code]


def own_code(code: str, day: date) -> str:
    """The code under which a country is kept whose code in texts is this: SUHH for "SU".

    Of two that had the same one ("CS"), the one that there was on that day, else the last before.
    """
    rows = _withdrawn().get(code, ())
    begun = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    return (begun or rows)[-1].code if rows else code


@cache
def _withdrawn() -> dict[str, list[CountryRow]]:
    """Countries that are no more by the code that goes out, in the order in which they began."""
    found: dict[str, list[CountryRow]] = {}
    for row in sorted(countries(), key=lambda row: row.valid_from or date.min):
        if row.kind == "withdrawn" and row.alpha2 != row.code:
            found.setdefault(row.alpha2, []).append(row)
    return found


@cache
def _by_code() -> dict[str, CountryRow]:
    return {row.code: row for row in countries()}


@cache
def _by_name() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for row in countries():
        forms = [*row.names.values(), *(form for _, form in row.aliases)]
        for name in {_unarticled(fold(form)) for form in forms}:
            known = found.get(name, row.code)
            found[name] = row.code if known == row.code else None
    return found


@cache
def _by_city() -> dict[str, str | None]:
    current: dict[str, str | None] = {}
    withdrawn: dict[str, str | None] = {}
    for row in countries():
        found = current if row.kind == "state" else withdrawn
        for city in {fold(form) for _, form in (*row.capitals, *row.cities)}:
            found[city] = row.code if found.get(city, row.code) == row.code else None
    return withdrawn | current


def _unarticled(folded: str) -> str:
    return folded.removeprefix("the ")
