"""Known officials for the persons of a document: name, country and date must agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from visits.extraction.gazetteer import Gazetteer, Known
from visits.extraction.people.roster import Entry
from visits.extraction.text import folded
from visits.terms import Rank, Role

_LEADERS = {Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER}
#: A surname this short is too many people's to stand for a leader without a title.
SHORTEST = 3


def known_officials(gazetteer: Gazetteer, entry: Entry, day: date | None) -> tuple[Known, ...]:
    """The known officials whom this person may be; a surname alone needs the same role as well."""
    named = {official.key: official for official in gazetteer.named(entry.name)}
    named |= {official.key: official for official in gazetteer.named(" ".join(entry.parts))}
    if len(entry.parts) > 1:
        turned = " ".join((*entry.parts[1:], entry.parts[0]))
        named |= {official.key: official for official in gazetteer.named(turned)}
    named |= {key: gazetteer.officials[key] for key in entry.officials}
    fitting = list(named.values()) or _of_surname(gazetteer, entry, day)
    if entry.countries:
        told = set(entry.countries)
        fitting = [o for o in fitting if told & {o.country, *(p.country for p in o.posts)}]
    return tuple([o for o in fitting if o.posts_on(day)] or (fitting if named else ()))


def leader_named(gazetteer: Gazetteer, name: str, day: date | None) -> Known | None:
    """The one leader or foreign minister of that surname in office on that day."""
    if len(name) < SHORTEST or day is None:
        return None
    found = [
        official
        for official in gazetteer.of_family(name)
        if any(post.role in _LEADERS for post in official.posts_on(day))
    ]
    return found[0] if len(found) == 1 else None


def acting_for(officials: Iterable[Known], day: date | None) -> str | None:
    """The country of all these officials on that day; None where they differ."""
    countries = {post.country for official in officials for post in official.posts_on(day)} or {
        official.country for official in officials
    }
    return countries.pop() if len(countries) == 1 else None


def _of_surname(gazetteer: Gazetteer, entry: Entry, day: date | None) -> list[Known]:
    """Officials of this surname who held the role told: "President Joseph R. Biden, Jr."."""
    role = entry.role
    if role is None or role.rank > Rank.MINISTER or not entry.parts:
        return []
    initial = entry.parts[0][0]
    return [
        official
        for official in gazetteer.of_family(entry.parts[-1])
        if any(post.role is role for post in official.posts_on(day))
        and (len(entry.parts) == 1 or folded(official.name)[:1] == initial)
    ]
