"""Candidates of a Russian text with their names in the nominative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.people.candidate import Candidate
from visits.extraction.people.declension import nominative, russian_given
from visits.extraction.people.page import Page

_OBLIQUE = ("м", "ой", "а", "я", "у", "ю", "е", "ы", "ами", "ями", "ов", "ей", "и")
_DIRECT = frozenset({"глава", "папа", "коллега", "королева"})


def in_nominative(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; known officials take the name that the gazetteer has for them."""
    return [replace(c, name=_name(page, c)) for c in candidates]


def _name(page: Page, candidate: Candidate) -> str:
    for key in candidate.officials[:1]:
        forms = [name for lang, name in page.gazetteer.officials[key].forms if lang == "ru"]
        if forms:
            return forms[0]
    head = candidate.title.lower().split() if candidate.title else []
    heads = [word for word in head if word in page.vocabulary.heads]
    oblique = bool(heads) and heads[0] not in _DIRECT and heads[0].endswith(_OBLIQUE)
    return nominative(candidate.name, russian_given(), oblique=oblique)
