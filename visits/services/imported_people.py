"""Officials that an imported table names: those known already, and those to be made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from visits.extraction.people.vocabulary import vocabulary
from visits.ingest.parsers.officials import LineProblem, TenureLine
from visits.models import Official, OfficialName
from visits.reasons import Why, because
from visits.services.officials import fold_name, slug_for
from visits.terms import EditorialState

BATCH = 2000
_FAMILY_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "MO", "VN"})
_NameAt = tuple[str, str]

# A table names the same few thousand people on every row of theirs.
_folded = lru_cache(maxsize=50_000)(fold_name)


@dataclass(slots=True, eq=False)
class Person:
    """One person of the table; `official` is None until a record is found or made."""

    key: str
    lines: list[TenureLine] = field(default_factory=list)
    official: Official | None = None

    @property
    def name(self) -> str:
        return self.lines[0].person

    @property
    def country(self) -> str:
        return Counter(line.country for line in self.lines).most_common(1)[0][0]

    @property
    def forms(self) -> list[str]:
        """Names as the table prints them; a bare family name tells nobody apart."""
        printed = [form for line in self.lines for form in (line.person, *line.aliases)]
        family = _folded(family_and_given(self.name, self.country)[0])
        return [form for form in dict.fromkeys(printed) if _folded(form) not in ("", family)]


@dataclass(frozen=True, slots=True)
class Found:
    """The people of a table with their stored records, and the rows that tell nobody for sure."""

    people: tuple[Person, ...]
    problems: tuple[LineProblem, ...]
    made: frozenset[int]
    confirmed: int


def store_people(lines: Sequence[TenureLine], now: datetime) -> Found:
    """Finds people by their id, else by exact name and country, and makes those it can't find.

    A proposed record of that name and country is taken up and published. No name is replaced:
    another spelling becomes a further name. A name that several records have is a problem.
    """
    people = _grouped(lines)
    known = _Known(people)
    kept: list[Person] = []
    problems: list[LineProblem] = []
    for person in people:
        choices = known.choices(person)
        if len(choices) > 1:
            reason = because(
                Why.NAMESAKES, n=len(choices), country=person.country, name=person.name
            )
            problems += [LineProblem(line.number, reason) for line in person.lines]
            continue
        person.official = next(iter(choices), None)
        kept.append(person)
    made = _create([person for person in kept if person.official is None])
    confirmed = _publish(kept, now)
    touch(_add_names(kept) - made, now)
    return Found(tuple(kept), tuple(problems), made, confirmed)


def family_and_given(name: str, country: str) -> tuple[str, str]:
    """The two parts of a name; a mononym or a ruler's name has no family name."""
    english = vocabulary("en")
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].lower() in english.suffixes:
        words.pop()
    if len(words) < 2:
        return "", " ".join(words)
    if country in _FAMILY_FIRST:
        return words[0], " ".join(words[1:])
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in english.particles:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def _grouped(lines: Iterable[TenureLine]) -> list[Person]:
    """One person an id; rows without one go to the person of that name and country, if alone."""
    keyed: dict[str, Person] = {}
    nameless: dict[_NameAt, Person] = {}
    owners: dict[_NameAt, dict[str, Person]] = defaultdict(dict)
    lines = list(lines)
    for line in lines:
        if line.person_id:
            person = keyed.setdefault(line.person_id, Person(line.person_id))
            person.lines.append(line)
            owners[_at(line)][person.key] = person
    for line in lines:
        if not line.person_id:
            here = list(owners[_at(line)].values())
            person = here[0] if len(here) == 1 else nameless.setdefault(_at(line), Person(""))
            person.lines.append(line)
    return [*keyed.values(), *nameless.values()]


def _at(line: TenureLine) -> _NameAt:
    return _folded(line.person), line.country


class _Known:
    """The stored records that people of the table may be."""

    def __init__(self, people: Collection[Person]) -> None:
        keys = [person.key for person in people if person.key]
        self._by_key = {row.key: row for row in Official.objects.filter(key__in=keys)}
        self._taken = Counter(self._at(person) for person in people)
        folded = {name for name, _ in self._taken}
        standing = Official.objects.exclude(state=EditorialState.REJECTED)
        self._by_name: dict[_NameAt, dict[int, Official]] = defaultdict(dict)
        for row in standing.filter(folded__in=folded):
            self._by_name[row.folded, row.country_id or ""][row.pk] = row
        others = OfficialName.objects.filter(folded__in=folded, official__in=standing)
        for other in others.select_related("official"):
            row = other.official
            self._by_name[other.folded, row.country_id or ""].setdefault(row.pk, row)

    @staticmethod
    def _at(person: Person) -> _NameAt:
        return _folded(person.name), person.country

    def choices(self, person: Person) -> list[Official]:
        """The one record of the id; else those of the name: of no other id, where one is told."""
        at = self._at(person)
        if not person.key:
            return list(self._by_name[at].values())
        if person.key in self._by_key:
            return [self._by_key[person.key]]
        free = [row for row in self._by_name[at].values() if row.key is None]
        return free if len(free) == 1 and self._taken[at] == 1 else []


def _create(people: Sequence[Person]) -> frozenset[int]:
    taken = set(Official.objects.values_list("slug", flat=True))
    for person in people:
        family, given = family_and_given(person.name, person.country)
        person.official = Official(
            key=person.key or None,
            slug=slug_for(person.name, person.country, person.key, taken),
            name=person.name,
            family=family[:200],
            given=given[:200],
            folded=_folded(person.name),
            country_id=person.country,
        )
    rows = [person.official for person in people if person.official]
    return frozenset(row.pk for row in Official.objects.bulk_create(rows, batch_size=BATCH))


def _publish(people: Iterable[Person], now: datetime) -> int:
    """Confirms proposed records; they take the id, which a published one may have lent already."""
    rows = []
    for person in people:
        row = person.official
        if row is not None and row.state == EditorialState.PROPOSED:
            row.key, row.state, row.updated_at = person.key or None, EditorialState.PUBLISHED, now
            rows.append(row)
    return Official.objects.bulk_update(rows, ["key", "state", "updated_at"])


def _add_names(people: Iterable[Person]) -> set[int]:
    """Stores further names; returns the keys of the records that have one more."""
    records = {person.official.pk: person for person in people if person.official}
    named: dict[int, set[str]] = defaultdict(set)
    others = OfficialName.objects.filter(official__in=records)
    for official, folded in others.values_list("official", "folded"):
        named[official].add(folded)
    rows = []
    for pk, person in records.items():
        seen = named[pk] | {person.official.folded if person.official else ""}
        for form in person.forms:
            folded = _folded(form)
            if folded not in seen:
                seen.add(folded)
                rows.append(OfficialName(official_id=pk, name=form, folded=folded, is_alias=True))
    OfficialName.objects.bulk_create(rows, batch_size=BATCH)
    return {row.official_id for row in rows}


def touch(officials: Collection[int], now: datetime) -> None:
    """Dates these records as changed now."""
    Official.objects.filter(pk__in=officials).update(updated_at=now)
