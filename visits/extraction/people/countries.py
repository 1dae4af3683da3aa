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
from visits.terms import Role

#: Countries whose foreign minister, prime minister or ministers are called otherwise.
_WITHOUT = {
    "US": ("prime minister", "foreign minister", "minister", "chancellor", "king", "premier"),
    "CN": ("prime minister", "king", "chancellor", "secretary of state", "deputy secretary"),
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
            entry.country = (
                _listed(entry, entries, candidates)
                or _by_office(entry, own)
                or _from_text(page, entry, candidates, own)
                or _from_outside(entry, own, dateline)
            )


def known_official(gazetteer: Gazetteer, entry: Entry, day: date | None) -> tuple[Known, ...]:
    """The known officials that fit name, country and date; a surname needs the role as well."""
    named = {official.key: official for official in gazetteer.named(entry.name)}
    for key in entry.officials:
        named[key] = gazetteer.officials[key]
    fitting = list(named.values())
    if not fitting and len(entry.parts) == 1:
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
    entry: Entry, entries: Sequence[Entry], candidates: Sequence[Candidate]
) -> str | None:
    """The country of the title before it in one list: "Chinese Foreign Minister A and ... B"."""
    owner = {index: other for other in entries for index in other.candidates}
    for index in entry.candidates:
        if index == 0 or not candidates[index].title:
            continue
        before = candidates[index - 1]
        other = owner.get(index - 1)
        if other is None or other is entry or not other.country or not before.title:
            continue
        if candidates[index].start - before.end <= 3 and before.country:
            return before.country
        if candidates[index].start - before.end <= 2:
            return other.country
    return None


def _by_office(entry: Entry, own: str | None) -> str | None:
    title = " ".join(entry.titles).lower()
    if any(name in title for name in _AMERICAN) and "foreign" not in title:
        return "US" if own in (None, "US") else own
    if own == "US" and title.startswith("secretary"):
        return "US"
    return None


def _possible(entry: Entry, country: str) -> bool:
    title = " ".join(entry.titles).lower()
    return not any(name in title for name in _WITHOUT.get(country, ()))


def _from_text(
    page: Page, entry: Entry, candidates: Sequence[Candidate], own: str | None
) -> str | None:
    """The country told in the sentence before the mention, then after it, then in the title."""
    if entry.role in (None, Role.OFFICIAL, Role.BODY_HEAD):
        return None
    for index in sorted(entry.candidates):
        candidate = candidates[index]
        sentence = page.sentence_of[candidate.start]
        position = page.tokens.starts[candidate.start]
        near = [p for p in page.places if p.sentence == sentence and p.country != own]
        before = [p for p in near if p.start < position]
        for place in [*reversed(before), *(p for p in near if p.start > position)]:
            if place.form is not PlaceForm.HERE and _possible(entry, place.country):
                if own or place.form in (PlaceForm.CITY, PlaceForm.COUNTRY):
                    return place.country
    return None


def _from_outside(entry: Entry, own: str | None, dateline: Dateline | None) -> str | None:
    if dateline and dateline.country and _possible(entry, dateline.country):
        return dateline.country
    if own and _possible(entry, own):
        return own
    return None
