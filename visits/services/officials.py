"""Finding or proposing the record of a person that claims name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.text import slugify

from visits.linking import Party
from visits.models import Official, OfficialName, Tenure
from visits.reference import fold
from visits.terms import EditorialState, Rank, Role


def fold_name(name: str) -> str:
    """The spelling by which names are compared and searched."""
    return fold(name)[:300]


def slug_for(name: str, country: str | None, key: str, taken: set[str]) -> str:
    """A slug that is not taken, and takes it: the name, then its country, then a short hash."""
    digest = hashlib.sha256(f"{key}|{name}|{country}".encode()).hexdigest()
    base = slugify(name)[:90] or f"official-{digest[:8]}"
    for slug in (base, f"{base}-{(country or 'xx').lower()}", f"{base}-{digest[:8]}"):
        if slug not in taken:
            taken.add(slug)
            return slug
    raise ValueError(f"no free slug for {name}")


class Directory:
    """Records of the people of some linked things; unknown ones are proposed.

    The caller holds the lock of each person's timeline, so that nobody proposes one twice.
    """

    def __init__(self, parties: Iterable[Party]) -> None:
        people = [party for party in parties if party.name]
        folded = {fold_name(party.name) for party in people}
        keys = {party.official for party in people if party.official}
        own = {pk for key in keys if (pk := _own_key(key)) is not None}
        rows = Official.objects.filter(Q(key__in=keys) | Q(folded__in=folded) | Q(pk__in=own))
        self._by_key: dict[str, Official] = {}
        self._by_name: dict[tuple[str, str | None], Official] = {}
        for row in rows.exclude(state=EditorialState.REJECTED).order_by("-pk"):
            self._by_key[row.key or f"visitbook:{row.pk}"] = row
            self._by_name[(row.folded, row.country_id)] = row
        strange = {fold_name(party.name) for party in people if not self._knows(party)}
        if not strange:
            return
        aliases = OfficialName.objects.filter(folded__in=strange).exclude(
            official__state=EditorialState.REJECTED
        )
        for other in aliases.select_related("official").order_by("-pk"):
            self._by_name.setdefault((other.folded, other.official.country_id), other.official)

    def _knows(self, party: Party) -> bool:
        at = (fold_name(party.name), party.country)
        return party.official in self._by_key or at in self._by_name

    def record(self, party: Party) -> Official | None:
        """The record of the person, a proposed one where none is known; None without a name."""
        if not party.name:
            return None
        if party.official and party.official in self._by_key:
            return self._by_key[party.official]
        at = (fold_name(party.name), party.country)
        if at not in self._by_name:
            self._by_name[at] = _propose(party)
        return self._by_name[at]


def _own_key(key: str) -> int | None:
    prefix, _, number = key.partition(":")
    return int(number) if prefix == "visitbook" and number.isdigit() else None


def _propose(party: Party) -> Official:
    words = party.name.split()
    taken = set(
        Official.objects.filter(slug__startswith=slugify(party.name)[:90]).values_list(
            "slug", flat=True
        )
    )
    return Official.objects.create(
        slug=slug_for(party.name, party.country, "", taken),
        name=party.name[:300],
        family=words[-1][:200],
        given=" ".join(words[:-1])[:200],
        folded=fold_name(party.name),
        country_id=party.country or None,
        state=EditorialState.PROPOSED,
    )


class Ranks:
    """The ranks that officials held, read once for all of them."""

    def __init__(self, officials: Iterable[Official]) -> None:
        self._held: dict[int, list[tuple[date | None, date | None, int]]] = {}
        held = Tenure.objects.filter(official__in=[row.pk for row in officials])
        told = held.order_by("office__rank").values_list("official", "start", "end", "office__rank")
        for official, start, end, rank in told:
            self._held.setdefault(official, []).append((start, end, rank))

    def rank(self, official: Official | None, party: Party | None, day: date) -> Rank:
        """The rank of the office held on that day; what the announcement says where none is
        known."""
        for start, end, rank in self._held.get(official.pk, ()) if official else ():
            if (start is None or start <= day) and (end is None or day <= end):
                return Rank(rank)
        return Role(party.role).rank if party and party.role else Rank.OTHER


def forget_unused(officials: Iterable[int]) -> None:
    """Removes proposed records that no visit, meeting or itinerary names any more."""
    wanted = list(officials)
    if not wanted:
        return
    Official.objects.filter(
        pk__in=wanted,
        state=EditorialState.PROPOSED,
        memberships=None,
        participations=None,
        visits_led=None,
        itineraries=None,
        tenures=None,
    ).delete()
