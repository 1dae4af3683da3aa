"""The claims that were there at a time: linking over them gives the state as of then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from visits.linking.authority import C

Basis = Literal["published", "recorded"]


def claims_until(claims: Iterable[C], when: datetime, basis: Basis = "published") -> tuple[C, ...]:
    """Claims told until then (or, by `recorded`, that we had by then), sorted by key."""
    return tuple(
        sorted(
            (claim for claim in claims if getattr(claim.told, basis) <= when),
            key=lambda claim: claim.key,
        )
    )
