"""What editors decided of visits, with the claims and the visits that their decisions are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from visits.linking import Decision as DecisionValue
from visits.linking.decisions import hold
from visits.models import Claim, Decision, Visit, VisitClaim
from visits.queries.claim_values import link_claim
from visits.queries.claims import claims_of_announcements, decision_values
from visits.terms import ClaimSubject, DecisionKind, EditorialState

# So many of the latest decisions are looked at.
MOST = 2000
PAIRED = (DecisionKind.SAME, DecisionKind.NOT_SAME)


@dataclass(frozen=True, slots=True)
class JudgedVisit:
    """A visit that an editor gave a verdict on, or set fields of; `last` is what was said last.

    `claims` are all that tell it, also entries by hand; `values` the fields that were set.
    """

    visit: Visit
    claims: tuple[Claim, ...]
    last: DecisionValue
    values: Mapping[str, str | None]

    @property
    def is_rejected(self) -> bool:
        return self.visit.state == EditorialState.REJECTED

    @property
    def is_confirmed(self) -> bool:
        return self.last.kind == DecisionKind.CONFIRMED


@dataclass(frozen=True, slots=True)
class Judged:
    """`pairs` holds each decision on two claims with the keys that it holds on to.

    `claims` are all live claims of the announcements concerned, by key; `is_cut` where there are
    more decisions than are looked at.
    """

    visits: tuple[JudgedVisit, ...]
    pairs: tuple[tuple[DecisionValue, tuple[tuple[str, str], ...]], ...]
    claims: Mapping[str, Claim]
    is_cut: bool


def judged() -> Judged:
    """The latest decisions in force, with what they are about; the queries do not grow with them.

    Decisions on meetings are left out: their form and days have no weights.
    """
    rows = Decision.objects.filter(undone_at=None, is_lost=False).exclude(host="")
    latest = list(
        rows.select_related("announcement__source", "other_announcement__source", "editor")
        .defer("announcement__text", "other_announcement__text")
        .order_by("-made_at", "-pk")[: MOST + 1]
    )
    decisions = decision_values(latest[:MOST])
    texts = {row.announcement_id for row in latest}
    texts |= {row.other_announcement_id for row in latest if row.other_announcement_id}
    rows_held = claims_of_announcements(texts)
    found = _held(decisions, rows_held)
    visits = _visits(found, {row.key: row for row in rows_held})
    around = claims_of_announcements(
        {claim.announcement_id for one in visits for claim in one.claims}
    )
    claims = {row.key: row for row in (*rows_held, *around)}
    pairs = tuple((one, keys) for one, keys in found.pairs if keys)
    return Judged(tuple(visits), pairs, claims, len(latest) > MOST)


@dataclass(frozen=True, slots=True)
class _Held:
    pairs: tuple[tuple[DecisionValue, tuple[tuple[str, str], ...]], ...]
    single: tuple[tuple[DecisionValue, tuple[str, ...]], ...]


def _held(decisions: Iterable[DecisionValue], rows: Iterable[Claim]) -> _Held:
    """Each decision with the keys of the claims that its words are found in."""
    told = defaultdict(list)
    for row in rows:
        if row.subject == ClaimSubject.VISIT:
            claim = link_claim(row)
            told[claim.told.announcement].append(claim)
    pairs, single = [], []
    for decision in decisions:
        near = list(told[decision.left.announcement])
        if decision.right and decision.right.announcement != decision.left.announcement:
            near += told[decision.right.announcement]
        held = hold([decision], near)
        if decision.kind in PAIRED:
            pairs.append((decision, tuple(sorted(held.must | held.cannot))))
        else:
            single.append((decision, tuple(sorted({*held.values, *held.verdicts}))))
    return _Held(tuple(pairs), tuple(single))


def _visits(found: _Held, rows: Mapping[str, Claim]) -> list[JudgedVisit]:
    """The visits of the claims that verdicts and values are on, with all their claims."""
    keys = {key for _, held in found.single for key in held}
    homes = dict(
        VisitClaim.objects.filter(claim__in=[rows[key].pk for key in keys]).values_list(
            "claim__key", "visit"
        )
    )
    links = VisitClaim.objects.filter(visit__in=set(homes.values()))
    links = links.select_related("visit", "claim__announcement__source").order_by("claim__key")
    claims: dict[int, list[Claim]] = defaultdict(list)
    visits: dict[int, Visit] = {}
    for link in links.defer("claim__announcement__text", "visit__days"):
        visits[link.visit_id] = link.visit
        claims[link.visit_id].append(link.claim)
    said: dict[int, list[DecisionValue]] = defaultdict(list)
    for decision, held in found.single:
        for visit in {homes[key] for key in held if key in homes}:
            said[visit].append(decision)
    return [_judged(visits[pk], claims[pk], said[pk]) for pk in sorted(said)]


def _judged(visit: Visit, claims: Iterable[Claim], said: Iterable[DecisionValue]) -> JudgedVisit:
    """`said` comes in the order in which it was made, the last one first."""
    latest = list(said)
    set_fields = {
        one.field: one.value for one in reversed(latest) if one.kind == DecisionKind.VALUE
    }
    return JudgedVisit(visit, tuple(claims), latest[0], set_fields)
