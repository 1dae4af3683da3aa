"""What an office tells of the country that its holder acts for."""

from __future__ import annotations

from visits.extraction.people.candidate import Candidate
from visits.extraction.people.page import Page
from visits.extraction.people.roster import Entry
from visits.terms import Role

_LEADERS = {
    Role.HEAD_OF_STATE,
    Role.HEAD_OF_GOVERNMENT,
    Role.DEPUTY_HEAD,
    Role.FOREIGN_MINISTER,
    Role.ROYAL,
}
#: Roles that one person at a time holds in a country.
SINGLE = {Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER}


def country_by_office(page: Page, entry: Entry, first: Candidate, own: str | None) -> str | None:
    """The country that a title alone gives away."""
    title = " ".join(entry.titles).lower()
    words = title.split()
    if "pope" in words:
        return "VA"
    if title in page.vocabulary.congress and own in (None, "US"):
        return "US"
    bodies, offices = page.vocabulary.bodies, page.vocabulary.offices
    told = [bodies[word] for word in words if word in bodies]
    told += [country for office, country in offices.items() if office in title]
    if told:
        return told[0]
    american = any(name in title for name in page.vocabulary.american) and "foreign" not in title
    if american and own in (None, "US") and not _holy_see(page, first):
        return "US"
    if own and entry.role is not Role.BODY_HEAD and not _foreign_by_nature(page, entry, title, own):
        return own
    return None


def _holy_see(page: Page, candidate: Candidate) -> bool:
    sentence = page.sentence_of[candidate.start]
    return any(place.country == "VA" and place.sentence == sentence for place in page.places)


def _foreign_by_nature(page: Page, entry: Entry, title: str, own: str) -> bool:
    """Whether a title without a country, in a government's own text, is rather a guest's."""
    if not possible(page, entry, own):
        return True
    if entry.role in SINGLE and _held_by_another(page, entry, own):
        return True
    if own == "US":
        return entry.role in _LEADERS and "vice" not in title
    return False


def _held_by_another(page: Page, entry: Entry, country: str) -> bool:
    """Whether the country's office is known to be held by people of other names."""
    holders = [
        page.gazetteer.officials[key]
        for key in page.gazetteer.by_country.get(country, ())
        if any(
            post.role is entry.role and post.country == country and post.fits(page.published)
            for post in page.gazetteer.officials[key].posts
        )
    ]
    known = {word for holder in holders for name in holder.names for word in name.split()}
    return bool(holders) and page.published is not None and not known & set(entry.parts)


def possible(page: Page, entry: Entry, country: str) -> bool:
    """Whether the country has such an office at all: there is no American foreign minister."""
    title = " ".join(entry.titles).lower()
    return not any(name in title for name in page.vocabulary.without.get(country, ()))
