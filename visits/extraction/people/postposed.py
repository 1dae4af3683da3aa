"""Titles of languages that put the country behind: "ministre de la Défense d'Arménie"."""

from __future__ import annotations

import re

from visits.extraction.mentions import PlaceForm
from visits.extraction.people.page import Page
from visits.extraction.people.titles import Title

_ARTICLES = {"le", "la", "l'", "l’", "les", "el", "los", "las", "du", "au", "al", "del"}
_GENITIVE = re.compile(r"[а-яё-]+(?:ых|их|ого|его|ции|сии|ства|ности|ики|овли|ений|ений|дел|ной)$")
_MARKS = {"(", ")", "—", "–", "-"}


def find_postposed(page: Page) -> list[Title]:
    """Titles in order: adjectives, head noun, then portfolio and country up to the name."""
    tokens, words = page.tokens, page.vocabulary
    found: list[Title] = []
    floor = 0
    for index, word in enumerate(tokens.lower):
        if index < floor or (word not in words.heads and word not in words.honorifics):
            continue
        start, before = _leftwards(page, index, floor)
        end, behind = _rightwards(page, index)
        floor = end
        lead = tokens.word(start - 1)
        former = any(tokens.lower[i] in words.former for i in range(max(0, start - 2), end))
        found.append(
            Title(
                start=start,
                end=end,
                head=index,
                country=behind or before,
                plural=word in words.plurals,
                former=former,
                definite=lead in _ARTICLES or words.language == "ru",
                vague=lead in {"un", "une", "una"},
                capital=tokens.caps[index],
            )
        )
    return found


def _leftwards(page: Page, head: int, floor: int) -> tuple[int, str | None]:
    tokens, words = page.tokens, page.vocabulary
    start, country = head, None
    while start > floor and page.joined(start):
        place = page.place(start - 1)
        if place and place.form is PlaceForm.DEMONYM:
            country = place.country
        elif tokens.lower[start - 1] not in words.modifiers:
            break
        start -= 1
    return start, country


def _rightwards(page: Page, head: int) -> tuple[int, str | None]:
    """The token after the title's last word, and the last country in it."""
    tokens, words = page.tokens, page.vocabulary
    index, end = head + 1, head + 1
    country = None
    while page.joined(index):
        word = tokens.lower[index]
        place = page.place(index)
        if place and place.form is not PlaceForm.CITY:
            country = place.country
            index = end = max(tokens.at(place.end), index + 1)
        elif _portfolio(page, index):
            index = end = index + 1
        elif word == "," and _listed(page, index + 1):
            index = end = _portfolios(page, index + 1)
        elif word in words.links or tokens.words[index] in _MARKS:
            index += 1
        else:
            break
    return end, country


def _listed(page: Page, index: int) -> bool:
    """Whether a comma goes on with a portfolio: "de Asuntos Exteriores, Unión Europea y ..."."""
    tokens, words = page.tokens, page.vocabulary
    return page.joined(index) and tokens.caps[index] and tokens.lower[index] in words.modifiers


def _portfolios(page: Page, index: int) -> int:
    while page.joined(index) and page.tokens.lower[index] in page.vocabulary.modifiers:
        index += 1
    return index


def _portfolio(page: Page, index: int) -> bool:
    tokens, words = page.tokens, page.vocabulary
    word = tokens.lower[index]
    if word in words.modifiers or word in words.heads or word in words.regions:
        return True
    if _acronym(tokens.words[index]):
        return True
    russian = words.language == "ru" and not tokens.caps[index]
    return russian and bool(_GENITIVE.match(word))


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()
