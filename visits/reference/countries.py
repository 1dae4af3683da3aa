"""Countries: Babel's names and pycountry's codes, with our own files on top."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

import pycountry
from babel import Locale

from visits.reference.files import optional_table, split, table
from visits.reference.rows import LANGUAGES, CountryRow, Forms
from visits.reference.russian import adjective_forms, noun_forms

_LOCALES = {"zh": "zh_Hans"}
_OWN_ALPHA3 = {"XK": "XKX"}
_Pairs = dict[str, list[tuple[str, str]]]


@cache
def countries() -> tuple[CountryRow, ...]:
    """All countries, ordered by code; withdrawn states and bodies included."""
    aliases = _forms("aliases")
    for code, official in _iso_names():
        aliases[code].append(("en", official))
    parts = {name: _forms(name) for name in ("demonyms", "capitals", "cities", "metonyms")}
    parts["aliases"] = aliases
    parts["abbreviations"] = _forms("abbreviations")
    labels = {row["code"]: row for row in table("names")}
    territories = {lang: Locale.parse(_LOCALES.get(lang, lang)).territories for lang in LANGUAGES}
    rows = []
    for row in table("countries"):
        code = row["code"]
        own = labels.get(code, {})
        names = {
            lang: own.get(lang) or _tidy(territories[lang].get(code, "")) for lang in LANGUAGES
        }
        for lang in LANGUAGES:
            aliases[code].append((lang, _tidy(territories[lang].get(code, names[lang]))))
        aliases[code] += [("ru", case) for case in noun_forms(names["ru"])]
        alpha2, alpha3 = _codes(code)
        rows.append(
            CountryRow(
                code=code,
                alpha2=alpha2,
                alpha3=alpha3,
                kind=row["kind"],  # type: ignore[arg-type]  # a test holds the file to the three
                region=row["region"],
                names=names,
                valid_from=_date(row["valid_from"]),
                valid_to=_date(row["valid_to"]),
                **{part: _distinct(found[code]) for part, found in parts.items()},
            )
        )
    return tuple(sorted(rows, key=lambda country: country.code))


def _codes(code: str) -> tuple[str, str]:
    if code.startswith("X-"):
        return "", ""
    if gone := pycountry.historic_countries.get(alpha_4=code):
        return gone.alpha_2, gone.alpha_3
    known = pycountry.countries.get(alpha_2=code)
    return code, known.alpha_3 if known else _OWN_ALPHA3.get(code, "")


def _iso_names() -> list[tuple[str, str]]:
    found = []
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            name = getattr(country, field, None)
            if name and "," not in name:
                found.append((country.alpha_2, name))
    return found


def _forms(kind: str) -> _Pairs:
    """Forms a country from `<kind>_<language>.csv`, for the languages that have such a file."""
    pairs: _Pairs = defaultdict(list)
    for lang in LANGUAGES:
        for row in optional_table(f"{kind}_{lang}"):
            forms = [(lang, form) for form in split(row["forms"])]
            pairs[row["code"]].extend(_with_cases(forms, kind) if lang == "ru" else forms)
    return pairs


def _with_cases(forms: list[tuple[str, str]], kind: str) -> list[tuple[str, str]]:
    """Nominatives first, so that the first form stays the one to display."""
    decline = adjective_forms if kind == "demonyms" else noun_forms
    return [*forms, *((lang, case) for lang, form in forms for case in decline(form))]


def _distinct(pairs: list[tuple[str, str]]) -> Forms:
    return tuple(dict.fromkeys(pairs))


def _tidy(name: str) -> str:
    return name.replace(" & ", " and ")


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
