"""Known names, found in one pass over a text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import ahocorasick_rs

from visits import reference
from visits.extraction.mentions import PlaceForm
from visits.extraction.registry import Known, Post, index_officials, known_officials
from visits.extraction.text import folded
from visits.reference import CountryRow, OfficeRow, OfficialRow, TenureRow, fold
from visits.reference.russian import noun_forms

_CJK_FIRST = "\u3400"


__all__ = ["Gazetteer", "Hit", "Known", "Place", "Post", "build_gazetteer", "packaged_gazetteer"]


@dataclass(frozen=True, slots=True)
class Place:
    """A surface form of a country or of a city in it; `languages` it is a form of."""

    country: str
    city: str | None
    form: PlaceForm
    languages: tuple[str, ...]


#: What a surface form stands for: places, and keys of officials.
_Entry: TypeAlias = tuple[tuple[Place, ...], tuple[str, ...]]
#: A place without its languages: country, city and what the form is of it.
_PlaceKey: TypeAlias = tuple[str, str | None, PlaceForm]


@dataclass(frozen=True, slots=True)
class Hit:
    """A known surface form in a text: what it may stand for."""

    start: int
    end: int
    places: tuple[Place, ...]
    officials: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All known surface forms in one automaton, and what they stand for.

    `by_name` and `by_family` map folded names to keys of `officials`, `by_country` the countries
    that they serve; `countries` is keyed by the code that goes out ("SU" for SUHH). `given` are
    folded given names, `lands` English names of countries and peoples in small letters.
    """

    version: str
    officials: Mapping[str, Known]
    by_name: Mapping[str, tuple[str, ...]]
    by_family: Mapping[str, tuple[str, ...]]
    by_country: Mapping[str, tuple[str, ...]]
    given: frozenset[str]
    lands: frozenset[str]
    countries: Mapping[str, CountryRow]
    _automaton: ahocorasick_rs.AhoCorasick
    _codes: Mapping[str, str]
    _entries: tuple[_Entry, ...]

    def find(self, text: str, language: str) -> Iterator[Hit]:
        """Hits in order, the longest first where they start together; they do not overlap."""
        text = text.replace("ё", "е")
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if text[start] < _CJK_FIRST and not _bounded(text, start, end):
                continue
            places, officials = self._entries[index]
            fitting = tuple(place for place in places if language in place.languages)
            if fitting or officials:
                yield Hit(start, end, fitting, officials)

    def code(self, code: str) -> str:
        """The code that goes out for a country's own: "SU" for SUHH."""
        return self._codes.get(code, code)

    def named(self, name: str) -> tuple[Known, ...]:
        """The officials who have exactly this name, folded."""
        return tuple(self.officials[key] for key in self.by_name.get(folded(name), ()))

    def of_family(self, name: str) -> tuple[Known, ...]:
        """The officials with this family name, folded."""
        return tuple(self.officials[key] for key in self.by_family.get(folded(name), ()))


def build_gazetteer(
    countries: Iterable[CountryRow],
    offices: Iterable[OfficeRow],
    officials: Iterable[OfficialRow],
    tenures: Iterable[TenureRow],
) -> Gazetteer:
    """The gazetteer of these rows, whichever order they come in."""
    countries = sorted(countries, key=lambda row: row.code)
    officials = sorted(officials, key=lambda row: row.key)
    known = known_officials(
        officials, {row.key: row for row in offices}, tenures, _codes(countries)
    )
    places: dict[str, list[tuple[_PlaceKey, str]]] = {}
    for form, place, language in _place_forms(countries):
        places.setdefault(form, []).append((place, language))
    people: dict[str, list[str]] = {}
    for row in officials:
        for name in _official_forms(row):
            people.setdefault(name, []).append(row.key)
    patterns = sorted(places.keys() | people.keys())
    entries = tuple(_entries(patterns, places, people))
    by_name, by_family, by_country = index_officials(known)
    return Gazetteer(
        version=_version(patterns, entries, known.values()),
        officials=known,
        by_name=by_name,
        by_family=by_family,
        by_country=by_country,
        given=frozenset(part for row in officials for part in fold(row.given).split()[:1]),
        lands=frozenset(_lands(countries)),
        countries={row.alpha2 or row.code: row for row in countries},
        _automaton=ahocorasick_rs.AhoCorasick(
            patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
        _codes=_codes(countries),
        _entries=entries,
    )


@cache
def packaged_gazetteer() -> Gazetteer:
    """The gazetteer of the packaged reference files."""
    return build_gazetteer(
        reference.countries(), reference.offices(), reference.officials(), reference.tenures()
    )


def _codes(countries: Iterable[CountryRow]) -> dict[str, str]:
    return {row.code: row.alpha2 or row.code for row in countries}


def _place_forms(
    countries: Iterable[CountryRow],
) -> Iterator[tuple[str, _PlaceKey, str]]:
    for row in countries:
        code = row.alpha2 or row.code
        named = [*row.names.items(), *row.aliases]
        groups = [
            (named, PlaceForm.COUNTRY),
            (row.demonyms, PlaceForm.DEMONYM),
            (row.capitals, PlaceForm.CITY),
            (row.cities, PlaceForm.CITY),
            (row.metonyms, PlaceForm.METONYM),
        ]
        seat = next((name for language, name in row.capitals if language == "en"), None)
        bases = _nominatives(row)
        for pairs, form in groups:
            for language, surface in pairs:
                if not surface:
                    continue
                # A capital has one name, whatever language told of it: 莫斯科 is Moscow.
                abroad = pairs is row.capitals and language != "en"
                city = (seat if abroad else None) or bases.get(surface, surface)
                key = (code, city if form is PlaceForm.CITY else None, form)
                for written in _written(surface):
                    yield written, key, language


def _lands(countries: Iterable[CountryRow]) -> Iterator[str]:
    for row in countries:
        forms = (row.names.get("en", ""), *(f for lang, f in row.demonyms if lang == "en"))
        yield from (form.lower() for form in forms if form.isalpha())


def _nominatives(row: CountryRow) -> dict[str, str]:
    """The nominative of every case form of the country's Russian cities."""
    bases: dict[str, str] = {}
    for language, surface in row.cities:
        if language == "ru":
            for form in noun_forms(bases.get(surface, surface)):
                bases.setdefault(form, bases.get(surface, surface))
    return bases


def _written(surface: str) -> Iterator[str]:
    """The form as texts have it: with either apostrophe, at the start of a sentence, in a title."""
    for written in dict.fromkeys((surface.replace("ё", "е"), surface.replace("'", "’"))):
        yield written
        if written[0].islower():
            yield written[0].upper() + written[1:]
        if len(written) > 3 and written.upper() != written:
            yield written.upper()


def _official_forms(row: OfficialRow) -> tuple[str, ...]:
    names = (row.name, *(name for _, name in row.names), *row.aliases)
    full = (name for name in names if " " in name or name > _CJK_FIRST)
    written = ((name.replace("ё", "е"), name.replace("'", "’")) for name in full)
    return tuple(dict.fromkeys(form for pair in written for form in pair))


def _entries(
    patterns: Iterable[str],
    places: Mapping[str, Sequence[tuple[_PlaceKey, str]]],
    people: Mapping[str, Sequence[str]],
) -> Iterator[_Entry]:
    """What each pattern stands for; forms of the same share one value."""
    shared: dict[_Entry, _Entry] = {}
    for pattern in patterns:
        spoken: dict[_PlaceKey, set[str]] = {}
        for place, language in places.get(pattern, ()):
            spoken.setdefault(place, set()).add(language)
        found = tuple(Place(*place, tuple(sorted(told))) for place, told in spoken.items())
        entry = (found, tuple(dict.fromkeys(people.get(pattern, ()))))
        yield shared.setdefault(entry, entry)


def _version(*parts: Iterable[object]) -> str:
    """A content hash, taken piece by piece: written out at once, the parts weigh 30 MB."""
    digest = hashlib.sha256()
    for part in parts:
        for piece in part:
            digest.update(repr(piece).encode())
    return digest.hexdigest()[:12]


def _bounded(text: str, start: int, end: int) -> bool:
    before = start == 0 or not text[start - 1].isalnum()
    return before and (end == len(text) or not (text[end].isalnum() and text[end - 1] != "."))
