"""The distinct persons of a document, put together from their mentions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from visits.extraction.people.candidate import Candidate
from visits.extraction.people.vocabulary import Vocabulary
from visits.extraction.text import folded
from visits.terms import Rank, Role

NEAREST = 50
#: A misprint is looked for in surnames of this length and more.
SURNAME = 5
_WORDS = re.compile(r"[^\W_]+")


@dataclass(slots=True, eq=False)
class Entry:
    """One person while the document is being read."""

    name: str
    parts: tuple[str, ...]
    candidates: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    officials: tuple[str, ...] = ()
    country: str | None = None
    former: bool = False
    #: Candidates that may be somebody else of the name as well, with who that is.
    rivals: dict[int, list[Entry]] = field(default_factory=dict)

    @property
    def role(self) -> Role | None:
        """The highest of the roles told."""
        return min(self.roles, key=lambda role: role.rank) if self.roles else None


def name_parts(name: str, words: Vocabulary) -> tuple[str, ...]:
    """The folded words of a name by which it is compared, without suffixes and initials."""
    parts = [
        part
        for part in _WORDS.findall(folded(name.replace(".", ". ")))
        if part not in words.suffixes
    ]
    long = tuple(part for part in parts if len(part) > 1)
    return long or tuple(parts)


def build_roster(candidates: Sequence[Candidate], words: Vocabulary) -> list[Entry]:
    """The persons, full names first, each with the indexes of its candidates."""
    entries: list[Entry] = []
    index_of: dict[str, list[Entry]] = defaultdict(list)
    parts = [name_parts(candidate.name, words) for candidate in candidates]
    order = sorted(range(len(candidates)), key=lambda i: (len(parts[i]) < 2, i))
    for index in order:
        candidate = candidates[index]
        if not parts[index]:
            continue
        role = _role(candidate, words)
        sharing = {id(e): e for part in parts[index] for e in index_of[part]}
        if not sharing and len(parts[index]) == 1 and role and candidate.country:
            sharing = {id(e): e for e in entries[-NEAREST:] if _is_name_of(e, parts[index][0])}
        fitting = [e for e in sharing.values() if _fits(e, parts[index], candidate, role, words)]
        if not _of_family(words, candidate.title):
            fitting = [e for e in fitting if not _of_family(words, *e.titles)] or fitting
        same = [e for e in fitting if role in e.roles]
        open_ = [e for e in fitting if not set(e.roles) - {Role.OFFICIAL}] if role else []
        entry = _nearest(same or open_ or fitting, candidates, index)
        if entry is None:
            entry = Entry(candidate.name, parts[index])
            entries.append(entry)
        elif len(parts[index]) == 1 and not candidate.title:
            others = [e for e in fitting if e is not entry]
            if rivals := _rivals(entry, others, candidates, index):
                entry.rivals[index] = rivals
        _add(entry, index, candidate, parts[index], role)
        for part in parts[index]:
            if entry not in index_of[part]:
                index_of[part].append(entry)
    entries.sort(key=lambda entry: min(entry.candidates))
    return entries


def _role(candidate: Candidate, words: Vocabulary) -> Role | None:
    """The role of a title; "president" in small letters and of no country is a company's."""
    if candidate.title and words.counterparts & set(candidate.title.lower().split()):
        return None
    role = words.role(candidate.title)
    high = role in {Role.HEAD_OF_STATE, Role.DEPUTY_HEAD} and words.language == "en"
    if candidate.owned and role is not None and role.rank is Rank.HEAD:
        return Role.OFFICIAL
    if high and candidate.title and candidate.title[0].islower() and not candidate.country:
        return Role.OFFICIAL
    return role


def _fits(
    entry: Entry,
    parts: tuple[str, ...],
    candidate: Candidate,
    role: Role | None,
    words: Vocabulary,
) -> bool:
    mine, theirs = set(entry.parts), set(parts)
    if len(parts) == 1 and parts[0] not in mine and _is_name_of(entry, parts[0]):
        return role in entry.roles and candidate.country in entry.countries
    if not (theirs <= mine or mine <= theirs):
        return bool(mine & theirs) and _same_misprinted(entry, parts, role)
    if candidate.former and not entry.former and entry.titles and entry.name != candidate.name:
        return False  # "former president George Bush", the father of George W. Bush
    if len(theirs) > 1 and len(mine) > 1:
        return True
    if _of_family(words, *entry.titles) and not _of_family(words, candidate.title):
        return not candidate.title
    told = candidate.country
    if told and entry.countries and told not in entry.countries:
        return False
    if (
        role is None
        or not entry.roles
        or role in entry.roles
        or Role.OFFICIAL in (role, *entry.roles)
    ):
        return True
    short = next(iter(theirs if len(theirs) == 1 else mine))
    return short in {entry.parts[-1], entry.parts[0]} or entry.parts == parts


def _is_name_of(entry: Entry, surname: str) -> bool:
    """Whether somebody's surname is misprinted so: "Prime Minister Adern" of Ardern."""
    return misprinted(entry.parts[-1], surname)


def _of_family(words: Vocabulary, *titles: str | None) -> bool:
    """Whether somebody is told as a wife, a son or another relative."""
    return any(set(_WORDS.findall((title or "").lower())) & words.spouses for title in titles)


def _same_misprinted(entry: Entry, parts: tuple[str, ...], role: Role | None) -> bool:
    """Whether names of equal length differ in spelling alone, under one title."""
    if len(parts) != len(entry.parts) or role is None or role not in entry.roles:
        return False
    return all(
        a == b or (a[:3] == b[:3] and _close(a, b)) for a, b in zip(parts, entry.parts, strict=True)
    )


def _close(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) <= 2 and len(set(longer) - set(shorter)) <= 1


def misprinted(one: str, other: str) -> bool:
    """Whether a letter left out or two letters exchanged make one surname of the other."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SURNAME or one[0] != other[0] or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), None)
    if at is None:
        return len(longer) == len(shorter) + 1
    if len(longer) == len(shorter) + 1:
        return longer[at + 1 :] == shorter[at:]
    turned = longer[:at] + longer[at : at + 2][::-1] + longer[at + 2 :]
    return turned == shorter


def _nearest(entries: Iterable[Entry], candidates: Sequence[Candidate], index: int) -> Entry | None:
    """The person last mentioned before, else the first one mentioned after."""
    best, distance = None, None
    here = candidates[index].first
    for entry in entries:
        for other in entry.candidates[-NEAREST:]:
            gap = here - candidates[other].first
            cost = gap if gap >= 0 else 10_000 - gap
            if distance is None or cost < distance:
                best, distance = entry, cost
    return best


def _rivals(
    entry: Entry, others: Iterable[Entry], candidates: Sequence[Candidate], index: int
) -> list[Entry]:
    """Others of the name who were named before, since it last meant this one alone."""
    here, name = candidates[index].first, candidates[index].name
    sure = [i for i in entry.candidates if candidates[i].name == name and i not in entry.rivals]
    since = max((at for i in sure if (at := candidates[i].first) < here), default=-1)
    return [
        other
        for other in others
        if any(since < candidates[i].first < here for i in other.candidates)
    ]


def _add(
    entry: Entry, index: int, candidate: Candidate, parts: tuple[str, ...], role: Role | None
) -> None:
    entry.candidates.append(index)
    fuller = len(candidate.name) > len(entry.name) and len(parts) >= len(entry.parts)
    shouted = entry.name.isupper() and not candidate.name.isupper()
    if fuller or (shouted and len(parts) == len(entry.parts)):
        entry.name, entry.parts = candidate.name, parts
    if candidate.title and candidate.title not in entry.titles:
        entry.titles.append(candidate.title)
    entry.former = entry.former or candidate.former
    if role and role not in entry.roles:
        entry.roles.append(role)
    if candidate.country:
        entry.countries[candidate.country] += 1
    if candidate.officials and not entry.officials:
        entry.officials = candidate.officials
