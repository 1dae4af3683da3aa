"""What follows a title's head noun: "of Foreign Affairs of Japan", "for the DPRK"."""

from __future__ import annotations

from visits.extraction.mentions import PlaceForm, PlaceMention
from visits.extraction.people.page import Page

_OF = {"of", "for", "to", "on", "at"}
#: Longer words in capitals are names: "Prime Minister of Japan KISHIDA Fumio".
LONGEST_ACRONYM = 6
#: "President of the Council of Ministers".
_CABINETS = {"council", "cabinet"}
_JOINTS = {"and", "&", ","}
_LINKS = {"and", "&", ",", "of", "for", "the", "on", "'s", "’s", "with"}


def complement(page: Page, head: int) -> tuple[int, str | None]:
    """Where the title ends after "of ...", "for ...", and the country that it names."""
    tokens, words = page.tokens, page.vocabulary
    index = head + 1
    country: str | None = None
    if page.joined(index) and tokens.caps[index] and _bare_portfolio(page, index):
        index += 1
    if tokens.word(index) in {"i", "ii", "iii"} and tokens.lower[head] in {"minister", "ministers"}:
        index += 1
    links = _OF | {"from"} if tokens.lower[head] in words.counterparts else _OF
    while page.joined(index) and tokens.lower[index] in links:
        link = tokens.lower[index]
        if link in {"to", "at"} and tokens.lower[head] not in words.to_heads:
            break
        nested = _nested(page, index + 1) if link == "to" else 0
        end, told = (nested, None) if nested else _phrase(page, index + 1)
        if end == index + 1:
            break
        owning = link in {"of", "from"} or (link in {"for", "on"} and _owned(page, index, end))
        if nested:
            owning, told = True, _owner(page, index + 1, nested)
        if told and owning and not country:
            country = told
        index = end
    return index, country


def _owned(page: Page, index: int, end: int) -> bool:
    """Whether a portfolio ends with whose it is: "for Peace Affairs of the ROK Ministry ..."."""
    for at in range(index + 2, end - 1):
        if page.tokens.lower[at] == "of" and not page.place(at):
            return page.place(at + 1 + (page.tokens.lower[at + 1] == "the")) is not None
    return False


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


def _owner(page: Page, first: int, end: int) -> str | None:
    """The country of the title in "Adviser to the Italian Prime Minister"."""
    places = (page.place(index) for index in range(first, end))
    return next((place.country for place in places if place), None)


def _phrase(page: Page, index: int) -> tuple[int, str | None]:
    """The end of the words after a preposition, and the last country among them."""
    tokens = page.tokens
    country, end = None, index
    while page.joined(index):
        place = page.place(index)
        word = tokens.lower[index]
        if place and (_is_given_name(page, index, place, end) or _adjective(page, index, place)):
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
            and is_acronym(tokens.words[index + 1])
        ):
            index = end = index + 3
        elif word == "ministers" and tokens.lower[index - 2] in _CABINETS:
            index = end = index + 1
        elif word in _LINKS:
            after_place = country and page.place(index - 1)
            if word in _JOINTS and (after_place or _head_follows(page, index + 1)):
                break
            index += 1
        elif _portfolio(page, index) or _of_organisation(page, index, end):
            index = end = index + 1
        elif named := _named_organisation(page, index):
            index = end = named
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


def _is_given_name(page: Page, index: int, place: PlaceMention, first: int) -> bool:
    """Whether a city's name begins a person's: "for Political Affairs Victoria Nuland".

    Behind "to" it is where an ambassador lives: "Ambassador to Athens Nazmi Akiman".
    """
    tokens = page.tokens
    after = tokens.at(place.end)
    posted = index == first and tokens.lower[index - 1] == "to"
    if posted and tokens.lower[index] not in page.gazetteer.given:
        return False
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
    for position in range(index, min(index + 6, len(tokens.words))):
        word = tokens.lower[position]
        if word in words.heads:
            return True
        if word not in words.modifiers and not page.place(position) and word not in {"the", "'s"}:
            return False
    return False


def _of_organisation(page: Page, index: int, end: int) -> bool:
    """Whether an adjective before makes the word an organisation's: "National Amusements"."""
    tokens, words = page.tokens, page.vocabulary
    adjective = (
        index == end and tokens.caps[index - 1] and tokens.lower[index - 1] in words.adjectives
    )
    return adjective and tokens.caps[index] and tokens.lower[index] not in words.heads


def _named_organisation(page: Page, index: int) -> int:
    """Where an organisation named by words unknown to us ends: "of the Expediency Council"."""
    tokens, words = page.tokens, page.vocabulary
    if tokens.lower[index - 1] not in {"the", "'s", "’s"} or not tokens.caps[index]:
        return 0
    for last in range(index + 1, min(index + 4, len(tokens.words))):
        if not page.joined(last) or not tokens.caps[last] or page.place(last):
            return 0
        if tokens.lower[last] in words.organisations:
            return last + 1
    return 0


def _portfolio(page: Page, index: int) -> bool:
    tokens, words = page.tokens, page.vocabulary
    word = tokens.lower[index]
    if word in words.stop:
        return False
    if word in words.modifiers or word in words.organisations or word in words.regions:
        return True
    if is_acronym(tokens.words[index]):
        return True
    if not tokens.caps[index] or word not in words.common or word in words.surnames:
        return False
    return word not in words.heads and not _given(page, index)


def _given(page: Page, index: int) -> bool:
    """Whether a common word is a given name here: "Minister of Foreign Affairs Per Stig ..."."""
    tokens, words = page.tokens, page.vocabulary
    after = index + 1
    if tokens.lower[index] not in page.gazetteer.given or not page.joined(after):
        return False
    low = tokens.lower[after]
    return tokens.caps[after] and not (low in words.common or low in words.modifiers)


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation in capitals: "NATO"."""
    return 1 < len(word) <= LONGEST_ACRONYM and word.isupper() and word.isalpha()
