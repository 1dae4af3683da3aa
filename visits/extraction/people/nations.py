"""Countries that a text gives to people beside their titles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from visits.extraction.mentions import Dateline, PlaceForm, PlaceMention
from visits.extraction.people.candidate import Candidate
from visits.extraction.people.offices import possible
from visits.extraction.people.page import Page
from visits.extraction.people.roster import Entry
from visits.terms import Role

BEHIND, WORDS = 200, 40
NOUNS, ALPHA = 2, 2
OPENING = 3
#: So many sentences before may lead to where somebody is met.
HOSTED = 1
_ARTICLES, _MEETING = {"the", "a"}, {"with", "meet", "meets", "met"}
_GOAL = {"to", "for", "visit", "visits", "visited", "visiting"}
_GOAL_ELSEWHERE = {"fr": {"à", "au", "aux", "en", "vers"}, "es": {"a", "hacia"}}


def of_delegation(page: Page, candidate: Candidate) -> str | None:
    """The nation of the delegation that somebody leads: "a Latvian delegation headed by"."""
    start = page.tokens.starts[candidate.start]
    sentence = page.sentences[page.sentence_of[candidate.start]]
    first = max(sentence.start, start - BEHIND)
    behind = page.text[first:start]
    if " by " not in behind[-80:]:
        return None
    found = page.vocabulary.led.search(behind)
    if found is None:
        return None
    party = first + found.start("party")
    before = [place for place in _places(page, first, party) if party - place.end <= BEHIND // 5]
    return before[-1].country if before and len(before[-1].country) == 2 else None


def of_delegation_led(page: Page, candidate: Candidate) -> str | None:
    """The nation of the delegation that somebody leads: "X led the Thai delegation"."""
    end = page.tokens.ends[candidate.end - 1]
    found = page.vocabulary.leads.match(page.text, end)
    place = page.place(page.tokens.at(found.end())) if found is not None else None
    if place is None or len(place.country) != ALPHA:
        return None
    return place.country if page.vocabulary.party.match(page.text, place.end) else None


def of_ministry(page: Page, candidate: Candidate) -> str | None:
    """The nation whose ministry stands behind a name: "X, Slovenian Ministry of ..."."""
    tokens, index = page.tokens, candidate.end
    if not page.joined(index + 1) or tokens.words[index] != ",":
        return None
    place = page.place(index + 1 + (tokens.word(index + 1) == "the"))
    if place is None or len(place.country) != ALPHA or place.form is PlaceForm.METONYM:
        return None
    return place.country if page.vocabulary.ministry.match(page.text, place.end) else None


def by_adjective(page: Page, entry: Entry, candidate: Candidate) -> str | None:
    """The nation of somebody without an office: "British mercenary X", "Cuba's top poet X"."""
    if entry.role not in (None, Role.OFFICIAL) or candidate.first == 0:
        return None
    words = page.vocabulary
    start = page.tokens.starts[candidate.start]
    for place in reversed(_places(page, max(0, start - WORDS), start)):
        between = page.text[place.end : start]
        owns = between.startswith(("'s ", "’s "))
        told = between[2:].split() if owns else between.split()
        fits = place.form is PlaceForm.DEMONYM or owns
        small = all(w.islower() and w.isalpha() for w in told) and 1 <= len(told) <= NOUNS
        if not fits or not small or len(place.country) != ALPHA:
            return None
        verbal = words.prepositions | words.verbs | words.auxiliaries | words.stop
        named = not any(w in verbal or w.endswith(("ed", "ing")) for w in told)
        return place.country if named else None
    return None


def of_superior(page: Page, candidate: Candidate) -> str | None:
    """The nation or body of whom somebody serves: "the UN Secretary-General's envoy X"."""
    tokens = page.tokens
    index = candidate.start - 1
    if index < 2 or tokens.words[index] not in {"'s", "’s"}:
        return None
    if tokens.lower[index - 1] not in page.vocabulary.heads:
        return None
    place = page.place(index - 2)
    return place.country if place is not None else None


def of_host(page: Page, entry: Entry, candidate: Candidate, own: str | None) -> str | None:
    """The nation of the place where a traveller meets somebody: "In Manila he will meet Mayor X".

    The place is told in the sentence before the meeting, or is where a sentence before leads to.
    """
    tokens, start = page.tokens, candidate.start
    governor = start - 1 - (tokens.word(start - 1) in _ARTICLES)
    if not page.joined(start) or tokens.word(governor) not in _MEETING or not entry.titles:
        return None
    sentence = page.sentence_of[start]
    first = page.sentences[max(0, sentence - HOSTED)].start
    for place in reversed(_places(page, first, tokens.starts[start])):
        abroad = place.country != own and len(place.country) == ALPHA
        there = place.sentence == sentence and _is_led_to(page, place, {"in"})
        if there or is_goal(page, place):
            return place.country if abroad and possible(page, entry, place.country) else None
    return None


def is_goal(page: Page, place: PlaceMention) -> bool:
    """Whether somebody is told to go there: "will visit Chile", "a delegation to Chile led by"."""
    words = _GOAL_ELSEWHERE.get(page.vocabulary.language, _GOAL)
    return _is_led_to(page, place, words)


def _is_led_to(page: Page, place: PlaceMention, words: Collection[str]) -> bool:
    named = place.form in (PlaceForm.COUNTRY, PlaceForm.CITY)
    return named and page.tokens.word(page.tokens.at(place.start) - 1) in words


def lead_subject(page: Page, dateline: Dateline | None) -> str | None:
    """The country that the sentence behind a dateline begins with: "CAIRO, ... - Sudan said"."""
    if dateline is None:
        return None
    for place in _places(page, dateline.end, dateline.end + OPENING + 1):
        if place.start <= dateline.end + OPENING and place.form is PlaceForm.COUNTRY:
            return place.country if len(place.country) == 2 else None
    return None


def may_serve(page: Page, entry: Entry, country: str) -> bool:
    """Whether a minister without a country may be of the one that a text is about."""
    told = " ".join(entry.titles).lower()
    fits = entry.role not in (None, Role.OFFICIAL, Role.ENVOY) and "minister" in told
    return fits and possible(page, entry, country)


def _places(page: Page, start: int, end: int) -> list[PlaceMention]:
    """The places that begin in a stretch of the text."""
    starts = [place.start for place in page.places]
    return list(page.places[bisect_left(starts, start) : bisect_left(starts, end)])
