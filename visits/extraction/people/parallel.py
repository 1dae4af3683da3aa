"""Names behind the countries that they go with: "the ministers of Peru and Cuba, A and B"."""

from __future__ import annotations

from collections.abc import Iterator

from visits.extraction.people.candidate import Candidate
from visits.extraction.people.names import name_end, name_text
from visits.extraction.people.page import Page
from visits.extraction.people.titles import Title

_AND = {"and", "&", "et", "y", "e", "и"}
_BETWEEN = {",", "of", "from", "the", *_AND}
_OPENS = {",", ":", "(", "–", "—"}


def parallel_names(page: Page, title: Title) -> list[Candidate]:
    """The people of a plural title whose countries are listed, each with its own; else none.

    The countries stand before the title ("his Cuban and Peruvian counterparts, A and B") or
    behind it, and there must be as many names.
    """
    if not title.plural:
        return []
    start, before = _before(page, title)
    index, after = _after(page, title)
    lands = [*before, *after]
    if len(lands) < 2 or page.tokens.word(index) not in _OPENS:
        return []
    names = list(_names(page, index + 1, len(lands)))
    if len(names) != len(lands):
        return []
    tokens = page.tokens
    phrase = page.text[tokens.starts[_core(page, title)] : tokens.ends[title.head]]
    return [
        Candidate(
            start=first if number else start,
            end=last,
            first=first,
            last=last,
            name=name_text(page, first, last),
            title=phrase,
            country=land,
            former=title.former,
            officials=page.officials.get(first, (0, ()))[1],
        )
        for number, ((first, last), land) in enumerate(zip(names, lands, strict=True))
    ]


def _before(page: Page, title: Title) -> tuple[int, list[str]]:
    """Where a list of countries before the title begins, and its countries."""
    lands: list[str] = []
    start = index = _core(page, title)
    while place := page.place(index - 1):
        lands.insert(0, place.country)
        start = index = page.tokens.at(place.start)
        while page.tokens.word(index - 1) in _AND | {","}:
            index -= 1
    return start, lands


def _core(page: Page, title: Title) -> int:
    """The first token of the title behind its country."""
    index = title.start
    places = [i for i in range(title.start, title.head) if page.place(i)]
    return places[-1] + 1 if places else index


def _after(page: Page, title: Title) -> tuple[int, list[str]]:
    """The token behind a list of countries that follows the title, and its countries."""
    tokens, links = page.tokens, page.vocabulary.links | _BETWEEN
    lands: list[str] = []
    end = index = title.head + 1
    while page.joined(index):
        place = page.place(index)
        if place is not None:
            lands.append(place.country)
            end = index = max(tokens.at(place.end), index + 1)
        elif tokens.lower[index] in links or (not lands and index < title.end):
            index += 1
        else:
            break
    return end, lands


def _names(page: Page, index: int, number: int) -> Iterator[tuple[int, int]]:
    for _ in range(number):
        last = name_end(page, index, titled=True) if page.joined(index) else index
        known = page.officials.get(index)
        last = max(last, known[0]) if known else last
        if last == index:
            return
        # "Jean-Noël Barrot y Johann Wadephul" are no one man, as Ortega y Gasset was
        last = next((i for i in range(index, last) if page.tokens.lower[i] in _AND), last)
        yield index, last
        index = last
        while page.tokens.word(index) in _AND | {","}:
            index += 1
