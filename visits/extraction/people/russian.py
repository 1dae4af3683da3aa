"""Candidates of a Russian text with their names in the nominative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.people.candidate import Candidate
from visits.extraction.people.declension import nominative, russian_given
from visits.extraction.people.page import Page

_OBLIQUE = ("м", "ой", "а", "я", "у", "ю", "е", "ы", "ами", "ями", "ов", "ей", "и")
INSTRUMENTAL = 3
_DIRECT = frozenset({"глава", "папа", "коллега", "королева"})


def in_nominative(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; known officials take the name that the gazetteer has for them."""
    return [replace(c, name=_name(page, c)) for c in candidates]


def _name(page: Page, candidate: Candidate) -> str:
    head = candidate.title.lower().split() if candidate.title else []
    heads = [word for word in head if word in page.vocabulary.heads]
    name = nominative(candidate.name, russian_given(), case=_case(heads[0]) if heads else None)
    for key in candidate.officials[:1]:
        forms = [form for lang, form in page.gazetteer.officials[key].forms if lang == "ru"]
        turned = name != candidate.name and name in forms
        if forms and not turned:
            return forms[0] if " " in candidate.name else forms[0].split(" ")[-1]
    return name


def _case(head: str) -> int | None:
    """3 after a title in the instrumental, 0 in another oblique case, None in the nominative."""
    if head in _DIRECT or not head.endswith(_OBLIQUE):
        return None
    return INSTRUMENTAL if head.endswith(("м", "ой", "ами", "ями")) else 0
