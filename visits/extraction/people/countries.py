"""The country that each person acts for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from visits.extraction.documents import Document
from visits.extraction.gazetteer import Gazetteer, Known
from visits.extraction.mentions import Dateline, PlaceForm
from visits.extraction.people.candidates import Candidate
from visits.extraction.people.page import Page
from visits.extraction.people.roster import Entry
from visits.terms import Rank, Role

#: Countries whose foreign minister, prime minister or ministers are called otherwise.
_WITHOUT = {
    "US": ("prime minister", "foreign minister", "minister", "chancellor", "king", "premier"),
    "CN": ("prime minister", "king", "chancellor", "secretary of state", "deputy secretary"),
}
_LIST = {"and", ",", "&", "as", "well", "the", "with", "his", "her"}
_LEADERS = {
    Role.HEAD_OF_STATE,
    Role.HEAD_OF_GOVERNMENT,
    Role.DEPUTY_HEAD,
    Role.FOREIGN_MINISTER,
    Role.ROYAL,
}
_AMERICAN = ("secretary of state", "deputy secretary", "under secretary", "assistant secretary")


def document_country(document: Document, gazetteer: Gazetteer) -> str | None:
    """The country that the publisher speaks for, read from its name where it is not given."""
    if document.country:
        return document.country
    for hit in gazetteer.find(document.source, "en"):
        if hit.places:
            return hit.places[0].country
    return None


def assign_countries(
    page: Page,
    entries: Sequence[Entry],
    candidates: Sequence[Candidate],
    document: Document,
    dateline: Dateline | None,
) -> None:
    """Sets `country` and `officials` of every entry."""
    own = document_country(document, page.gazetteer)
    for entry in entries:
        known = known_official(page.gazetteer, entry, document.published)
        entry.officials = tuple(official.key for official in known)
        if entry.countries:
            entry.country = Counter(entry.countries).most_common(1)[0][0]
        elif known and len({official.country for official in known}) == 1:
            entry.country = _post_country(known[0], document.published)
    for entry in entries:
        if not entry.country and entry.titles:
            first = candidates[min(entry.candidates)]
            entry.country = (
                _listed(page, entry, entries, candidates)
                or _by_office(entry, own)
                or (_from_outside(page, entry, first, own, dateline) if not own else None)
                or _from_text(page, entry, candidates, own)
                or _from_outside(page, entry, first, own, dateline)
            )


def known_official(gazetteer: Gazetteer, entry: Entry, day: date | None) -> tuple[Known, ...]:
    """The known officials that fit name, country and date; a surname needs the role as well."""
    named = {official.key: official for official in gazetteer.named(entry.name)}
    for key in entry.officials:
        named[key] = gazetteer.officials[key]
    fitting = list(named.values())
    if not named:
        named = {o.key: o for o in gazetteer.named(" ".join(entry.parts))}
        fitting = list(named.values())
    senior = entry.role is not None and entry.role.rank <= Rank.MINISTER
    if not fitting and len(entry.parts) == 1 and senior:
        fitting = [
            official
            for official in gazetteer.of_family(entry.name)
            if any(post.role is entry.role for post in official.posts_on(day))
        ]
    if entry.countries:
        told = set(entry.countries)
        fitting = [o for o in fitting if told & {o.country, *(p.country for p in o.posts)}]
    in_office = [official for official in fitting if official.posts_on(day)]
    return tuple(in_office or (fitting if named else ()))


def _post_country(official: Known, day: date | None) -> str:
    posts = official.posts_on(day)
    return posts[0].country if posts else official.country


def _listed(
    page: Page, entry: Entry, entries: Sequence[Entry], candidates: Sequence[Candidate]
) -> str | None:
    """The country of the title before it in one list: "Chinese Foreign Minister A and ... B"."""
    for index in entry.candidates:
        candidate = candidates[index]
        before = candidates[index - 1] if index else None
        if not before or not before.title or not candidate.title or before.last > candidate.start:
            continue
        gap = page.tokens.lower[before.end : candidate.start]
        if not page.joined(candidate.start) or not set(gap) <= _LIST:
            continue
        other = next((e for e in entries if index - 1 in e.candidates), None)
        if other and other is not entry and other.country:
            return other.country
    return None


def _by_office(entry: Entry, own: str | None) -> str | None:
    """The country that a title alone gives away."""
    title = " ".join(entry.titles).lower()
    if "pope" in title.split():
        return "VA"
    if any(name in title for name in _AMERICAN) and "foreign" not in title and own in (None, "US"):
        return "US"
    if own and not _foreign_by_nature(entry, title, own):
        return own
    return None


def _foreign_by_nature(entry: Entry, title: str, own: str) -> bool:
    """Whether a title without a country, in a government's own text, is rather a guest's."""
    if not _possible(entry, own):
        return True
    if own == "US":
        return entry.role in _LEADERS and "vice" not in title
    return False


def _possible(entry: Entry, country: str) -> bool:
    title = " ".join(entry.titles).lower()
    return not any(name in title for name in _WITHOUT.get(country, ()))


def _from_text(
    page: Page, entry: Entry, candidates: Sequence[Candidate], own: str | None
) -> str | None:
    """The country told in the sentence before the mention, then after it, then before that."""
    if entry.role in (None, Role.OFFICIAL, Role.BODY_HEAD, Role.ENVOY):
        return None
    candidate = candidates[min(entry.candidates)]
    sentence = page.sentence_of[candidate.start]
    position = page.tokens.starts[candidate.start]
    fitting = [
        place
        for place in page.places
        if place.country != own
        and not place.country.startswith("X-")
        and place.sentence <= sentence
        and _possible(entry, place.country)
        and place.form is not PlaceForm.HERE
    ]
    before = [p for p in fitting if p.start < position and p.sentence == sentence]
    after = [p for p in fitting if p.start > position]
    earlier = [p for p in fitting if p.sentence < sentence]
    for places in (before[::-1], after, earlier[::-1]):
        if places:
            return places[0].country
    return None


def _from_outside(
    page: Page, entry: Entry, candidate: Candidate, own: str | None, dateline: Dateline | None
) -> str | None:
    """The country of the dateline; not for "the Quartet's envoy"."""
    tokens = page.tokens
    if candidate.start and tokens.words[candidate.start - 1] in {"'s", "’s"}:
        return None
    if dateline and dateline.country and _possible(entry, dateline.country):
        return dateline.country
    return own if own and _possible(entry, own) else None
