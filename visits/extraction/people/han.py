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
    Sentence,
)
from visits.extraction.people.chinese import Found, characters, find_people
from visits.extraction.people.countries import publisher_home
from visits.extraction.people.han_places import chinese_places, sentence_at
from visits.extraction.people.known import acting_for, known_officials
from visits.extraction.people.roster import Entry
from visits.extraction.places import valid_hits
from visits.extraction.records import Person
from visits.extraction.sentences import split_sentences
from visits.terms import Role

#: Whose officials a text in Chinese means by titles without a country.
DEFAULT = "CN"
#: So many people before a pronoun are looked at.
_NEAR = 20
#: After these a pronoun is an object.
_GOVERNING = "同与和跟见了对向给为由"
#: Who goes for somebody else: 国家主席习近平特使.
_DEPUTY = re.compile("的?(?:特使|特别代表|个人代表|代表)")


def read_chinese(document: Document, gazetteer: Gazetteer) -> Mentions:
    """All people and places of one announcement in Chinese."""
    text = document.reading
    sentences = split_sentences(text, titled=bool(document.title.strip()))
    hits = tuple(valid_hits(gazetteer.find(text, "zh"), gazetteer, document.published))
    own = publisher_home(document, gazetteer).near or DEFAULT
    places = chinese_places(text, hits, sentences, gazetteer, own)
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
            sentence=sentence_at(sentences, person.name_start),
            people=(owners[index],),
            form=PersonForm.NAME,
            title=person.title,
            possessive=_DEPUTY.match(text, person.end) is not None,
        )
        for index, person in enumerate(found)
    ]
    persons += _pronouns(text, sentences, persons, entries)
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
            sentence = sentence_at(sentences, start)
            group = tuple(sorted(people))
            yield PersonMention(
                start, end, start, end, sentence, group, PersonForm.GROUP, match.group()
            )


def _pronouns(
    text: str,
    sentences: Sequence[Sentence],
    persons: Sequence[PersonMention],
    entries: Sequence[Entry],
) -> list[PersonMention]:
    """他 and 她 as objects (同他会谈): the last person named who is from another country.

    Elsewhere they stand for the person named last.
    """
    found = []
    starts = [person.start for person in persons]
    for match in characters().pronouns.finditer(text):
        start, end = match.span()
        sentence = sentence_at(sentences, start)
        last = bisect_right(starts, start)
        before = [p for p in persons[max(0, last - _NEAR) : last] if sentence - p.sentence <= 2]
        here = [p for p in before if p.sentence == sentence]
        if here and text[start - 1] in _GOVERNING:
            home = entries[here[-1].people[0]].country
            before = [p for p in before if entries[p.people[0]].country != home]
        if before:
            people = before[-1].people
            found.append(
                PersonMention(start, end, start, end, sentence, people, PersonForm.PRONOUN)
            )
    return found
