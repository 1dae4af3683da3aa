"""Who and where is mentioned in an announcement."""

from __future__ import annotations

from bisect import bisect_right

from visits.extraction.american import with_american_towns
from visits.extraction.documents import Document
from visits.extraction.gazetteer import Gazetteer
from visits.extraction.mentions import Mentions, PersonForm, PersonMention, PlaceMention
from visits.extraction.people.aliases import find_aliases
from visits.extraction.people.candidate import Candidate
from visits.extraction.people.candidates import find_candidates
from visits.extraction.people.capitals import recapitalised
from visits.extraction.people.coreference import resolve_rest
from visits.extraction.people.countries import assign_countries, publisher_home
from visits.extraction.people.han import read_chinese
from visits.extraction.people.page import Page, build_page
from visits.extraction.people.postposed import find_postposed
from visits.extraction.people.roster import Entry, build_roster
from visits.extraction.people.russian import in_nominative
from visits.extraction.people.titles import find_titles
from visits.extraction.people.vocabulary import vocabulary
from visits.extraction.places import find_dateline, place_mentions, valid_hits
from visits.extraction.records import Person
from visits.extraction.sentences import split_sentences
from visits.extraction.text import mended, tokenise

__all__ = ["read_mentions"]


def read_mentions(document: Document, gazetteer: Gazetteer) -> Mentions:
    """All people and places of one announcement, with the sentences they stand in."""
    if document.language == "zh":
        return read_chinese(document, gazetteer)
    text = document.reading
    words = vocabulary(document.language)
    whole = recapitalised(mended(text), words, gazetteer.lands)
    sentences = split_sentences(whole, titled=bool(document.title.strip()))
    found = gazetteer.find(whole, document.language)
    hits = tuple(valid_hits(found, gazetteer, document.published))
    if document.language == "en":
        hits = with_american_towns(whole, hits)
    dateline = find_dateline(whole, sentences, hits, document.published)
    places = place_mentions(whole, hits, sentences, dateline)
    tokens = tokenise(whole, document.language)
    page = build_page(whole, tokens, sentences, places, hits, words, gazetteer, document.published)
    titles = find_postposed(page) if words.country_follows else find_titles(page)
    candidates, bare = find_candidates(page, titles)
    if document.language == "ru":
        candidates = in_nominative(page, candidates)
    entries = build_roster(candidates, words)
    home = publisher_home(document, gazetteer)
    assign_countries(page, entries, candidates, home, dateline)
    owners = {index: number for number, e in enumerate(entries) for index in e.candidates}
    numbers = {id(entry): number for number, entry in enumerate(entries)}
    named = [
        _mention(
            page,
            candidates[index],
            owner,
            tuple(numbers[id(rival)] for rival in entries[owner].rivals.get(index, ())),
        )
        for index, owner in owners.items()
    ]
    named += find_aliases(page, entries, candidates)
    named.sort(key=lambda mention: mention.name_start)
    rest = resolve_rest(page, entries, named, bare, home.own)
    return Mentions(
        text=text,
        language=document.language,
        sentences=sentences,
        people=tuple(_person(page, entry) for entry in entries),
        persons=tuple(sorted([*named, *rest], key=lambda mention: mention.start)),
        places=_outside(places, named),
        dateline=dateline,
    )


def _outside(
    places: tuple[PlaceMention, ...], named: list[PersonMention]
) -> tuple[PlaceMention, ...]:
    """The places that are no part of a person's name: not the "Jordan" of "Michael Jordan"."""
    starts = [mention.name_start for mention in named]
    kept = []
    for place in places:
        before = bisect_right(starts, place.start) - 1
        if before < 0 or named[before].name_end <= place.start:
            kept.append(place)
    return tuple(kept)


def _mention(
    page: Page, candidate: Candidate, owner: int, rivals: tuple[int, ...]
) -> PersonMention:
    tokens = page.tokens
    return PersonMention(
        start=tokens.starts[candidate.start],
        end=tokens.ends[candidate.end - 1],
        name_start=tokens.starts[candidate.first],
        name_end=tokens.ends[candidate.last - 1],
        sentence=page.sentence_of[candidate.first],
        people=(owner,),
        form=PersonForm.NAME,
        title=candidate.title,
        possessive=tokens.word(candidate.end) in {"'s", "’s", "’", "'"},
        rivals=rivals,
    )


def _person(page: Page, entry: Entry) -> Person:
    official = entry.officials[0] if len(entry.officials) == 1 else None
    title = max(entry.titles, key=len) if entry.titles else None
    return Person(
        name=entry.name,
        country=entry.country,
        title=title,
        role=entry.role,
        official=official,
    )
