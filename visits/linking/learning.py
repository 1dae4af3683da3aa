"""Weights that agree better with what editors said of pairs of claims: judgements in, weights out.

A pair is of one visit with the odds of its bits above the threshold. Each weight moves from where
it stands to where these odds make the judgements likeliest, held back by how sure it was: it takes
many judgements to move one far, and a weight that none of them is about stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from visits.linking.copies import voices
from visits.linking.evidence import Mention, contradiction, findings
from visits.linking.people import People, people_of
from visits.linking.positions import place_in_time, siblings_of
from visits.linking.records import MeetingClaim, VisitClaim
from visits.linking.weights import MOST, Weights

# How many bits a weight that is right may well be off: the spread of the prior.
SPREAD = 1.0
SWEEPS = 200
_STILL = 1e-5
_LN2 = math.log(2)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two claims, by key, are of one visit; `source` names what an editor did at a stroke.

    All pairs of one source count together as one.
    """

    one: str
    other: str
    same: bool
    source: str


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A judgement with what is found on comparing the two; `forbidden` is their contradiction."""

    judgement: Judgement
    found: tuple[str, ...]
    forbidden: str

    def bits(self, weights: Weights) -> float:
        return sum(weights.bits[name] for name in self.found)

    def chance(self, weights: Weights) -> float:
        """How likely the two are of one visit by these weights; 0 where that is forbidden."""
        if self.forbidden:
            return 0.0
        return 1 / (1 + 2 ** (weights.threshold - self.bits(weights)))


def compared(
    claims: Iterable[VisitClaim | MeetingClaim], judgements: Iterable[Judgement]
) -> list[JudgedPair]:
    """The judgements on two visit claims of one host, with the evidence for each pair.

    The claims must come with their siblings, as they do to `link`.
    """
    every = list(claims)
    people = people_of(every)
    mentions = _mentions(every)
    found = []
    for judgement in judgements:
        one, other = mentions.get(judgement.one), mentions.get(judgement.other)
        if one and other and one.claim.host == other.claim.host:
            found.append(_compared(judgement, one, other, people))
    return found


def learn(weights: Weights, pairs: Iterable[JudgedPair], *, spread: float = SPREAD) -> Weights:
    """The weights that the judgements make likeliest, rounded to a tenth of a bit.

    Threshold and mean stay: how much worse a wrong link is than a missed one is no finding.
    """
    told = [pair for pair in pairs if not pair.forbidden]
    shares = _shares(told)
    about: dict[str, list[int]] = {}
    for at, pair in enumerate(told):
        for name in pair.found:
            about.setdefault(name, []).append(at)
    bits = dict(weights.bits)
    for _ in range(SWEEPS):
        moved = 0.0
        for name in sorted(about):
            now = replace(weights, bits=bits)
            rows = [(told[at], shares[at]) for at in about[name]]
            step = _step(now, rows, bits[name] - weights.bits[name], spread)
            to = max(-MOST, min(MOST, bits[name] + step))
            moved = max(moved, abs(to - bits[name]))
            bits[name] = to
        if moved < _STILL:
            break
    kept = {name: round(bits[name], 1) if name in about else bits[name] for name in bits}
    return replace(weights, bits=kept)


def surprise(weights: Weights, pairs: Collection[JudgedPair]) -> float:
    """Bits by which the judgements surprise these weights, in the mean of the sources."""
    told = [pair for pair in pairs if not pair.forbidden]
    shares = _shares(told)
    lost = 0.0
    for pair, share in zip(told, shares, strict=True):
        chance = pair.chance(weights)
        lost -= share * math.log2(max(chance if pair.judgement.same else 1 - chance, 1e-12))
    return lost / sum(shares) if told else 0.0


def _compared(judgement: Judgement, one: Mention, other: Mention, people: People) -> JudgedPair:
    forbidden = contradiction(one, other, people)
    return JudgedPair(judgement, () if forbidden else findings(one, other), forbidden)


def _mentions(claims: Collection[VisitClaim | MeetingClaim]) -> Mapping[str, Mention]:
    stays = {claim.key: claim for claim in claims if isinstance(claim, VisitClaim)}
    siblings = siblings_of(stays.values())
    copies = voices([claim.told for claim in claims])
    return {
        key: Mention(
            claim,
            place_in_time(claim, siblings[claim.told.announcement]),
            copies.get(claim.told.announcement, claim.told.announcement),
        )
        for key, claim in stays.items()
    }


def _shares(pairs: Iterable[JudgedPair]) -> list[float]:
    """What each pair counts: those of one source are one between them."""
    sources = [pair.judgement.source for pair in pairs]
    numbers = {source: sources.count(source) for source in set(sources)}
    return [1 / numbers[source] for source in sources]


def _step(
    weights: Weights, rows: Iterable[tuple[JudgedPair, float]], off: float, spread: float
) -> float:
    """How far Newton moves a weight that stands `off` its start, one bit at most."""
    slope, bend = -off / spread**2, 1 / spread**2
    for pair, share in rows:
        chance = pair.chance(weights)
        slope += share * _LN2 * (pair.judgement.same - chance)
        bend += share * _LN2**2 * chance * (1 - chance)
    return max(-1.0, min(1.0, slope / bend))
