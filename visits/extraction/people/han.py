"""Mentions of a Chinese text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from visits.extraction.documents import Document
from visits.extraction.gazetteer import Gazetteer
from visits.extraction.mentions import (
    Mentions,
    PersonForm,
    PersonMention,
    PlaceForm,
    PlaceMention,
    Sentence,
)
from visits.extraction.people.chinese import Found, characters, find_people
from visits.extraction.people.countries import publisher_home
from visits.extraction.people.known import acting_for, known_officials
from visits.extraction.people.roster import Entry
from visits.extraction.places import place_mentions, valid_hits
from visits.extraction.records import Person
from visits.extraction.sentences import split_sentences
from visits.terms import Role

#: Whose officials a text in Chinese means by titles without a country.
DEFAULT = "CN"
_ABBREVIATED = (
    r"(?<=[访赴抵来离驻对])(?P<to>[{0}])(?![\u4e00-\u9fff]?[国人])"
    r"|(?P<pair>[{0}]{{2,3}})(?=两国|三国|元首|关系|双方|双边|首脑|领导人|外长|会|友|伙伴|合作|建交)"
)


def read_chinese(document: Document, gazetteer: Gazetteer) -> Mentions:
    """All people and places of one announcement in Chinese."""
    text = document.reading
    sentences = split_sentences(text, titled=bool(document.title.strip()))
    hits = tuple(valid_hits(gazetteer.find(text, "zh"), gazetteer, document.published))
    places = place_mentions(text, hits, sentences, None)
    places = _with_abbreviations(text, places, sentences, gazetteer)
    own = publisher_home(document, gazetteer).near or DEFAULT
    found = find_people(text, places, hits, gazetteer, own)
    entries, owners = _roster(found)
    for entry in entries:
        known = known_officials(gazetteer, entry, document.published)
        entry.officials = tuple(official.key for official in known)
        told = entry.countries.most_common(1)[0][0] if entry.countries else None
        entry.country = told or acting_for(known, document.published) if known or told else own
        if len(known) == 1 and set(entry.roles) <= {Role.OFFICIAL}:
            entry.roles += [post.role for post in known[0].posts_on(document.published)]
    persons = [
        PersonMention(
            start=person.start,
            end=person.end,
            name_start=person.name_start,
            name_end=person.name_end,
            sentence=_sentence(sentences, person.name_start),
            people=(owners[index],),
            form=PersonForm.NAME,
            title=person.title,
        )
        for index, person in enumerate(found)
    ]
    persons += _groups(text, sentences, persons, entries)
    return Mentions(
        text=text,
        language=document.language,
        sentences=sentences,
        people=tuple(_person(entry) for entry in entries),
        persons=tuple(sorted(persons, key=lambda mention: mention.start)),
        places=places,
    )


def _roster(found: Sequence[Found]) -> tuple[list[Entry], list[int]]:
    """Persons by name; the last part of a foreign name is the same person."""
    entries: list[Entry] = []
    by_name: dict[str, int] = {}
    owners: list[int] = []
    for person in sorted(found, key=lambda p: -len(p.name)):
        last = re.split("[·•・‧]", person.name)[-1]
        if person.name not in by_name:
            entries.append(Entry(person.name, (person.name,)))
            by_name[person.name] = len(entries) - 1
            if len(last) > 1:
                by_name.setdefault(last, len(entries) - 1)
    firsts: dict[int, int] = {}
    for index, person in enumerate(found):
        firsts.setdefault(by_name[person.name], index)
    order = sorted(firsts, key=lambda number: firsts[number])
    places = {number: position for position, number in enumerate(order)}
    role = characters().role
    for person in found:
        entry = entries[by_name[person.name]]
        owners.append(places[by_name[person.name]])
        if person.title and person.title not in entry.titles:
            entry.titles.append(person.title)
            if (told := role(person.title)) and told not in entry.roles:
                entry.roles.append(told)
        if person.country:
            entry.countries[person.country] += 1
        entry.officials = entry.officials or person.officials
    return [entries[number] for number in order], owners


def _person(entry: Entry) -> Person:
    return Person(
        name=entry.name,
        country=entry.country,
        title=max(entry.titles, key=len) if entry.titles else None,
        role=entry.role,
        official=entry.officials[0] if len(entry.officials) == 1 else None,
    )


def _sentence(sentences: Sequence[Sentence], position: int) -> int:
    return max(0, bisect_right([s.start for s in sentences], position) - 1)


def _groups(
    text: str,
    sentences: Sequence[Sentence],
    persons: Sequence[PersonMention],
    entries: Sequence[Entry],
) -> Iterator[PersonMention]:
    """两国元首 and the like, as the last two persons of two countries named before."""
    for match in characters().groups.finditer(text):
        people: list[int] = []
        for mention in reversed([p for p in persons if p.start < match.start()][-20:]):
            number = mention.people[0]
            role = entries[number].role
            other = all(entries[p].country != entries[number].country for p in people)
            if role not in (None, Role.OFFICIAL) and other and number not in people:
                people.append(number)
            if len(people) == 2:
                break
        if len(people) == 2:
            start, end = match.span()
            sentence = _sentence(sentences, start)
            group = tuple(sorted(people))
            yield PersonMention(
                start, end, start, end, sentence, group, PersonForm.GROUP, match.group()
            )


def _with_abbreviations(
    text: str,
    places: Sequence[PlaceMention],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    """The places with those written in one character: 访美, 中俄两国."""
    single = {
        form: code
        for code, row in gazetteer.countries.items()
        for _, form in row.abbreviations
        if len(form) == 1
    }
    if not single:
        return tuple(places)
    pattern = re.compile(_ABBREVIATED.format("".join(sorted(single))))
    covered = {i for place in places for i in range(place.start, place.end)}
    more = []
    for match in pattern.finditer(text):
        for index in range(match.start(), match.end()):
            if index not in covered:
                form = PlaceForm.COUNTRY if match["to"] else PlaceForm.DEMONYM
                sentence = _sentence(sentences, index)
                country = single[text[index]]
                more.append(PlaceMention(index, index + 1, sentence, country, None, form))
    return tuple(sorted([*places, *more], key=lambda place: place.start))
