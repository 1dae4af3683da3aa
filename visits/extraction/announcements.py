"""A line of the evaluation format as a document to read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from visits.extraction.documents import Document
from visits.extraction.gazetteer import Gazetteer


def document_of(record: Mapping[str, Any], gazetteer: Gazetteer) -> Document:
    """The announcement as a value; missing or malformed fields become empty ones."""
    source = str(record.get("source") or "")
    return Document(
        id=str(record.get("id") or ""),
        title=str(record.get("title") or ""),
        text=str(record.get("text") or ""),
        published=_day(record.get("published")),
        language=str(record.get("lang") or "en").lower().split("-")[0],
        source=source,
        country=publisher_country(source, gazetteer),
    )


def publisher_country(source: str, gazetteer: Gazetteer) -> str | None:
    """The country that a publisher speaks for; None for an independent wire."""
    folded = source.casefold()
    for name, country in _publishers().items():
        if name in folded:
            return country
    hits = [hit for hit in gazetteer.find(source, "en") if hit.places]
    return hits[0].places[0].country if hits else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


@cache
def _publishers() -> dict[str, str]:
    file = resources.files("visits.extraction.lexicon").joinpath("publishers.toml")
    countries: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["country"]
    return countries
