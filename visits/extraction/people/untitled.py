"""Names without a title before them: appositions, known officials, likely names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visits.extraction.mentions import PlaceForm
from visits.extraction.people.candidate import Candidate, words_of
from visits.extraction.people.declension import russian_given
from visits.extraction.people.known import leader_named
from visits.extraction.people.names import is_name, name_end, name_text
from visits.extraction.people.page import Page
from visits.extraction.people.titles import Title
from visits.extraction.text import folded

#: After these a name without a title is a place.
_PLACING = {"in", "at", "near", "from"}
#: Before these a name may have its country behind it.
_LEADING = {"and", ",", "with", "met", "meets", "meet", "between"}
_ARTICLES = {"al", "el"}
_PARTICLES = {"bin", "bint", "ibn", "van", "von", "al", "el", "binti"}


def untitled_candidates(
    page: Page, covered: list[bool], appositions: dict[int, Title]
) -> Iterator[Candidate]:
    """Names that no title introduces, in order, outside the covered tokens.

    `appositions` are the titles without a name by their first token.
    """
    tokens = page.tokens
    starts = [
        index
        for index, capital in enumerate(tokens.caps)
        if (capital or tokens.lower[index] in _ARTICLES or index in page.officials)
        and not covered[index]
    ]
    reached = 0
    for index in starts:
        known = page.officials.get(index)
        if index < reached or not (known or _may_begin(page, index)):
            continue
        last = name_end(page, index, titled=False)
        if known:
            last = max(last, known[0])
        if last == index:
            continue
        before = page.tokens.word(index - 1) if page.joined(index) else ""
        title = None if before in _PLACING else apposition(page, last, appositions)
        if any(covered[index:last]):
            last = next(i for i in range(index, last) if covered[i])
        by_line = page.in_title(index) and before == "by"
        article = before == "the" and page.tokens.lower[index] not in page.vocabulary.with_article
        placed = before in _PLACING or article
        thing = _goes_on(page, last)
        officials = known[1] if known else () if thing else _leader(page, index, last)
        likely = not placed and not thing and _looks_like_name(page, index, last)
        if last > index and not by_line and (officials or title or likely):
            titles = joined_titles(page, title, appositions) if title else []
            yield _candidate(page, index, last, titles, officials)
        reached = last


def _may_begin(page: Page, index: int) -> bool:
    """A quick look that spares most words the grammar."""
    words = page.vocabulary
    low = page.tokens.lower[index]
    if not page.tokens.caps[index]:
        return low in _ARTICLES
    if low in words.stop:
        return low in words.surnames and is_name(page, index)
    return low not in words.common or low in words.surnames


def _candidate(
    page: Page,
    first: int,
    last: int,
    titles: Sequence[Title],
    officials: tuple[str, ...],
) -> Candidate:
    tokens = page.tokens
    country = next((title.country for title in titles if title.country), None)
    if not titles and first > 1 and tokens.words[first - 1] in {"'s", "’s"}:
        owner = page.place(first - 2)
        country = owner.country if owner else None
    if country is None and _is_of_a_country(page, first, last):
        owner = page.place(last + 1)
        country = owner.country if owner else None
    end = titles[-1].end if titles else last
    return Candidate(
        start=first,
        end=end,
        first=first,
        last=last,
        name=name_text(page, first, last),
        title=words_of(page, titles[0].start, end) if titles else None,
        country=country,
        former=any(title.former for title in titles),
        officials=officials,
    )


def joined_titles(page: Page, title: Title, appositions: dict[int, Title]) -> list[Title]:
    """The title and those that "and" joins to it: "Deputy Prime Minister and Minister of ..."."""
    titles = [title]
    while page.tokens.word(titles[-1].end) == "and" and page.joined(titles[-1].end + 1):
        follow = appositions.get(titles[-1].end + 1)
        if follow is None or follow.plural or follow.capital != title.capital:
            break
        titles.append(follow)
    return titles


def apposition(page: Page, last: int, appositions: dict[int, Title]) -> Title | None:
    """The title in "Ban Ki-moon, the South Korean foreign minister,"."""
    tokens = page.tokens
    if last + 1 >= len(tokens.words) or not page.joined(last + 1) or tokens.words[last] != ",":
        return None
    for index in range(last + 1, min(last + 4, len(tokens.words))):
        if index in appositions:
            title = appositions[index]
            return None if title.plural or _lists(page, title) else title
        if tokens.lower[index] not in {"the", "a", "an", "who", "is", "currently"}:
            return None
    return None


def _lists(page: Page, title: Title) -> bool:
    """Whether a headline names two people: "Abbas, Israeli FM hold talks"."""
    after = title.end
    return (
        page.in_title(title.start)
        and page.joined(after)
        and (page.tokens.words[after] not in {",", ".", "-", ":"})
    )


def _looks_like_name(page: Page, first: int, last: int) -> bool:
    """Whether capitals without a title are a person: a known given name, a family name first."""
    tokens, words = page.tokens, page.vocabulary
    parts = [i for i in range(first, last) if tokens.words[i] not in {",", "."}]
    if len(parts) < 2 or len(parts) > 6:
        return False
    if any(
        tokens.lower[i] in words.common and tokens.lower[i] not in words.surnames for i in parts
    ):
        return False
    if any(tokens.lower[i] in words.regions for i in parts):
        return False
    given = _is_given(page, first) or _leads_others(page, first)
    speaks = tokens.word(last) in words.after or tokens.word(last) in words.verbs
    particle = any(tokens.lower[i] in _PARTICLES for i in parts[1:])
    initial = any(_initial(tokens.words[i]) for i in parts[1:-1])
    solid = [i for i in parts if not _initial(tokens.words[i])]
    told = given or speaks or particle or initial or _is_of_a_country(page, first, last)
    return len(solid) > 1 and told


def _is_of_a_country(page: Page, first: int, last: int) -> bool:
    """Whether a country stands behind a name: "met Ali Abdi and Mamadou Tandja of Niger"."""
    tokens = page.tokens
    listed = page.joined(first) and tokens.word(first - 1) in _LEADING
    if not listed or tokens.word(last) != "of" or not page.joined(last + 1):
        return False
    place = page.place(last + 1)
    return place is not None and place.form is PlaceForm.COUNTRY


def _leads_others(page: Page, first: int) -> bool:
    """Whether the name follows "led by" or "headed by"."""
    tokens = page.tokens
    return (
        page.joined(first)
        and tokens.word(first - 1) == "by"
        and (tokens.word(first - 2) in {"led", "headed", "chaired", "hosted"})
    )


def _is_given(page: Page, index: int) -> bool:
    words = page.vocabulary
    if words.language == "ru":
        return page.tokens.words[index] in russian_given()
    word = folded(page.tokens.words[index])
    return word in page.gazetteer.given or word.split()[0] in page.gazetteer.given


def _leader(page: Page, first: int, last: int) -> tuple[str, ...]:
    """The one leader of that time whose surname this word is: "Putin rules out"."""
    words = page.vocabulary
    if last - first != 1 or page.tokens.lower[first] in words.common:
        return ()
    leader = leader_named(page.gazetteer, page.tokens.words[first], page.published)
    mentioned = leader and any(place.country == leader.country for place in page.places)
    return (leader.key,) if leader and mentioned else ()


def _goes_on(page: Page, last: int) -> bool:
    """Whether a capitalised noun makes the words a thing: "Karl Marx Theater"."""
    tokens, words = page.tokens, page.vocabulary
    if not page.joined(last) or not tokens.caps[last] or page.in_title(last):
        return False
    return tokens.lower[last] in words.organisations or tokens.lower[last] in words.modifiers


def _initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."
