"""Names by their grammar: capitals, initials, particles and suffixes."""

from __future__ import annotations

import re

from visits.extraction.mentions import PlaceForm
from visits.extraction.people.page import Page

LONGEST = 8
_INITIAL = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁ]\.)+$|[A-ZА-ЯЁ]$")
_INNER = {"sheikh", "haji", "hajj", "ould", "agha", "mullah"}
_NUMBERS = frozenset({"million", "hundred", "seven", "ten"})
_ROYAL = {"queen", "king", "prince", "princess", "sheikh"}
#: Countries that are surnames as well.
_LANDS = {"jordan", "ireland", "england", "holland", "france", "israel", "chad"}
#: Titles that are given names as well, behind another title.
GIVEN = frozenset({"amir", "emir", "dean"})
#: Short names of months that are names of people as well, and words that end one.
_MONTHS, _ENDINGS = {"jan", "jun"}, {"how"}
_BROKEN = re.compile(r"- | *[()]")


def name_end(page: Page, start: int, *, titled: bool) -> int:
    """The token after the name that starts here; `start` itself where none does.

    A name after a title may begin with a word that is common otherwise ("Rice", "Bush").
    """
    tokens, words = page.tokens, page.vocabulary
    index, solid = start, start
    if tokens.word(start) in words.courtesies:
        return start
    headline = start < len(tokens.words) and page.in_title(start)
    while index < len(tokens.words) and index - start < LONGEST:
        if index > start and not page.joined(index):
            break
        word, low = tokens.words[index], tokens.lower[index]
        if low in words.suffixes and index > start:
            index = solid = index + 1
        elif word == "," and tokens.word(index + 1) in {"jr.", "jr", "sr."} and index > start:
            index = solid = index + 2
        elif _leads_on(page, index, start):
            index += 1
        elif _part(page, index, first=index == start, titled=titled, headline=headline):
            index = solid = index + 1
        elif index > start and _quoted(page, index):
            index += 3
        elif word == ")" and titled and "(" in tokens.words[max(0, start - 4) : index]:
            index += 1
        else:
            break
    return solid


def name_text(page: Page, start: int, end: int) -> str:
    """The name as printed, without the breaks that a wire put into it."""
    tokens = page.tokens
    text = page.text[tokens.starts[start] : tokens.ends[end - 1]]
    return (
        _BROKEN.sub(lambda match: "-" if match.group() == "- " else " ", text)
        .replace("  ", " ")
        .strip()
    )


def _leads_on(page: Page, index: int, start: int) -> bool:
    """Whether the token is an initial or a particle, which end no name."""
    word, low = page.tokens.words[index], page.tokens.lower[index]
    if _INITIAL.match(word):
        return len(word) <= 8 and (index == start or low not in {"i", "a"})
    inner = low in page.vocabulary.particles or (index > start and low in _INNER)
    return inner and _goes_on(page, index)


def _goes_on(page: Page, index: int) -> bool:
    """Whether a particle leads on to another part of a name."""
    tokens, words = page.tokens, page.vocabulary
    for position in range(index + 1, min(index + 4, len(tokens.words))):
        if not page.joined(position):
            return False
        if tokens.lower[position] not in words.particles:
            return tokens.caps[position] and _part(
                page, position, first=False, titled=True, headline=False
            )
    return False


def _part(page: Page, index: int, *, first: bool, titled: bool, headline: bool) -> bool:
    tokens, words = page.tokens, page.vocabulary
    word, low = tokens.words[index], tokens.lower[index]
    if low.startswith(words.prefixes) and not tokens.caps[index]:
        return any(letter.isupper() for letter in word)
    if not tokens.caps[index] or (low in words.stop and not is_name(page, index)):
        return False
    if low in words.heads or low in words.organisations or low in words.honorifics:
        if first:
            return titled and low in GIVEN and _is_followed(page, index)
        if headline or low not in words.surnames or page.place(index - 1):
            return False
        return _closes(page, index)
    if len(word) > 1 and word.isupper() and "-" not in word and not _shouted(page, index):
        return titled and first and _family_in_capitals(page, index)
    if page.place(index):
        if first:
            return _place_as_name(page, index, titled=titled)
        return not headline and _place_as_surname(page, index)
    if low in words.common and low not in words.surnames:
        if not first:
            return (
                titled
                and not headline
                and (_verb_follows(page, index) or _after_given(page, index))
            )
        return titled and low not in words.modifiers and _rare_surname(page, index)
    return True


def _is_followed(page: Page, index: int) -> bool:
    """Whether a surname follows: "Defense Minister Amir Peretz"."""
    tokens, after = page.tokens, index + 1
    unknown = page.joined(after) and tokens.lower[after] not in page.vocabulary.heads
    return unknown and tokens.caps[after] and not page.place(after)


def is_name(page: Page, index: int) -> bool:
    """Whether a word that begins no name otherwise is part of one: "Zhang Jun", "He Yafei"."""
    tokens, words = page.tokens, page.vocabulary
    low, after = tokens.lower[index], tokens.word(index + 1)
    if low in _MONTHS:
        return not (after[:1] == "." or after[:1].isdigit())
    if low in _ENDINGS:
        return page.joined(index) and tokens.caps[index - 1]
    if low not in words.surnames or not page.joined(index + 1) or not tokens.caps[index + 1]:
        return False
    return not (after in words.stop or after in words.common or page.place(index + 1))


def _shouted(page: Page, index: int) -> bool:
    """Whether a word in capitals is a name of the body, or a known one, in a wire's title."""
    low = page.tokens.lower[index]
    return page.in_title(index) and (low in page.printed or low in page.gazetteer.by_family)


def _family_in_capitals(page: Page, index: int) -> bool:
    """Whether a family name in capitals leads a name: "Prime Minister KISHIDA Fumio"."""
    tokens = page.tokens
    after = index + 1
    if len(tokens.words[index]) < 3 or not page.joined(after) or not tokens.caps[after]:
        return False
    given, low = tokens.words[after], tokens.lower[after]
    return not given.isupper() and low not in page.vocabulary.common and low.isalpha()


def _quoted(page: Page, index: int) -> bool:
    """Whether a nickname in quotes stands here and the name goes on behind it."""
    tokens = page.tokens
    return (
        tokens.words[index] in {'"', "“"}
        and tokens.words[index + 2 : index + 3] in (['"'], ["”"])
        and page.joined(index + 3)
        and tokens.caps[index + 1]
        and tokens.caps[index + 3]
    )


def _closes(page: Page, index: int) -> bool:
    """Whether a word that is also a title ends a name: "John Major", "bin Sultan al-Nahayan"."""
    tokens, words = page.tokens, page.vocabulary
    if tokens.lower[index - 1] in words.particles:
        return True
    after = index + 1
    if not page.joined(after):
        return True
    return not tokens.caps[after] or tokens.lower[after] in words.suffixes


def _place_as_surname(page: Page, index: int) -> bool:
    """Whether a city's name, or one of a few countries', ends a name: "Monica P. Medina"."""
    tokens = page.tokens
    place = page.place(index)
    if place is None or tokens.words[index].isupper():
        return False
    if tokens.word(index + 1) == "," and page.place(index + 2):
        return False
    single = place.end <= tokens.ends[index] and place.start >= tokens.starts[index]
    initial = len(tokens.words[index - 1]) == 2 and _INITIAL.match(tokens.words[index - 1])
    lead = tokens.word(index - 2 if initial else index - 1)
    given = lead in page.gazetteer.given or lead in page.vocabulary.particles
    return single and given and (place.form is PlaceForm.CITY or tokens.lower[index] in _LANDS)


def _verb_follows(page: Page, index: int) -> bool:
    """Whether a common word ends a name behind its title: "Secretary Rena Bitter will".

    So does one before a comma: "the party's candidate, Anna Winter, ...".
    """
    tokens, words = page.tokens, page.vocabulary
    after = index + 1
    if not page.joined(after) or tokens.lower[index - 1] in words.common:
        return False
    low = tokens.lower[after]
    return low in words.after or low in words.verbs or low in words.auxiliaries or low == ","


def _after_given(page: Page, index: int) -> bool:
    """Whether a number word ends a name behind a given name: "Minister Charles Million that"."""
    tokens = page.tokens
    after = index + 1
    ends = not page.joined(after) or not tokens.caps[after]
    return (
        ends and tokens.lower[index] in _NUMBERS and tokens.lower[index - 1] in page.gazetteer.given
    )


def _rare_surname(page: Page, index: int) -> bool:
    """Whether a common word after a title is a name: more of a name or a verb follows."""
    tokens, words = page.tokens, page.vocabulary
    after = index + 1
    if not page.joined(after):
        return False
    low = tokens.lower[after]
    if tokens.caps[after]:
        known = low in words.stop or low in words.organisations or low in words.heads
        return not known and low not in words.common and not page.place(after)
    return low in words.after or low in words.verbs


def _place_as_name(page: Page, index: int, *, titled: bool) -> bool:
    """Whether a place begins a name: "Israel Katz", "Secretary Victoria Nuland", "Ms. Medina's"."""
    tokens, words = page.tokens, page.vocabulary
    after = index + 1
    place = page.place(index)
    if place is None or not page.joined(after) or page.place(after):
        return False
    city = titled and place.form is PlaceForm.CITY
    if city and tokens.word(index - 1) in _ROYAL:
        return True
    if not tokens.caps[after]:
        verb = tokens.lower[after] in words.after or tokens.words[after] in {"'s", "’s"}
        verb = verb or (tokens.lower[after] == "of" and page.place(after + 1) is not None)
        return city and verb and not tokens.words[index].isupper()
    if tokens.lower[index] in page.gazetteer.given:
        return place.form is not PlaceForm.DEMONYM
    return city and tokens.lower[after] not in words.organisations
