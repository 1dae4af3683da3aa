"""Which stored row is which linked thing: public ids stay with the claims they stood for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence


def match_ids(
    linked: Mapping[str, Iterable[str]], stored: Mapping[int, Iterable[str]]
) -> dict[str, int]:
    """Linked key → stored id: the pairs that share most claims first, each used once.

    `linked` and `stored` map a name to claim keys. Ties go to the least id and the least key.
    """
    owners: dict[str, list[int]] = {}
    for pk, claims in stored.items():
        for claim in claims:
            owners.setdefault(claim, []).append(pk)
    shares = [
        (-count, pk, key)
        for key, claims in linked.items()
        for pk, count in Counter(pk for c in claims for pk in owners.get(c, ())).items()
    ]
    matched: dict[str, int] = {}
    taken: set[int] = set()
    for _, pk, key in sorted(shares):
        if key not in matched and pk not in taken:
            matched[key] = pk
            taken.add(pk)
    return matched


def successor(claims: Sequence[str], homes: Mapping[str, int]) -> int | None:
    """The id that took most of the claims; None where all of them are gone."""
    counts = Counter(homes[claim] for claim in claims if claim in homes)
    return min(counts, key=lambda pk: (-counts[pk], pk)) if counts else None
