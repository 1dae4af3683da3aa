"""The linker against editors: which pairs it puts together without them, and which they say are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from visits.linking import MeetingClaim, VisitClaim, link
from visits.linking.learning import JudgedPair, Judgement, compared
from visits.linking.weights import Weights
from visits.queries.claim_values import link_claim
from visits.queries.learning.judged import Judged, JudgedVisit
from visits.queries.learning.readings import monday
from visits.terms import ClaimSubject, DecisionKind

# Of a visit of more claims these speak for all.
SPEAKERS = 12
# With so many of the next visits of a traveller to a host each is compared.
NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class LinkJudged:
    """What one decision says of links: `together` is the linker's own answer, `same` the editor's.

    `chance` is how likely the evidence makes it that its pairs are of one visit, in the mean.
    """

    week: date
    together: bool
    same: bool
    chance: float


@dataclass(frozen=True, slots=True)
class Judgements:
    """All pairs of claims that editors judged, and the weeks in which they did, by source."""

    claims: tuple[VisitClaim | MeetingClaim, ...]
    pairs: tuple[JudgedPair, ...]
    weeks: Mapping[str, date]


def judgements(judged: Judged) -> Judgements:
    """What decisions on pairs say outright, and what verdicts on whole visits say of their claims.

    The claims of a confirmed visit are of one; those of two that were both confirmed, of the same
    traveller and host, are of two.
    """
    weeks: dict[str, date] = {}
    found: list[Judgement] = []
    for decision, keys in judged.pairs:
        assert decision.made is not None
        source = f"decision {int(decision.key)}"
        weeks[source] = monday(decision.made.date())
        same = decision.kind == DecisionKind.SAME
        found += [Judgement(one, other, same, source) for one, other in keys]
    confirmed = [one for one in judged.visits if one.is_confirmed and not one.is_rejected]
    for judgement, week in _implied(confirmed):
        weeks[judgement.source] = week
        found.append(judgement)
    claims = tuple(link_claim(row) for row in judged.claims.values())
    return Judgements(claims, tuple(compared(claims, found)), weeks)


def links_judged(told: Judgements, weights: Weights) -> list[LinkJudged]:
    """Each source of judgements beside what linking makes of the same claims without editors."""
    alone = link(told.claims, weights=weights)
    homes = {key: visit.key for visit in alone.visits for key in visit.claims}
    by_source: dict[str, list[JudgedPair]] = {}
    for pair in told.pairs:
        by_source.setdefault(pair.judgement.source, []).append(pair)
    return [_link(told.weeks[source], pairs, homes, weights) for source, pairs in by_source.items()]


def _link(
    week: date, pairs: Collection[JudgedPair], homes: Mapping[str, str], weights: Weights
) -> LinkJudged:
    """Two are put together only if all of one visit are, and any of two visits."""
    same = next(iter(pairs)).judgement.same
    joined = [homes[one.judgement.one] == homes[one.judgement.other] for one in pairs]
    chance = sum(pair.chance(weights) for pair in pairs) / len(pairs)
    return LinkJudged(week, all(joined) if same else any(joined), same, chance)


def _implied(confirmed: Iterable[JudgedVisit]) -> Iterator[tuple[Judgement, date]]:
    visits = list(confirmed)
    for one in visits:
        source = f"visit {one.visit.pk}"
        for a, b in combinations(_keys(one), 2):
            yield Judgement(a, b, same=True, source=source), _week(one)
    near: dict[tuple[object, str], list[JudgedVisit]] = {}
    for one in visits:
        if one.visit.head_id is not None:
            near.setdefault((one.visit.head_id, one.visit.host_id), []).append(one)
    for group in near.values():
        group.sort(key=lambda one: (one.visit.start_earliest or date.max, one.visit.pk))
        for at, one in enumerate(group):
            for other in group[at + 1 : at + 1 + NEIGHBOURS]:
                source = f"visits {one.visit.pk} and {other.visit.pk}"
                week = max(_week(one), _week(other))
                for a, b in product(_keys(one), _keys(other)):
                    yield Judgement(a, b, same=False, source=source), week


def _keys(one: JudgedVisit) -> list[str]:
    rows = (row for row in one.claims if row.superseded_at is None)
    return [row.key for row in rows if row.subject == ClaimSubject.VISIT][:SPEAKERS]


def _week(one: JudgedVisit) -> date:
    assert one.last.made is not None
    return monday(one.last.made.date())
