"""How well groups agree with the groups that annotators made, by B-cubed and by aligned CEAF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Of each mention the group that is right, and the one that was found.
Placed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two shares in 0..1 and what they come to together."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(placed: Sequence[Placed]) -> Agreement:
    """Mention by mention: how much of its found group is right, how much of the right one found."""
    if not placed:
        return Agreement(0.0, 0.0)
    right, found = _groups(placed)
    precision = recall = 0.0
    for wanted, got in placed:
        shared = len(right[wanted] & found[got])
        precision += shared / len(found[got])
        recall += shared / len(right[wanted])
    return Agreement(precision / len(placed), recall / len(placed))


def ceaf_e(placed: Sequence[Placed]) -> Agreement:
    """Group by group, each aligned with one other, the most alike first: small ones count alike."""
    if not placed:
        return Agreement(0.0, 0.0)
    right, found = _groups(placed)
    alike = sorted(
        ((_alike(right[one], found[other]), one, other) for one, other in set(placed)), reverse=True
    )
    taken: set[tuple[str, str]] = set()
    total = 0.0
    for share, one, other in alike:
        if not taken & {("right", one), ("found", other)}:
            taken |= {("right", one), ("found", other)}
            total += share
    return Agreement(total / len(found), total / len(right))


def mixing(placed: Iterable[Placed]) -> int:
    """How many of the found groups hold mentions of more than one that is right."""
    held: dict[str, set[str]] = defaultdict(set)
    for wanted, got in placed:
        held[got].add(wanted)
    return sum(len(groups) > 1 for groups in held.values())


def _groups(placed: Sequence[Placed]) -> tuple[Mapping[str, set[int]], Mapping[str, set[int]]]:
    right: dict[str, set[int]] = defaultdict(set)
    found: dict[str, set[int]] = defaultdict(set)
    for at, (wanted, got) in enumerate(placed):
        right[wanted].add(at)
        found[got].add(at)
    return right, found


def _alike(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
