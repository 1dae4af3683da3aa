"""What speaks for two visits being one, in the words of linking's evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visits.linking import VisitClaim
from visits.linking.evidence import Mention, compare
from visits.linking.people import people_of
from visits.linking.positions import place_in_time, siblings_of
from visits.models import Claim
from visits.queries.claim_values import link_claim
from visits.queries.claims import claims_of_announcements
from visits.queries.link_weights import weights_in_force

MOST = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """The pair of claims that are most alike: bits for one visit and what they come from.

    `forbidden` is the contradiction that keeps them apart, "" where there is none.
    """

    one: Claim
    other: Claim
    bits: float
    evidence: tuple[tuple[str, float], ...]
    forbidden: str


def likeness_of(left: Sequence[Claim], right: Sequence[Claim]) -> Likeness | None:
    """The nearest of the pairs; those that nothing forbids go first."""
    rows = {row.pk: row for row in (*left[:MOST], *right[:MOST])}
    told = claims_of_announcements({row.announcement_id for row in rows.values()})
    values = {row.pk: link_claim(row) for row in told}
    stays = [value for value in values.values() if isinstance(value, VisitClaim)]
    siblings = siblings_of(stays)
    people, weights = people_of(values.values()), weights_in_force()

    def mention(row: Claim) -> Mention | None:
        value = values.get(row.pk)
        if not isinstance(value, VisitClaim):
            return None
        place = place_in_time(value, siblings[value.told.announcement])
        return Mention(value, place, value.told.announcement)

    found = []
    for a in left[:MOST]:
        for b in right[:MOST]:
            one, other = mention(a), mention(b)
            if one and other:
                told_of = compare(one, other, people, weights)
                words = tuple((name.replace(".", " "), bits) for name, bits in told_of.evidence)
                found.append(Likeness(a, b, told_of.weight, words, told_of.forbidden))
    return max(found, default=None, key=lambda pair: (not pair.forbidden, pair.bits))
