"""A country as a table writes it, name or code, for the day that it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from visits.reasons import Reason, Why, because
from visits.reference import countries, country_by_name, fold
from visits.reference.rows import CountryRow

_BRACKETED = re.compile(r"^(?P<outer>[^(]+?)\s*\((?P<inner>[^()]+)\)$")
_LANGUAGES = ("de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "tr", "uk", "ar", "ru", "zh")
_NO_STATES = frozenset({"withdrawn"})


@dataclass(frozen=True, slots=True)
class Found:
    """The code, None where the cell tells none; `doubt` says why it may be another."""

    code: str | None
    doubt: Reason | None = None


def country_at(text: str, day: date | None) -> Found:
    """The country of that name or code on that day.

    A code or a name that two states had ("CS", "Yugoslavia") is the one that stood on the day; of
    a state that did not exist then, the doubt says so. Nothing is guessed from a likeness.
    """
    choices = _choices(text.strip())
    if not choices:
        return Found(None)
    standing = [row for row in choices if _stood(row, day)]
    if len(standing) == 1:
        return Found(standing[0].code)
    if len(choices) == 1:
        code = choices[0].code
        return Found(code, because(Why.NO_STATE_THEN, country=code, day=day) if day else None)
    codes = " ".join(sorted(row.code for row in standing or choices))
    states = [row for row in standing or choices if row.kind not in _NO_STATES]
    first = (states or standing or choices)[0].code
    return Found(first, because(Why.SEVERAL_COUNTRIES, text=text, countries=codes))


def _stood(row: CountryRow, day: date | None) -> bool:
    if day is None:
        return row.kind not in _NO_STATES
    began, ended = row.valid_from or date.min, row.valid_to or date.max
    return began <= day <= ended


def _choices(text: str) -> list[CountryRow]:
    rows = _by_code().get(text.upper()) if len(text) <= 8 else None
    rows = rows or _by_name().get(_bare(text))
    if rows:
        return rows
    code = country_by_name(text) or _elsewhere().get(fold(text))
    if code is None and (halves := _BRACKETED.match(text)):
        # "Burma (Myanmar)", "East Germany (GDR)": one half is known, or both and the same.
        told = {country_by_name(halves["outer"]), country_by_name(halves["inner"])} - {None}
        code = told.pop() if len(told) == 1 else None
    return [row for row in countries() if row.code == code] if code else []


def _bare(text: str) -> str:
    return fold(text).removeprefix("the ")


@cache
def _elsewhere() -> dict[str, str]:
    """Code by the name in languages that the reference data does not have, where it is one's."""
    known = {row.alpha2: row.code for row in countries() if row.kind == "state"}
    found: dict[str, set[str]] = defaultdict(set)
    for language in _LANGUAGES:
        for alpha2, name in Locale(language).territories.items():
            if alpha2 in known:
                found[fold(name)].add(known[alpha2])
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


@cache
def _by_code() -> dict[str, list[CountryRow]]:
    found: dict[str, list[CountryRow]] = defaultdict(list)
    for row in countries():
        for code in {row.code, row.alpha2, row.alpha3} - {""}:
            found[code].append(row)
    return dict(found)


@cache
def _by_name() -> dict[str, list[CountryRow]]:
    found: dict[str, list[CountryRow]] = defaultdict(list)
    for row in countries():
        forms = [*row.names.values(), *(form for _, form in row.aliases)]
        for name in {_bare(form) for form in forms}:
            found[name].append(row)
    return dict(found)
