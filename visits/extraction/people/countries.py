"""The country that each person acts for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from visits.extraction.documents import Document
from visits.extraction.gazetteer import Gazetteer
from visits.extraction.mentions import Dateline, PlaceForm, PlaceMention
from visits.extraction.people.candidate import Candidate
from visits.extraction.people.known import acting_for, known_officials, leader_named
from visits.extraction.people.nations import (
    by_adjective,
    is_goal,
    lead_subject,
    may_serve,
    of_delegation,
    of_delegation_led,
    of_host,
    of_ministry,
    of_superior,
)
from visits.extraction.people.offices import SINGLE, country_by_office, possible
from visits.extraction.people.page import Page
from visits.extraction.people.roster import Entry
from visits.extraction.text import folded
from visits.terms import Role

_BODIES = frozenset({"opec", "gatt", "oecd", "imf", "oau", "eec"})
_WORLDLY = re.compile(
    r"\b(?:General Agreement|International|World|United Nations|GATT|OPEC|OECD)\b"
)
#: So many places before and in the sentence are looked at.
NEAR = 60
#: So many words before "accompanied by" the name of the leader is looked for.
LEADER = 6
_MEETING = (" a meeting with ", "hen meeting ", "hen meeting with ")
_LED = (["headed", "by"], ["led", "by"])
_LIST = {"and", ",", "&", "as", "well", "the", "with", "his", "her"}


@dataclass(frozen=True, slots=True)
class Home:
    """The country of the publisher: `own` for a government, `near` for its agency as well."""

    own: str | None
    near: str | None


def publisher_home(document: Document, gazetteer: Gazetteer) -> Home:
    """The country that the publisher speaks for, read from its name where it is not given."""
    country = document.country
    if not country:
        places = [
            hit.places[0]
            for language in ("en", document.language)
            for hit in gazetteer.find(document.source, language)
            if hit.places
        ]
        country = places[0].country if places else None
    official = document.official
    return Home(own=country if official else None, near=country if official else document.country)


def assign_countries(
    page: Page,
    entries: Sequence[Entry],
    candidates: Sequence[Candidate],
    home: Home,
    dateline: Dateline | None,
) -> None:
    """Sets `country` and `officials` of every entry."""
    own = home.own
    named = {page.place_of[i] for c in candidates for i in range(c.first, c.last)}
    places = [place for number, place in enumerate(page.places) if number not in named]
    owners = {index: entry for entry in entries for index in entry.candidates}
    for entry in entries:
        known = known_officials(page.gazetteer, entry, page.published)
        entry.officials = tuple(official.key for official in known)
        if entry.countries:
            entry.country = entry.countries.most_common(1)[0][0]
        elif known:
            entry.country = acting_for(known, page.published)
        if len(known) == 1 and not entry.former and set(entry.roles) <= {Role.OFFICIAL}:
            entry.roles += [post.role for post in known[0].posts_on(page.published)]
    subject = lead_subject(page, dateline)
    traveller = next((entry.country for entry in entries if entry.country), None)
    for entry in entries:
        if not entry.country:
            first = candidates[min(entry.candidates)]
            entry.country = (
                of_delegation(page, first)
                or of_delegation_led(page, first)
                or of_ministry(page, first)
                or of_superior(page, first)
                or by_adjective(page, entry, first)
                or _of_leader(page, entry)
            )
        _inherit_role(page, entry, owners)
        first = candidates[min(entry.candidates)]
        if not entry.country and entry.titles and not _of_a_body(page, first):
            met = traveller == home.near and _is_met(page, first)
            host = home.near if met else own
            entry.country = (
                _of_spouse(page, entry, owners)
                or _of_whom_they_join(page, entries, first)
                or _listed(page, entry, owners, candidates)
                or of_host(page, entry, first, own or traveller)
                or country_by_office(page, entry, first, own)
                or (subject if subject and may_serve(page, entry, subject) else None)
                or (None if own or met else _from_outside(page, entry, first, None, dateline))
                or _from_text(page, entry, candidates, host, _taken(entries, entry), places)
                or (None if met else _from_outside(page, entry, first, home.near, dateline))
            )


def _of_leader(page: Page, entry: Entry) -> str | None:
    """The country of the one leader of that time who has this surname: "Chairman Kim"."""
    if len(entry.parts) > 1 or entry.role not in (None, Role.OFFICIAL) or not entry.titles:
        return None
    leader = leader_named(page.gazetteer, entry.parts[0], page.published)
    told = leader is not None and any(place.country == leader.country for place in page.places)
    return leader.country if leader is not None and told else None


def _inherit_role(page: Page, entry: Entry, owners: Mapping[int, Entry]) -> None:
    """Gives "her Lebanese counterpart Elias Murr" the role of the person named before."""
    titles = [set(title.lower().split()) for title in entry.titles]
    if entry.roles or not titles or not all(t & page.vocabulary.counterparts for t in titles):
        return
    for index in range(min(entry.candidates) - 1, max(-1, min(entry.candidates) - 5), -1):
        role = owners[index].role if index in owners else None
        if role not in (None, Role.OFFICIAL):
            entry.roles.append(role)
            return


def _of_spouse(page: Page, entry: Entry, owners: Mapping[int, Entry]) -> str | None:
    """The country of the person named before a wife or a husband."""
    if not set(" ".join(entry.titles).lower().split()) & page.vocabulary.spouses:
        return None
    index = min(entry.candidates) - 1
    other = owners.get(index)
    return other.country if other else None


def _of_whom_they_join(page: Page, entries: Sequence[Entry], candidate: Candidate) -> str | None:
    """The country of whom somebody accompanies or works for: "Annan's envoy, X"."""
    tokens, start = page.tokens, candidate.start
    owned = tokens.word(start - 1) in {"'s", "’s"}
    if not owned and tokens.lower[max(0, start - 2) : start] != ["accompanied", "by"]:
        return None
    last = start - 2 if owned else start - 3
    for index in range(last, max(-1, last - (1 if owned else LEADER)), -1):
        if page.sentence_of[index] == page.sentence_of[start] and tokens.caps[index]:
            named = folded(tokens.words[index])
            return next((e.country for e in entries if named in e.parts and e.country), None)
    return None


def _listed(
    page: Page, entry: Entry, owners: Mapping[int, Entry], candidates: Sequence[Candidate]
) -> str | None:
    """The country of the title before it in one list: "Chinese Foreign Minister A and ... B"."""
    for index in entry.candidates:
        candidate = candidates[index]
        before = candidates[index - 1] if index else None
        if not before or not before.title or not candidate.title or before.last > candidate.start:
            continue
        gap = page.tokens.lower[before.end : candidate.start]
        if not page.joined(candidate.start) or not set(gap) <= _LIST | page.vocabulary.links:
            continue
        other = owners.get(index - 1)
        if other and other is not entry and _colleagues(page, other, entry):
            return other.country
    return None


def _colleagues(page: Page, other: Entry, entry: Entry) -> bool:
    """Whether two people in one list may serve one country: not two foreign ministers."""
    if not other.country or not possible(page, entry, other.country):
        return False
    return entry.role not in SINGLE or entry.role is not other.role


def _taken(entries: Sequence[Entry], entry: Entry) -> set[str | None]:
    """The countries whose one such office another person of the text holds."""
    if entry.role not in SINGLE:
        return set()
    return {other.country for other in entries if other is not entry and entry.role in other.roles}


def _from_text(
    page: Page,
    entry: Entry,
    candidates: Sequence[Candidate],
    own: str | None,
    taken: set[str | None],
    places: Sequence[PlaceMention],
) -> str | None:
    """The country told in the sentence before the mention, then after it, then before that.

    `places` are those outside names: the "Victoria" of Victoria Nuland says nothing.
    """
    if entry.role in (None, Role.OFFICIAL, Role.BODY_HEAD, Role.ENVOY):
        return None
    told = sorted(entry.candidates)
    body = [index for index in told if not page.in_title(candidates[index].start)]
    candidate = candidates[(body or told)[0]]
    sentence = page.sentence_of[candidate.start]
    position = page.tokens.starts[candidate.start]
    index = bisect_left([place.sentence for place in places], sentence)
    fitting = [
        place
        for place in places[max(0, index - NEAR) : index + NEAR]
        if place.country != own
        and place.country not in taken
        and not place.country.startswith("X-")
        and place.sentence <= sentence
        and possible(page, entry, place.country)
        and place.form is not PlaceForm.HERE
    ]
    led = page.tokens.lower[max(0, candidate.start - 2) : candidate.start] in _LED
    before = [
        place
        for place in fitting
        if place.start < position
        and place.sentence == sentence
        and not (led and is_goal(page, place))
    ]
    # "Foreign Minister X will visit Y": where a man goes is not where he is from. A government
    # that tells of it, without a country, tells of its own: newer than who is known.
    after = [p for p in fitting if p.start > position] if own else []
    if after and is_goal(page, after[0]):
        fits = own and after[0].sentence == sentence and not before
        return own if fits and own and possible(page, entry, own) else None
    earlier = [p for p in fitting if p.sentence < sentence]
    nearest = [*before[::-1], *after, *earlier[::-1]]
    return nearest[0].country if nearest else None


def _is_met(page: Page, candidate: Candidate) -> bool:
    """Whether somebody is a guest: "in a meeting with X, the vice-premier said ..."."""
    return page.text[: page.tokens.starts[candidate.start]].endswith(_MEETING)


def _from_outside(
    page: Page, entry: Entry, candidate: Candidate, own: str | None, dateline: Dateline | None
) -> str | None:
    """The country of the dateline; not for "the Quartet's Middle East Envoy"."""
    tokens = page.tokens
    if entry.role is Role.BODY_HEAD or (entry.role is Role.OFFICIAL and _of_the_world(entry)):
        return None
    if entry.role is Role.ENVOY and candidate.owned:
        return None
    if page.joined(candidate.start):
        owned = tokens.words[candidate.start - 1] in {"'s", "’s"}
        named = entry.role is Role.ENVOY and tokens.caps[candidate.start - 1]
        if owned or named:
            return None
    if dateline and dateline.country and possible(page, entry, dateline.country):
        return dateline.country
    if entry.role is Role.OFFICIAL and not _speaks(page, entry):
        return None
    return own if own and possible(page, entry, own) else None


def _of_a_body(page: Page, candidate: Candidate) -> bool:
    """Whether a body of states stands before a title: "Opec Conference President X"."""
    start = candidate.start
    return bool(_BODIES & set(page.tokens.lower[max(0, start - 1) : start + 1]))


def _of_the_world(entry: Entry) -> bool:
    """Whether somebody serves a body of states: "chairman of the International ... Council"."""
    return any(_WORLDLY.search(title) for title in entry.titles)


def _speaks(page: Page, entry: Entry) -> bool:
    """Whether an official is a government's: a spokesman, not the manager of a team."""
    words = {word for title in entry.titles for word in title.lower().split()}
    return bool(words & page.vocabulary.speakers)
