"""Claims of one visit, put together by weighted evidence; the order of the claims is immaterial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from visits.linking.components import APART, chain
from visits.linking.evidence import EXACT, Comparison, Mention, compare
from visits.linking.groups import Groups
from visits.linking.keys import head, timeline_keys
from visits.linking.people import People
from visits.linking.positions import Days
from visits.linking.records import LinkReason
from visits.linking.weights import Weights, packaged_weights

# How many of its neighbours in time a mention is compared with, and how many members of a cluster
# speak for it: the two bounds that keep the cost near linear.
NEIGHBOURS = 40
SPEAKERS = 12

Pair = tuple[str, str]


@dataclass(slots=True)
class Clustering:
    """Which mentions stand together (sets of keys) and why each was put there."""

    groups: Groups
    reasons: list[LinkReason] = field(default_factory=list)


def blocks(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions that may be of one visit: one timeline, one host, no long silence between them."""
    every = {mention.key: mention for mention in mentions}
    timelines: dict[tuple[str, str], list[tuple[Days, str]]] = defaultdict(list)
    for mention in every.values():
        for key in timeline_keys(mention.claim):
            timelines[key, mention.claim.host].append((mention.position.reach, mention.key))
    groups = Groups(every)
    for stretch in timelines.values():
        chain(stretch, APART, groups)
    return [[every[key] for key in keys] for keys in groups.sets().values()]


def cluster(
    mentions: Iterable[Mention],
    people: People,
    must: Collection[Pair] = (),
    cannot: Collection[Pair] = (),
    weights: Weights | None = None,
) -> Clustering:
    """Every mention in exactly one set; `must` and `cannot` are an editor's and win."""
    table = weights or packaged_weights()
    every = {mention.key: mention for mention in mentions}
    result = Clustering(Groups(every))
    decided = {key for pair in (*must, *cannot) for key in pair}
    for one, other in sorted(must):
        if one in every and other in every and result.groups.join(one, other):
            result.reasons.append(LinkReason(other, one, 0.0, (("decision.same", 0.0),)))
    apart = {frozenset(pair) for pair in cannot}
    for block in blocks(every.values()):
        _Agglomeration(block, people, result, decided, apart, table).run()
    return result


class _Agglomeration:
    """Joins the best pair first, unless something contradicts it or the whole evidence does."""

    def __init__(
        self,
        block: list[Mention],
        people: People,
        result: Clustering,
        decided: Collection[str],
        apart: Collection[frozenset[str]],
        weights: Weights,
    ) -> None:
        self._people = people
        self._result = result
        self._apart = apart
        self._compared: dict[Pair, Comparison] = {}
        self._weights = weights
        self._nodes = self._collapsed(block, decided)
        self._members: dict[str, list[Mention]] = defaultdict(list)
        for node in self._nodes:
            self._members[result.groups.root(node.key)].append(node)

    def run(self) -> None:
        edges = []
        for i, one in enumerate(self._nodes):
            for other in self._nodes[i + 1 : i + 1 + NEIGHBOURS]:
                found = self._compare(one, other)
                if not found.forbidden and found.weight > self._weights.threshold:
                    low, high = sorted((one.key, other.key))
                    edges.append((-found.weight, low, high, found))
        for _, low, high, found in sorted(edges, key=lambda edge: edge[:3]):
            self._join(low, high, found)

    def _collapsed(self, block: list[Mention], decided: Collection[str]) -> list[Mention]:
        """One mention for all that say the same of the same days; sorted by time."""
        profiles: dict[object, Mention] = {}
        heads = list(dict.fromkeys(head(mention.claim) for mention in block))
        one_person = all(self._people.same(a, b) for a in heads for b in heads)
        for mention in sorted(block, key=lambda m: m.key):
            profile: object = mention.key
            if mention.key not in decided:
                profile = (one_person or head(mention.claim), *_profile(mention))
            first = profiles.setdefault(profile, mention)
            if first is not mention and self._result.groups.join(first.key, mention.key):
                reason = LinkReason(mention.key, first.key, 0.0, (("start.same_words", 0.0),))
                self._result.reasons.append(reason)
        return sorted(profiles.values(), key=lambda m: (m.position.reach.first, m.key))

    def _compare(self, one: Mention, other: Mention) -> Comparison:
        pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
        if pair not in self._compared:
            self._compared[pair] = compare(one, other, self._people, self._weights)
        return self._compared[pair]

    def _join(self, low: str, high: str, found: Comparison) -> None:
        groups = self._result.groups
        one, other = groups.root(low), groups.root(high)
        if one == other or not self._agree(one, other):
            return
        groups.join(one, other)
        kept = groups.root(one)
        gone = other if kept == one else one
        self._members[kept] += self._members.pop(gone)
        self._result.reasons.append(LinkReason(high, low, found.weight, found.evidence))

    def _agree(self, one: str, other: str) -> bool:
        """Whether no pair across is a contradiction and their evidence on the whole is for it."""
        left, right = self._members[one], self._members[other]
        if self._apart and any(
            frozenset((a.key, b.key)) in self._apart for a in left for b in right
        ):
            return False
        total, bridges = 0.0, [one for one in (*left, *right) if one.position.moved is not None]
        for a in _speakers(left):
            for b in _speakers(right):
                found = self._compare(a, b)
                if found.forbidden and not _explained(found.forbidden, a, b, bridges):
                    return False
                total += found.weight
        return total > self._weights.mean * len(_speakers(left)) * len(_speakers(right))


def _explained(forbidden: str, one: Mention, other: Mention, bridges: list[Mention]) -> bool:
    """Whether a postponement among the members explains the contradiction.

    It does where dates are far apart or one after the other; and where one was told before it and
    the other, without a day, after it.
    """
    if "far apart" in forbidden or forbidden == "one ended before the other began":
        return bool(bridges)
    if forbidden != "told of different times":
        return False
    told = sorted((one.position.published, other.position.published))
    return any(told[0] <= bridge.position.published < told[1] for bridge in bridges)


def _speakers(members: list[Mention]) -> list[Mention]:
    if len(members) <= SPEAKERS:
        return members
    step = (len(members) - 1) / (SPEAKERS - 1)
    return [members[round(i * step)] for i in range(SPEAKERS)]


def _profile(mention: Mention) -> tuple[object, ...]:
    """What makes two mentions the same telling of the same days."""
    claim, position = mention.claim, mention.position
    dated = position.basis != "published"
    exact = position.start is not None and position.start.length <= EXACT
    return (
        claim.visitor_country,
        position.reach if dated else None,
        position.basis,
        position.start,
        position.end,
        position.moved,
        claim.status,
        None if exact else position.published // (8 if dated else 4),
        claim.city,
        claim.kind,
        claim.gathering,
    )
