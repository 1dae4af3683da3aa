"""Rows in an order, page by page: a page begins after a row, whatever was inserted since.

A keyset is field names, "-" for descending, the last one unique. Empty values of the first field
come last, either way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, IntegerField, Q, QuerySet, Value

Values = Sequence[Any]


def rows_beyond(
    found: QuerySet[Any, Any],
    keyset: Sequence[str],
    values: Values | None,
    *,
    limit: int,
    backwards: bool = False,
    is_few: bool = False,
) -> list[Any]:
    """At most `limit` rows after the values (backwards: before them, the nearest first).

    `is_few` says that a day was asked for: what is found is sorted, and no index in the order of
    days is walked through from its beginning to find it.

    One query or, where the rows with a first value end, two: in two ranges an index serves both.
    """
    first = _by_hand(keyset[0]) if is_few else F(keyset[0].lstrip("-"))
    rest = (_order(F(name.lstrip("-")), name, backwards) for name in keyset[1:])
    ordered = found.order_by(_order(first, keyset[0], backwards), *rest)
    if values is None:
        return list(ordered[:limit])
    name = keyset[0].lstrip("-")
    if values[0] is None:
        further = Q(**{f"{name}__isnull": True}) & _beyond(keyset[1:], values[1:], backwards)
        rows = list(ordered.filter(further)[:limit])
        if backwards and len(rows) < limit:
            more = ordered.filter(**{f"{name}__isnull": False})
            rows += more[: limit - len(rows)]
        return rows
    sign = _sign(keyset[0], backwards)
    within = Q(**{f"{name}__{sign}e": values[0]})
    rows = list(ordered.filter(within & _beyond(keyset, values, backwards))[:limit])
    if _may_be_empty(found, name) and not backwards and len(rows) < limit:
        empty = ordered.filter(**{f"{name}__isnull": True})
        rows += empty[: limit - len(rows)]
    return rows


def values_of(row: Any, keyset: Sequence[str]) -> tuple[Any, ...]:
    """Where the row stands in the order."""
    return tuple(getattr(row, name.lstrip("-")) for name in keyset)


def _may_be_empty(found: QuerySet[Any, Any], name: str) -> bool:
    """Of a column, what it says; of what was computed, yes."""
    if name == "pk":
        return False
    return name in found.query.annotations or bool(found.model._meta.get_field(name).null)


def _sign(name: str, backwards: bool) -> str:
    return "lt" if name.startswith("-") != backwards else "gt"


def _by_hand(name: str) -> Any:
    """The same day as an expression, which no index has."""
    return ExpressionWrapper(
        F(name.lstrip("-")) + Value(0, IntegerField()), output_field=DateField()
    )


def _order(field: Any, name: str, backwards: bool) -> Any:
    if name.startswith("-") != backwards:
        return field.desc(nulls_first=True) if backwards else field.desc(nulls_last=True)
    return field.asc(nulls_first=True) if backwards else field.asc(nulls_last=True)


def _beyond(keyset: Sequence[str], values: Values, backwards: bool) -> Q:
    """Rows after the values in the order of the keyset, none of which is empty."""
    name, value = keyset[0].lstrip("-"), values[0]
    further = Q(**{f"{name}__{_sign(keyset[0], backwards)}": value})
    if len(keyset) == 1:
        return further
    return further | (Q(**{name: value}) & _beyond(keyset[1:], values[1:], backwards))
