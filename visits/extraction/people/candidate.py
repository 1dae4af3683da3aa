"""A named mention before it is known whom it means."""

from __future__ import annotations

from dataclasses import dataclass

from visits.extraction.people.page import Page


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `start` to `end` with the title, `first` to `last` the name alone, both exclusive.

    `country` is the one told right here, `owned` says that an unknown organisation stands before
    the title, `officials` the known ones of exactly this name.
    """

    start: int
    end: int
    first: int
    last: int
    name: str
    title: str | None = None
    country: str | None = None
    former: bool = False
    owned: bool = False
    officials: tuple[str, ...] = ()


def words_of(page: Page, start: int, end: int) -> str | None:
    """The title in these tokens; None where it is a mere "Mr." or "the Honorable"."""
    tokens = page.tokens
    courtesies = page.vocabulary.courtesies
    if all(tokens.lower[i] in courtesies for i in range(start, end)):
        return None
    return page.text[tokens.starts[start] : tokens.ends[end - 1]]
