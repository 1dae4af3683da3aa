"""What every page of another time says of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from visits.queries.then.moment import AsOf, first_state


def told_of(then: AsOf) -> dict[str, Any]:
    """What the banner says."""
    first = first_state(then)
    return {
        "then": then,
        "then_query": urlencode(then.pairs),
        "first_told": first,
        "is_before": first is None or then.when < first,
    }


def query_of(then: AsOf, query: str) -> str:
    """The query string of what is asked for, looked at from then."""
    return "&".join(part for part in (query, urlencode(then.pairs)) if part)
