"""Titles in a text: "former Japanese Foreign Minister", "Special Representative for the DPRK"."""

from __future__ import annotations

from dataclasses import dataclass

from visits.extraction.mentions import PlaceForm, PlaceMention
from visits.extraction.people.page import Page

_OF = {"of", "for", "to", "on", "at"}
_VAGUE = {"a", "an", "every", "any", "each", "no", "another", "some", "elected", "several", "first"}
_DETERMINERS = {"the", "his", "her", "its", "their", "our", "this"} | _VAGUE
#: Heads that are mere prefixes before another part of a title: "Deputy Special Representative".
_PREFIXES = {"deputy", "assistant"}
_JOINTS = {"and", "&", ","}
_LINKS = {"and", "&", ",", "of", "for", "the", "on", "'s", "’s", "with"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase: tokens `start` to `end` (exclusive), its last head noun at `head`.

    `country` is the one that the phrase says the holder acts for; `definite` that "the", "his" or
    the like stands before it, `vague` that "a" or "every" does; `capital` that it is written as
    part of a name.
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


def find_titles(page: Page) -> list[Title]:
    """Titles in order; they do not overlap."""
    heads = page.vocabulary.heads
    found: list[Title] = []
    for index, word in enumerate(page.tokens.lower):
        base = word.removeprefix("then-").removeprefix("ex-").lstrip()
        if base not in heads and base not in page.vocabulary.honorifics:
            continue
        floor = found[-1].end if found else 0
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
    return word in page.vocabulary.heads and word not in {"king", "prince"}


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
    former = tokens.lower[head].startswith(("then-", "ex-"))
    definite = vague = False
    while start > floor and page.joined(start):
        word = tokens.lower[start - 1]
        former = former or word in words.former
        if word in _DETERMINERS:
            vague = word in _VAGUE
            definite = not vague
            break
        if word not in words.preceding:
            break
        start -= 1
    end, told = _complement(page, head)
    return Title(
        start=start,
        end=end,
        head=head,
        country=told or country,
        plural=tokens.lower[head] in words.plurals,
        former=former,
        definite=definite,
        vague=vague,
        capital=tokens.caps[head],
    )


def _leftwards(page: Page, head: int, floor: int) -> int:
    """The first token of the modifiers and of the organisation before a head noun."""
    tokens, words = page.tokens, page.vocabulary
    start = head
    while start > floor and page.joined(start):
        word = tokens.lower[start - 1]
        if page.place(start - 1) and word not in words.modifiers:
            break
        if _modifies(page, start - 1):
            start -= 1
        elif word in {"and", "&", ","} and _links(page, start, floor):
            start -= 2
        elif word == "-" and start - 2 >= floor and tokens.lower[start - 2] in words.modifiers:
            start -= 2  # "Vice- Prime Minister", as a wire broke the line
        else:
            break
    return start


def _modifies(page: Page, index: int) -> bool:
    tokens, words = page.tokens, page.vocabulary
    word = tokens.lower[index]
    if word in words.modifiers or word in words.heads or word in words.honorifics:
        return True
    organisation = word in words.organisations or _acronym(tokens.words[index])
    return tokens.caps[index] and organisation


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


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


def _complement(page: Page, head: int) -> tuple[int, str | None]:
    """Where the title ends after "of ...", "for ...", and the country that it names."""
    tokens, words = page.tokens, page.vocabulary
    index = head + 1
    country: str | None = None
    if page.joined(index) and tokens.caps[index] and _bare_portfolio(page, index):
        index += 1
    if tokens.word(index) in {"i", "ii", "iii"} and tokens.lower[head] in {"minister", "ministers"}:
        index += 1
    while page.joined(index) and tokens.lower[index] in _OF:
        link = tokens.lower[index]
        if link in {"to", "at"} and tokens.lower[head] not in words.to_heads:
            break
        nested = _nested(page, index + 1) if link == "to" else 0
        end, told = (nested, None) if nested else _phrase(page, index + 1)
        if end == index + 1:
            break
        if told and link == "of" and not country:
            country = told
        index = end
    return index, country


def _bare_portfolio(page: Page, index: int) -> bool:
    """Whether a portfolio stands behind its head noun: "US Secretary Treasury Robert Rubin"."""
    tokens = page.tokens
    after = index + 1
    return (
        tokens.lower[index] in page.vocabulary.modifiers
        and tokens.lower[index] not in page.vocabulary.surnames
        and page.joined(after)
        and tokens.caps[after]
        and tokens.lower[after] not in page.vocabulary.common
        and tokens.lower[after] not in page.vocabulary.heads
    )


def _nested(page: Page, index: int) -> int:
    """The end of the title in "Assistant to the President", 0 where none stands here."""
    tokens, words = page.tokens, page.vocabulary
    if tokens.word(index) != "the":
        return 0
    index += 1
    while page.joined(index) and (tokens.lower[index] in words.modifiers or page.place(index)):
        index += 1
    return index + 1 if page.joined(index) and tokens.lower[index] in words.heads else 0


def _phrase(page: Page, index: int) -> tuple[int, str | None]:
    """The end of the words after a preposition, and the last country among them."""
    tokens = page.tokens
    country, end = None, index
    while page.joined(index):
        place = page.place(index)
        word = tokens.lower[index]
        if place and (_is_given_name(page, index, place) or _adjective(page, index, place)):
            break
        if place:
            if country and place.form is not PlaceForm.DEMONYM and tokens.lower[index - 1] == "and":
                break
            country = place.country
            index = tokens.at(place.end)
            end = max(index, end + 1)
        elif (
            tokens.words[index] == "("
            and page.joined(index + 2)
            and (tokens.words[index + 2 : index + 3] == [")"])
            and _acronym(tokens.words[index + 1])
        ):
            index = end = index + 3
        elif word in _LINKS:
            after_place = country and page.place(index - 1)
            if word in _JOINTS and (after_place or _head_follows(page, index + 1)):
                break
            index += 1
        elif _portfolio(page, index):
            index = end = index + 1
        else:
            break
    return end, country


def _adjective(page: Page, index: int, place: PlaceMention) -> bool:
    """Whether a demonym opens another title: "spokesman of Slovakian President"."""
    after = page.tokens.at(place.end)
    return (
        place.form is PlaceForm.DEMONYM
        and page.tokens.word(index - 1) == "of"
        and not page.tokens.words[index].isupper()
        and page.joined(after)
        and page.tokens.lower[after] in page.vocabulary.heads | page.vocabulary.modifiers
        and _head_follows(page, after)
    )


def _is_given_name(page: Page, index: int, place: PlaceMention) -> bool:
    """Whether a city's name begins a person's: "for Political Affairs Victoria Nuland"."""
    tokens = page.tokens
    after = tokens.at(place.end)
    return (
        place.form is PlaceForm.CITY
        and page.joined(after)
        and tokens.caps[after]
        and not page.place(after)
        and not _portfolio(page, after)
        and tokens.lower[after] not in page.vocabulary.heads
    )


def _head_follows(page: Page, index: int) -> bool:
    """Whether modifiers lead to another head noun: "and Deputy Prime Minister"."""
    tokens, words = page.tokens, page.vocabulary
    for position in range(index, min(index + 6, len(tokens))):
        word = tokens.lower[position]
        if word in words.heads:
            return True
        if word not in words.modifiers and not page.place(position) and word not in {"the", "'s"}:
            return False
    return False


def _portfolio(page: Page, index: int) -> bool:
    tokens, words = page.tokens, page.vocabulary
    word = tokens.lower[index]
    if word in words.stop:
        return False
    if word in words.modifiers or word in words.organisations or word in words.regions:
        return True
    if _acronym(tokens.words[index]):
        return True
    return (
        tokens.caps[index]
        and word in words.common
        and word not in words.surnames
        and word not in words.heads
    )
