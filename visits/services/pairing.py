"""Which claims a decision on whole visits has to name, so that linking keeps to it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from visits.models import Claim, Visit
from visits.services.anchors import live_claims
from visits.services.foreseeing import Foreseen, Pair, foresee
from visits.terms import DecisionKind
from visits.validators import FieldProblem


def pairs_to_join(visits: tuple[Visit, Visit]) -> list[Pair]:
    """One pair where linking then brings all claims together, else a pair for each claim."""
    one, other = visits
    if one.pk == other.pk:
        raise FieldProblem("visits", _("Choose two visits."))
    left, right = live_claims(one), live_claims(other)
    simple: list[Pair] = [(DecisionKind.SAME, left[0], right[0])]
    every = {claim.key for claim in (*left, *right)}
    if _brings_together(foresee(visits=visits, pairs=simple), every):
        return simple
    # Of claims that editors parted, each pair has to be put right.
    across: list[Pair] = [(DecisionKind.SAME, a, b) for a in left for b in right]
    within: list[Pair] = [
        (DecisionKind.SAME, side[0], claim) for side in (left, right) for claim in side[1:]
    ]
    return [*across, *within]


def pairs_to_part(visit: Visit, claims: Collection[Claim]) -> list[Pair]:
    """Every claim that goes with every one that stays."""
    live = live_claims(visit)
    chosen = {row.pk for row in claims}
    parted = [claim for claim in live if claim.pk in chosen]
    rest = [claim for claim in live if claim.pk not in chosen]
    if not parted or not rest:
        raise FieldProblem("claims", _("Choose some of the visit's announcements, not all."))
    return [(DecisionKind.NOT_SAME, one, other) for one in parted for other in rest]


def _brings_together(foreseen: Foreseen, keys: Collection[str]) -> bool:
    return any(set(keys) <= set(stay.linked.claims) for stay in foreseen.after)
