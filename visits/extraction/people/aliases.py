"""Later mentions of a person by a part of the name: a surname, in capitals in a wire's title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from visits.extraction.mentions import PersonForm, PersonMention, PlaceForm
from visits.extraction.people.candidate import Candidate
from visits.extraction.people.page import Page
from visits.extraction.people.roster import Entry, misprinted
from visits.extraction.text import folded
from visits.reference.russian import person_forms

_OWNING = {"'s", "’s"}


def find_aliases(
    page: Page, entries: Sequence[Entry], candidates: Sequence[Candidate]
) -> list[PersonMention]:
    """Mentions outside the candidates whose words are all parts of one person's name."""
    tokens = page.tokens
    owners = _owners(page, entries, candidates)
    taken = bytearray(len(tokens.words) + 1)
    named: dict[int, int] = {}
    for number, entry in enumerate(entries):
        for candidate in (candidates[i] for i in entry.candidates):
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
            named[candidate.first] = number
    firsts = {number: candidates[min(e.candidates)].first for number, e in enumerate(entries)}
    latest: dict[int, int] = {}
    called: dict[int, int] = {}
    found: list[PersonMention] = []
    index, count = 0, len(tokens.words)
    while index < count:
        if index in named and not _is_kin(page, index):
            latest[named[index]] = index
        free = tokens.caps[index] and not taken[index]
        if not free or not _is_named(page, owners, index):
            index += 1
            continue
        people, last = _run(page, owners, taken, index)
        family = _is_family(entries, people, tokens.words[index])
        if people and not _is_something_else(page, index, last, family=family):
            number = _nearest(people, latest, firsts)
            rivals = _rivals(number, people, latest, called)
            latest[number] = index
            if not rivals:
                called[number] = index
            found.append(_mention(page, index, last, number, rivals))
        index = max(last, index + 1)
    return found


def _is_kin(page: Page, index: int) -> bool:
    """Whether somebody is only named as whose son or wife another is: "the son of X said"."""
    word = page.tokens.word
    return word(index - 1) == "of" and word(index - 2) in page.vocabulary.spouses


def _owners(
    page: Page, entries: Sequence[Entry], candidates: Sequence[Candidate]
) -> dict[str, set[int]]:
    """The persons by every word of their names, as often as it was spelt."""
    tokens, words = page.tokens, page.vocabulary
    owners: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        for form in {*entry.parts, folded(entry.name)}:
            if form not in words.particles and form not in words.stop and len(form) > 1:
                owners[form].add(number)
        if words.language == "ru":
            for part in entry.parts:
                for form in person_forms(part):
                    owners[folded(form)].add(number)
        for candidate in (candidates[i] for i in entry.candidates):
            for index in range(candidate.first, candidate.last):
                if tokens.caps[index] and len(tokens.words[index]) > 2:
                    owners[folded(tokens.words[index])].add(number)
    return owners


def _is_named(page: Page, owners: dict[str, set[int]], index: int) -> bool:
    """Whether a word is part of somebody's name, or a misprint of it where it opens a sentence.

    The misprint becomes a name of its owner.
    """
    word = folded(page.tokens.words[index])
    if word in owners:
        return bool(owners[word])
    if not page.opens(index) or word in page.vocabulary.common or not _acts(page, index + 1):
        return False
    if page.place(index):
        return False
    meant = {n for name in list(owners) if misprinted(name, word) for n in owners[name]}
    owners[word] = meant if len(meant) == 1 else set()
    return len(meant) == 1


def _acts(page: Page, after: int) -> bool:
    """Whether what stands before is a subject or an owner."""
    word, words = page.tokens.word(after), page.vocabulary
    return word in words.verbs or word in words.auxiliaries or word in _OWNING


def _run(
    page: Page, owners: dict[str, set[int]], taken: bytearray, index: int
) -> tuple[set[int], int]:
    tokens = page.tokens
    people: set[int] = set()
    last = index
    while last < len(tokens.words) and not taken[last] and (last == index or page.joined(last)):
        here = owners.get(folded(tokens.words[last])) if tokens.caps[last] else None
        narrowed = here if last == index else (here or set()) & people
        if not narrowed:
            break
        people, last = set(narrowed), last + 1
    return people, last


def _is_family(entries: Sequence[Entry], people: set[int], word: str) -> bool:
    """Whether a word is the last one of an office-holder's longer name."""
    names = [entries[number].parts for number in people if entries[number].titles]
    return any(len(parts) > 1 and parts[-1] == folded(word) for parts in names)


def _is_something_else(page: Page, index: int, last: int, *, family: bool) -> bool:
    """Whether the words are a common word at the start of a sentence, or part of another name."""
    tokens, words = page.tokens, page.vocabulary
    word = tokens.lower[index]
    if last - index > 1:
        return False
    place = page.place(index)
    if place and not tokens.words[index].isupper():
        # "Shannon arrived" is the man of that name, "arrived in Shannon" the town.
        before = tokens.lower[index - 1] if index else "in"
        governed = before in words.prepositions | words.locatives
        return governed or not family or place.form is not PlaceForm.CITY
    common = word in words.common or word in words.stop
    acts = words.after | words.auxiliaries | {"'s", "’s"}
    if common and page.opens(index) and tokens.word(last) not in acts:
        return True
    return (
        last < len(tokens.words)
        and page.joined(last)
        and tokens.lower[last] in words.organisations
        and (tokens.caps[last] and not page.in_title(last))
    )


def _nearest(people: set[int], latest: dict[int, int], firsts: dict[int, int]) -> int:
    """The person mentioned last, else the one who will be named first."""
    before = [number for number in people if number in latest]
    if before:
        return max(before, key=lambda number: latest[number])
    return min(people, key=lambda number: firsts[number])


def _rivals(
    number: int, people: set[int], latest: dict[int, int], called: dict[int, int]
) -> tuple[int, ...]:
    """Others of the name who were named before, since it last meant this one alone."""
    since = called.get(number, -1)
    return tuple(sorted(n for n in people - {number} if latest.get(n, -1) > since))


def _mention(
    page: Page, first: int, last: int, number: int, rivals: tuple[int, ...]
) -> PersonMention:
    tokens = page.tokens
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return PersonMention(
        start=start,
        end=end,
        name_start=start,
        name_end=end,
        sentence=page.sentence_of[first],
        people=(number,),
        form=PersonForm.NAME,
        possessive=tokens.word(last) in {"'s", "’s", "’", "'"},
        rivals=rivals,
    )
