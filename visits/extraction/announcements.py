"""A line of the evaluation format as a document to read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from visits.extraction.documents import Document
from visits.extraction.gazetteer import Gazetteer

LANGUAGES = ("en", "fr", "es", "ru", "zh")
CJK = "\u3400"


@dataclass(frozen=True, slots=True)
class _Publishers:
    """Publishers known by name, and the words that make a name an official one."""

    named: re.Pattern[str]
    countries: Mapping[str, str]
    official: re.Pattern[str]


def document_of(record: Mapping[str, Any], gazetteer: Gazetteer) -> Document:
    """The announcement as a value; missing or malformed fields become empty ones."""
    source = _told(record, "source")
    return Document(
        id=_told(record, "id"),
        title=_told(record, "title"),
        text=_told(record, "text"),
        published=_day(record.get("published")),
        language=(_told(record, "lang") or "en").lower().replace("_", "-").split("-")[0],
        source=source,
        country=publisher_country(source, gazetteer),
    )


def publisher_country(source: str, gazetteer: Gazetteer) -> str | None:
    """The country that a publisher speaks for; None for an independent wire or a newspaper."""
    folded = source.casefold().replace("’", "'")
    spoken = _publishers()
    named = spoken.named.search(folded)
    if named is not None:
        return spoken.countries[named.group()]
    if spoken.official.search(folded) is None:
        return None
    for language in LANGUAGES:
        places = [hit.places[0] for hit in gazetteer.find(source, language) if hit.places]
        if places:
            return places[0].country
    return None


def _told(record: Mapping[str, Any], field: str) -> str:
    """A field as text; half characters, which no encoding can write, become question marks."""
    return str(record.get(field) or "").encode("utf-8", "replace").decode("utf-8")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


@cache
def _publishers() -> _Publishers:
    file = resources.files("visits.extraction.lexicon").joinpath("publishers.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    countries: dict[str, str] = table["country"]
    return _Publishers(_any_of(countries), countries, _any_of(table["official"]["words"]))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as whole words; Chinese writes no blanks between them."""
    longest = sorted(names, key=len, reverse=True)
    spaced = "|".join(re.escape(name) for name in longest if name < CJK)
    joined = "|".join(re.escape(name) for name in longest if name >= CJK)
    return re.compile(rf"\b(?:{spaced})\b|{joined}")
