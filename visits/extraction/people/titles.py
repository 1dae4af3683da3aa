"""Titles in a text: "former Japanese Foreign Minister", "Special Representative for the DPRK"."""

from __future__ import annotations

from dataclasses import dataclass

from visits.extraction.mentions import PlaceForm
from visits.extraction.people.complement import complement, is_acronym
from visits.extraction.people.names import GIVEN
from visits.extraction.people.page import Page

_VAGUE = {"a", "an", "every", "any", "each", "no", "another", "some", "elected", "several", "first"}
_DETERMINERS = {"the", "his", "her", "its", "their", "our", "this"} | _VAGUE
#: Heads that are mere prefixes before another part of a title: "Deputy Special Representative".
_PREFIXES = {"deputy", "assistant"}
_FORMERLY = ("then-", "ex-")
#: Heads that end no title of several: "the president, King X", "Minister Amir Peretz".
_APART = {"king", "prince"} | GIVEN


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase: tokens `start` to `end` (exclusive), its last head noun at `head`.

    `country` is the one that the phrase says the holder acts for; `definite` that "the", "his" or
    the like stands before it, `vague` that "a" or "every" does; `capital` that it is written as
    part of a name; `owned` that an unknown organisation stands before it.
    """

    start: int
    end: int
    head: int
    country: str | None
    plural: bool
    former: bool
    definite: bool
    vague: bool
    capital: bool
    owned: bool = False


def find_titles(page: Page) -> list[Title]:
    """Titles in order; they do not overlap."""
    heads, honorifics = page.vocabulary.heads, page.vocabulary.honorifics
    found: list[Title] = []
    for index, word in enumerate(page.tokens.lower):
        base = word
        if word.startswith(_FORMERLY):
            base = word.removeprefix("then-").removeprefix("ex-").lstrip()
        if base not in heads and base not in honorifics:
            continue
        floor = found[-1].end if found else 0
        if not page.tokens.caps[index] and (
            word in page.vocabulary.capital_only or word in page.vocabulary.courtesies
        ):
            continue
        if index < floor or (word in _PREFIXES and _continues(page, index + 1)):
            continue
        while page.joined(index + 1) and _heads_on(page, index + 1):
            index += 1
        found.append(_title(page, index, floor))
    return found


def _continues(page: Page, index: int) -> bool:
    words = page.vocabulary
    word = page.tokens.word(index)
    return page.joined(index) and (word in words.modifiers or word in words.heads)


def _heads_on(page: Page, index: int) -> bool:
    """Whether a head noun continues the title: "Secretary General", "Chief of Staff" does not."""
    word = page.tokens.lower[index]
    return word in page.vocabulary.heads and word not in _APART


def _title(page: Page, head: int, floor: int) -> Title:
    tokens, words = page.tokens, page.vocabulary
    start = _leftwards(page, head, floor)
    country = None
    while start > floor and page.joined(start):
        before = start - 1
        if tokens.words[before] == ")" and page.place(before - 1):
            before -= 3
        if tokens.words[before] in {"'s", "’s"} and page.place(before - 1):
            before -= 1
        place = page.place(before)
        if not place:
            break
        country = country or place.country
        start = max(floor, tokens.at(place.start))
        if place.form is not PlaceForm.METONYM:
            break
    owner, (start, former, determiner) = start, _preceded(page, start, floor)
    country = country or (_owner(page, start, floor) if start < owner else None)
    end, told = complement(page, head)
    owned = country is None and told is None and _owned(page, start)
    return Title(
        start=start,
        end=end,
        head=head,
        country=told or country,
        plural=tokens.lower[head] in words.plurals,
        former=former or tokens.lower[head].startswith(_FORMERLY),
        definite=determiner in _DETERMINERS - _VAGUE,
        vague=determiner in _VAGUE,
        capital=tokens.caps[head],
        owned=owned,
    )


def _preceded(page: Page, start: int, floor: int) -> tuple[int, bool, str]:
    """Where the adjectives before a title begin, whether one says "former", and the last word."""
    words, former, word = page.vocabulary, False, ""
    while start > floor and page.joined(start):
        word = page.tokens.lower[start - 1]
        former = former or word in words.former
        if word in _DETERMINERS or word not in words.preceding:
            break
        start -= 1
    return start, former, word


def _owner(page: Page, start: int, floor: int) -> str | None:
    """The country in "Hong Kong's future leader", whose title begins behind it."""
    if start - 1 <= floor or not page.joined(start):
        return None
    place = page.place(start - 2) if page.tokens.words[start - 1] in {"'s", "’s"} else None
    return place.country if place is not None else None


def _owned(page: Page, start: int) -> bool:
    """Whether a name unknown to us stands before the title: "Bundesbank President"."""
    tokens, words = page.tokens, page.vocabulary
    before = start - 1
    if not page.joined(start) or page.opens(before) or page.in_title(start):
        return False
    word = tokens.lower[before]
    plain = word in words.stop or word in words.common or word in words.preceding
    return tokens.caps[before] and not plain and not page.place(before)


def _leftwards(page: Page, head: int, floor: int) -> int:
    """The first token of the modifiers and of the organisation before a head noun."""
    tokens, words = page.tokens, page.vocabulary
    start = head
    while start > floor and page.joined(start):
        word = tokens.lower[start - 1]
        if page.place(start - 1) and word not in words.modifiers:
            break
        if _modifies(page, start - 1, head):
            start -= 1
        elif word in {"and", "&", ","} and _links(page, start, floor):
            start -= 2
        elif word == "-" and start - 2 >= floor and tokens.lower[start - 2] in words.modifiers:
            start -= 2  # "Vice- Prime Minister", as a wire broke the line
        else:
            break
    return start


def _modifies(page: Page, index: int, head: int) -> bool:
    """Whether the word belongs to the title: not the "under" of "under President Biden"."""
    tokens, words = page.tokens, page.vocabulary
    word = tokens.lower[index]
    if tokens.caps[head] and not tokens.caps[index] and not page.place(index):
        return False
    if word in words.modifiers or word in words.heads or word in words.honorifics:
        return True
    if word in words.organisations:
        return tokens.caps[index] or not tokens.caps[head]
    return tokens.caps[index] and is_acronym(tokens.words[index])


def _links(page: Page, start: int, floor: int) -> bool:
    """Whether "and" or a comma joins two portfolios: "Trade and Industry Minister"."""
    tokens, modifiers = page.tokens, page.vocabulary.modifiers
    before = start - 2
    return (
        before >= floor
        and page.joined(before + 1)
        and tokens.lower[before] in modifiers
        and tokens.lower[start] in modifiers
        and tokens.caps[before] == tokens.caps[start]
    )
