"""People of a set of claims: a known record lends a person all names that are printed for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from visits.linking.keys import families, names_compatible
from visits.linking.records import MeetingClaim, Party, VisitClaim


class People:
    """Who may be whom. "Xi" is 习近平 where another claim prints the same record as Xi Jinping."""

    def __init__(self, parties: Iterable[Party]) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        for party in parties:
            if party.official:
                names[party.official].add(party.name)
        self._names = {official: tuple(sorted(found)) for official, found in names.items()}
        self._same: dict[tuple[Party, Party], bool] = {}

    def names(self, party: Party) -> tuple[str, ...]:
        """All names printed for the person, the party's own among them."""
        return self._names.get(party.official or "", (party.name,))

    def same(self, one: Party, other: Party) -> bool:
        """Whether the two may be one person; countries are not looked at."""
        known = self._same.get((one, other))
        if known is None:
            known = self._same[one, other] = self._compared(one, other)
        return known

    def _compared(self, one: Party, other: Party) -> bool:
        if one.official and other.official:
            return one.official == other.official
        country = one.country or other.country
        return any(
            names_compatible(a, b, country) for a in self.names(one) for b in self.names(other)
        )

    def alike(self, one: Party, other: Party) -> bool:
        """The same, and no two countries that contradict each other."""
        if one.country and other.country and one.country != other.country:
            return False
        return self.same(one, other)

    def families(self, party: Party, country: str | None = None) -> frozenset[str]:
        """Folded family names without a country, and the record where one is known."""
        country = party.country or country
        found = {family for name in self.names(party) for family in families(name, country)}
        return frozenset(found | {f"={party.official}"} if party.official else found)


def people_of(claims: Iterable[VisitClaim | MeetingClaim]) -> People:
    """The people of all the claims."""
    return People(
        party
        for claim in claims
        for party in (claim.visitors if isinstance(claim, VisitClaim) else claim.participants)
    )
