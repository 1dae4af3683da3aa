"""Mentions without a name: titles, pronouns, counterparts and groups."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from visits.extraction.mentions import PersonForm, PersonMention
from visits.extraction.people.page import Page
from visits.extraction.people.pronouns import WINDOW, find_pronouns
from visits.extraction.people.roster import Entry
from visits.extraction.people.titles import Title
from visits.terms import Rank, Role

#: So far into a sentence stands whom it is about.
OPENING = 12
_HEADS = ("leader", "president", "head", "premier")
#: These say little: the country must be told, and the office must be high.
_VAGUE = {"leader", "chief", "visitor", "counterpart", "counterparts", "official", "diplomat"}


def resolve_rest(
    page: Page,
    entries: Sequence[Entry],
    named: Sequence[PersonMention],
    bare: Sequence[Title],
    own: str | None,
) -> list[PersonMention]:
    """Mentions of titles, pronouns and groups, each bound to persons named in the document."""
    titled = list(_titles(page, entries, named, bare, own))
    anchors = sorted([*named, *titled], key=lambda mention: mention.start)
    groups = list(_groups(page, entries, anchors))
    return [*titled, *groups, *find_pronouns(page, entries, anchors, groups)]


def _titles(
    page: Page,
    entries: Sequence[Entry],
    named: Sequence[PersonMention],
    bare: Sequence[Title],
    own: str | None,
) -> Iterator[PersonMention]:
    tokens = page.tokens
    starts = [mention.start for mention in named]
    for title in bare:
        word = tokens.lower[title.head]
        ahead = title.vague and title.country and not (title.plural or title.former)
        if not (ahead or _points(page, title)):
            continue
        start, end = tokens.starts[title.start], tokens.ends[title.end - 1]
        phrase = page.text[start:end]
        place = bisect_left(starts, start)
        before = named[max(0, place - WINDOW) : place]
        order = [*reversed(before), *named[place : place + WINDOW]]
        if ahead:
            person = _introduced(page, entries, named[place : place + 1], before, title)
        else:
            person = _holder(page, entries, order, title, own)
        if person is None:
            continue
        form = PersonForm.COUNTERPART if word in page.vocabulary.counterparts else PersonForm.TITLE
        yield PersonMention(
            start=start,
            end=end,
            name_start=start,
            name_end=end,
            sentence=page.sentence_of[title.start],
            people=(person,),
            form=form,
            title=phrase,
            possessive=tokens.word(title.end) in {"'s", "’s"},
        )


def _introduced(
    page: Page,
    entries: Sequence[Entry],
    after: Sequence[PersonMention],
    before: Sequence[PersonMention],
    title: Title,
) -> int | None:
    """Whoever opens the next sentence, named for the first time: "An envoy arrived. X said ..."."""
    following = page.sentence_of[title.start] + 1
    if page.tokens.starts[title.start] - page.sentences[following - 1].start > OPENING:
        return None
    known = {number for mention in before for number in mention.people}
    for mention in after:
        person, start = mention.people[0], page.sentences[mention.sentence].start
        opens = mention.sentence == following and mention.start - start <= OPENING
        if opens and person not in known and entries[person].country == title.country:
            return person
    return None


def _points(page: Page, title: Title) -> bool:
    """Whether a title without a name points to one person: "the president", "Chinese FM to"."""
    if title.vague or title.former:
        return False
    if title.plural and page.tokens.lower[title.head] not in page.vocabulary.counterparts:
        return False
    heading = page.in_title(title.start) or page.opens(title.start)
    return title.definite or bool(title.country and (title.capital or heading))


def _holder(
    page: Page,
    entries: Sequence[Entry],
    order: Sequence[PersonMention],
    title: Title,
    own: str | None,
) -> int | None:
    """The person last named who can bear the title, else the first one named after it.

    "The President", "the Secretary" of a government's own text are its own.
    """
    phrase = page.text[page.tokens.starts[title.start] : page.tokens.ends[title.end - 1]]
    role = page.vocabulary.role(phrase)
    head = page.tokens.lower[title.head]
    found: dict[int, int] = {}
    for mention in order:
        number = mention.people[0]
        entry = entries[number]
        if number in found or (title.country and entry.country != title.country):
            continue
        if score := _likeness(entry, head, role, has_country=bool(title.country)):
            at_home = own and not title.country and entry.country == own and title.capital
            found[number] = score + bool(at_home and head in {"president", "secretary"})
    if own and title.capital and phrase.lower().removeprefix("the ") == "secretary":
        found = {n: score for n, score in found.items() if not _assists(entries[n])}
    if own and head == "president" and title.capital and not title.country:
        found = {n: score for n, score in found.items() if entries[n].country in (own, None)}
    return max(found, key=lambda number: found[number]) if found else None


def _assists(entry: Entry) -> bool:
    """Whether somebody is below "the Secretary": an Assistant Secretary who briefs on the trip."""
    return entry.role is None or entry.role.rank > Rank.MINISTER


def _likeness(entry: Entry, head: str, role: Role | None, *, has_country: bool) -> int:
    """3 for the same title, 2 for the same office, 1 for the noun or a mere "leader"."""
    told = set(" ".join(entry.titles).lower().split())
    if role is not None and role is not Role.OFFICIAL and role in entry.roles:
        return 3 if head in told else 2
    if head in _VAGUE:
        senior = entry.role is not None and entry.role.rank <= Rank.MINISTER
        return int(has_country and senior)
    return int(head in told)


def _groups(
    page: Page, entries: Sequence[Entry], anchors: Sequence[PersonMention]
) -> Iterator[PersonMention]:
    starts = [mention.start for mention in anchors]
    for match in page.vocabulary.groups.finditer(page.text):
        last = bisect_left(starts, match.start())
        before = anchors[max(0, last - WINDOW) : last]
        index = min(page.tokens.at(match.start()), len(page.tokens.words) - 1)
        lands = _lands(page, page.sentence_of[index])
        people = _pair(entries, before, match.group().lower(), lands)
        if len(people) < 2:
            continue
        index = min(page.tokens.at(match.start()), len(page.tokens) - 1)
        yield PersonMention(
            start=match.start(),
            end=match.end(),
            name_start=match.start(),
            name_end=match.end(),
            sentence=page.sentence_of[index],
            people=tuple(sorted(people)),
            form=PersonForm.GROUP,
            title=match.group(),
        )


def _lands(page: Page, sentence: int) -> set[str]:
    """The countries that a sentence names."""
    first = bisect_left([place.sentence for place in page.places], sentence)
    last = bisect_left([place.sentence for place in page.places], sentence + 1)
    return {place.country for place in page.places[first:last]}


def _pair(
    entries: Sequence[Entry],
    before: Sequence[PersonMention],
    phrase: str,
    lands: Collection[str],
) -> tuple[int, ...]:
    """The two persons of two countries last named who can be "the two leaders".

    Heads come first where the phrase says leaders, people of the countries that the sentence
    names where it names two, subjects and objects before mere owners ("Trump's inauguration").
    Two ministers may be of one country where nobody else fits.
    """
    heads = list(before)
    if any(word in phrase for word in _HEADS):
        heads = [m for m in before if all(_leads(entries[number]) for number in m.people)]
    local = [m for m in heads if all(entries[number].country in lands for number in m.people)]
    named = [m for m in heads if not m.possessive]
    for mentions in (local if len(lands) > 1 else [], named, heads, before):
        found = _last_of_two_countries(entries, mentions, phrase)
        if len(found) == 2:
            return found
    last = [n for m in reversed(before) for n in m.people if _belongs(entries[n], phrase)]
    return tuple(dict.fromkeys(last))[:2]


def _leads(entry: Entry) -> bool:
    return entry.role is not None and entry.role.rank is Rank.HEAD


def _last_of_two_countries(
    entries: Sequence[Entry], before: Sequence[PersonMention], phrase: str
) -> tuple[int, ...]:
    people: list[int] = []
    for mention in reversed(before):
        for number in mention.people:
            fits = number not in people and _belongs(entries[number], phrase)
            if fits and all(entries[p].country != entries[number].country for p in people):
                people.append(number)
        if len(people) == 2:
            return tuple(people)
    return ()


def _belongs(entry: Entry, phrase: str) -> bool:
    role = entry.role
    if role is None or role is Role.OFFICIAL:
        return False
    if "foreign minister" in phrase or "fms" in phrase:
        return role is Role.FOREIGN_MINISTER
    if "minister" in phrase or "secretaries" in phrase or "fms" in phrase:
        return "minister" in role.value or role is Role.HEAD_OF_GOVERNMENT
    if "diplomat" in phrase and role.rank is Rank.HEAD:
        return False
    return not ("leader" in phrase or "president" in phrase) or role.rank <= Rank.MINISTER
