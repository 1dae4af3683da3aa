"""What linking would make of a decision, or of the announcements alone: nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from visits.linking import Decision as DecisionValue
from visits.linking import LinkedMeeting, LinkedVisit, Value, link
from visits.models import Claim, Visit, VisitClaim
from visits.queries.claim_values import link_claim
from visits.queries.link_weights import weights_in_force
from visits.queries.parts import Around, around_claims, by_subject
from visits.services.anchors import anchor_on, live_claims
from visits.services.identity import match_returning
from visits.services.redirects import VISITS, Led
from visits.terms import DecisionKind, SourceSide

Pair = tuple[DecisionKind, Claim, Claim]
# Of editors' decisions the one that is not made yet comes last.
_LAST = "~"


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit as it would be; `pk` is the id that it keeps or gets back, None for a new one."""

    pk: int | None
    linked: LinkedVisit
    claims: tuple[Claim, ...]
    meetings: tuple[LinkedMeeting, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The visits that a decision touches, before it and after; `gone` are ids that lead on."""

    before: tuple[Stay, ...]
    after: tuple[Stay, ...]
    gone: tuple[int, ...]

    @property
    def sides(self) -> tuple[tuple[str, tuple[Stay, ...]], ...]:
        """Both, each under its name."""
        return (("before", self.before), ("after", self.after))


def foresee(*, visits: Sequence[Visit], pairs: Iterable[Pair]) -> Foreseen:
    """What the visits and those around them become with decisions on these pairs of claims."""
    own = [claim for visit in visits for claim in live_claims(visit)]
    around = _around(own)
    further = [_decision(n, *pair) for n, pair in enumerate(pairs)]
    stored, redirects = _ids(around)
    before = _stays({claim.key for claim in own}, around, (), stored, redirects)
    touched = {key for stay in before for key in stay.linked.claims}
    after = _stays(touched, around, further, stored, redirects)
    kept = {stay.pk for stay in after}
    gone = tuple(sorted(stay.pk for stay in before if stay.pk and stay.pk not in kept))
    return Foreseen(before, after, gone)


def announced_values(visit: Visit) -> Mapping[str, Value]:
    """What the announcements say of each field now, without what editors entered or decided."""
    around = _around(live_claims(visit))
    told = [row for row in around.claims if row.announcement.source.side != SourceSide.EDITOR]
    free = [one for one in around.decisions if one.kind != DecisionKind.VALUE]
    own = set(VisitClaim.objects.filter(visit=visit).values_list("claim__key", flat=True))
    linked = link((link_claim(row) for row in told), free, weights_in_force())
    shares = [(-len(own & {*one.claims}), one.key, one) for one in linked.visits]
    best = min(shares, default=None, key=lambda share: share[:2])
    return dict(best[2].values) if best and best[0] else {}


def _around(claims: Iterable[Claim]) -> Around:
    met, stays = by_subject([claim.pk for claim in claims])
    return around_claims(met, stays)


def _decision(number: int, kind: DecisionKind, one: Claim, other: Claim) -> DecisionValue:
    return DecisionValue(
        key=f"{_LAST}{number:06d}",
        kind=kind,
        left=anchor_on(one),
        right=anchor_on(other),
        made=timezone.now(),
    )


def _ids(around: Around) -> tuple[dict[int, list[str]], Led]:
    """The stored visits by id with their claims' keys, and the ids that lead to them."""
    stored: dict[int, list[str]] = {}
    links = VisitClaim.objects.filter(claim__in=list(around.visits)).order_by("claim__key")
    for visit, key in links.values_list("visit", "claim__key"):
        stored.setdefault(visit, []).append(key)
    return stored, VISITS.leading_to(stored)


def _stays(
    keys: Collection[str],
    around: Around,
    further: Iterable[DecisionValue],
    stored: Mapping[int, list[str]],
    redirects: Mapping[int, tuple[int, list[str]]],
) -> tuple[Stay, ...]:
    """The visits that have any of the claims."""
    claims = (link_claim(row) for row in around.claims)
    linked = link(claims, [*around.decisions, *further], weights_in_force())
    ids = match_returning({one.key: one.claims for one in linked.visits}, stored, redirects)
    rows = {row.key: row for row in around.claims}
    return tuple(
        Stay(
            ids.get(visit.key),
            visit,
            tuple(rows[key] for key in visit.claims),
            tuple(one for one in linked.meetings if visit.key in one.visits),
        )
        for visit in linked.visits
        if set(visit.claims) & set(keys)
    )
