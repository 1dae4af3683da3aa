"""Which stored row is which linked thing: public ids stay with the claims they stood for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence


def match_ids(
    linked: Mapping[str, Iterable[str]], stored: Mapping[int, Iterable[str]]
) -> dict[str, int]:
    """Linked key → stored id: the pairs that share most claims first, each used once.

    `linked` and `stored` map a name to claim keys. Of ids that share as many the one goes first
    that had fewest others, then the least; then the least key.
    """
    owners: dict[str, list[int]] = {}
    held: dict[int, int] = {}
    for pk, told in stored.items():
        claims = list(told)
        held[pk] = len(claims)
        for claim in claims:
            owners.setdefault(claim, []).append(pk)
    shares = [
        (-count, held[pk] - count, pk, key)
        for key, claims in linked.items()
        for pk, count in Counter(pk for c in claims for pk in owners.get(c, ())).items()
    ]
    matched: dict[str, int] = {}
    taken: set[int] = set()
    for _, _, pk, key in sorted(shares):
        if key not in matched and pk not in taken:
            matched[key] = pk
            taken.add(pk)
    return matched


def match_returning(
    linked: Mapping[str, Iterable[str]],
    stored: Mapping[int, Iterable[str]],
    redirects: Mapping[int, tuple[int, Iterable[str]]],
) -> dict[str, int]:
    """The same where ids that were merged away may come back.

    `redirects` maps an old id to the one it leads to and the claims it had. A stored row first
    goes by the claims that are its own, so that each half of what falls apart gets its own id.
    """
    lent: dict[int, set[str]] = {}
    for heir, claims in redirects.values():
        lent.setdefault(heir, set()).update(claims)
    own = {pk: [c for c in claims if c not in lent.get(pk, ())] for pk, claims in stored.items()}
    matched = match_ids(linked, own)
    left = {key: claims for key, claims in linked.items() if key not in matched}
    free = {old: claims for old, (_, claims) in redirects.items()}
    free |= {pk: claims for pk, claims in stored.items() if pk not in matched.values()}
    return matched | match_ids(left, free)


def successor(claims: Sequence[str], homes: Mapping[str, int]) -> int | None:
    """The id that took most of the claims; None where all of them are gone."""
    counts = Counter(homes[claim] for claim in claims if claim in homes)
    return min(counts, key=lambda pk: (-counts[pk], pk)) if counts else None
