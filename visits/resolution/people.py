"""A person mentioned, with country, role and day, to a known official."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from visits.extraction.gazetteer import Gazetteer, Known
from visits.resolution.keys import alike, name_words
from visits.resolution.outcomes import Ambiguous, Resolution, Resolved, Unresolved
from visits.terms import Role

#: Roles that one person at a time holds in a country.
SINGLE = frozenset(
    {Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER, Role.DEFENCE_MINISTER}
)


def resolve_person(
    gazetteer: Gazetteer,
    name: str,
    *,
    country: str | None = None,
    role: Role | None = None,
    day: date | None = None,
) -> Resolution:
    """The known official whom a name as printed, without titles, stands for.

    The exact name and the country decide; a surname needs country and office; a likeness needs
    both and is never enough where two people fit. Country None means "not told", and then the
    exact full name must be one person's alone.
    """
    exact = _from(gazetteer.named(name), country)
    if exact:
        return _choose(exact, role, day, name, country, "name")
    if country is None:
        return Unresolved(name, None, "no record of this name, and no country told")
    surname = len(name_words(name)) == 1
    found = _of_surname(gazetteer, name, country) if surname else ()
    if not found:
        found = tuple(o for o in _of_country(gazetteer, country) if _may_be(o, name))
    if not found:
        return Unresolved(name, country, "no record of a like name in this country")
    in_office = tuple(o for o in found if role is not None and _role_on(o, role, country, day))
    if len(in_office) == 1:
        official = in_office[0]
        how = "surname" if surname else "spelling"
        return Resolved(official.key, country, role, f"{how}, country and office")
    candidates = tuple(sorted(o.key for o in in_office or found))
    if role is not None and not in_office and not surname:
        return Unresolved(name, country, "like names, but none held that office then")
    return Ambiguous(candidates, "a like name and the country, but not one holder of the office")


def resolve_holder(gazetteer: Gazetteer, *, country: str, role: Role, day: date) -> Resolution:
    """The one who held an office on a day: "the Chinese president"."""
    holders = tuple(
        official
        for official in _of_country(gazetteer, country)
        if any(
            post.role is role and post.country == country and post.holds(day)
            for post in official.posts
        )
    )
    if len(holders) == 1 and role in SINGLE:
        return Resolved(holders[0].key, country, role, "the only holder on that day")
    if holders:
        keys = tuple(sorted(official.key for official in holders))
        return Ambiguous(keys, "several may have held the office on that day")
    return Unresolved("", country, "no holder of the office is known for that day")


def role_on(official: Known, day: date | None) -> Role | None:
    """The highest role that the official held on the day; None where none is known."""
    roles = [post.role for post in official.posts if day is None or post.holds(day)]
    return min(roles, key=lambda role: role.rank, default=None)


def _choose(
    found: Sequence[Known],
    role: Role | None,
    day: date | None,
    name: str,
    country: str | None,
    reason: str,
) -> Resolution:
    if len(found) > 1 and role is not None:
        narrowed = [o for o in found if _role_on(o, role, country or o.country, day)]
        found, reason = narrowed or found, f"{reason} and office" if narrowed else reason
    if len(found) > 1 and day is not None:
        found = [o for o in found if o.posts_on(day)] or found
    if len(found) == 1:
        official = found[0]
        told = country or official.country
        return Resolved(official.key, told, role_on(official, day), reason)
    return Ambiguous(tuple(sorted(o.key for o in found)), "several people of this name")


def _from(found: Sequence[Known], country: str | None) -> tuple[Known, ...]:
    if country is None:
        return tuple(found)
    return tuple(o for o in found if _serves(o, country))


def _serves(official: Known, country: str) -> bool:
    return official.country == country or any(post.country == country for post in official.posts)


def _of_country(gazetteer: Gazetteer, country: str) -> tuple[Known, ...]:
    return tuple(gazetteer.officials[key] for key in gazetteer.by_country.get(country, ()))


def _of_surname(gazetteer: Gazetteer, name: str, country: str) -> tuple[Known, ...]:
    return _from(gazetteer.of_family(name), country)


def _may_be(official: Known, name: str) -> bool:
    return any(alike(name, known) for known in official.names)


def _role_on(official: Known, role: Role, country: str, day: date | None) -> bool:
    return any(
        post.role is role and post.country == country and post.fits(day) for post in official.posts
    )
