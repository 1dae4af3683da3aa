"""What of each record is told: `fields`, `include`, `ordering`, `count`; each name is checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from visits.api.problems import BadParameters

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """`fields` is None for all of them; the key of a record is told in any case."""

    fields: frozenset[str] | None
    includes: frozenset[str]

    def pruned(self, rows: Iterable[Row], key: str) -> list[Row]:
        """The rows with the fields asked for alone."""
        if self.fields is None:
            return list(rows)
        kept = {key, *self.fields, *self.includes}
        return [{name: row[name] for name in row if name in kept} for row in rows]

    def wants(self, field: str) -> bool:
        return self.fields is None or field in self.fields


def words_of(request: Request, name: str) -> list[str]:
    """The words of a parameter that may be repeated or joined by commas."""
    parts = ",".join(request.query_params.getlist(name)).split(",")
    return [word for part in parts if (word := part.strip())]


def shape_of(
    request: Request, *, fields: Collection[str], includes: Collection[str], usual: Collection[str]
) -> Shape:
    """What was asked for; `usual` is included where `include` is left out. Raises for unknown."""
    problems: dict[str, str] = {}
    asked = _known(request, "fields", fields, problems)
    wanted = _known(request, "include", includes, problems)
    if problems:
        raise BadParameters(problems)
    chosen = wanted if "include" in request.query_params else usual
    if asked and "include" not in request.query_params:
        # Sparse rows cost what they say: nothing is read along that was not asked for.
        chosen = [name for name in chosen if name in asked]
    named = frozenset(chosen) | (frozenset(asked) & frozenset(includes))
    return Shape(frozenset(asked) if asked else None, named)


def _known(
    request: Request, name: str, known: Collection[str], problems: dict[str, str]
) -> list[str]:
    words = words_of(request, name)
    unknown = [word[:60] for word in words if word not in known]
    if unknown:
        there = ", ".join(sorted(known)) or "none here"
        problems[name] = f"There is no “{unknown[0]}”: there are {there}."
    return words


def ordering_of(request: Request, orderings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keyset of the order asked for, else the first. Raises for an unknown one."""
    asked = request.query_params.get("ordering", "")
    if not asked:
        return next(iter(orderings.values()))
    if asked not in orderings:
        told = f"Rows are ordered by one of {', '.join(orderings)}."
        raise BadParameters({"ordering": told})
    return orderings[asked]


def count_wanted(request: Request) -> bool:
    """Whether rows are to be counted, which may take long. Raises for other than true or false."""
    asked = request.query_params.get("count", "false")
    if asked not in ("true", "false"):
        raise BadParameters({"count": "Write true or false."})
    return asked == "true"


def shape_parameters(fields: Collection[str], includes: Collection[str]) -> list[OpenApiParameter]:
    """`fields` and `include` as OpenAPI describes them."""
    told = [
        ("fields", fields, "The fields of a record to tell, its key in any case; all if left out."),
        ("include", includes, "What to read along; each is a field of the record."),
    ]
    return [
        OpenApiParameter(
            name=name,
            description=words,
            type={"type": "array", "items": {"type": "string", "enum": sorted(known)}},
            style="form",
            explode=False,
        )
        for name, known, words in told
        if known
    ]


def order_parameters(orderings: Collection[str]) -> list[OpenApiParameter]:
    """`ordering` and `count` as OpenAPI describes them."""
    # No default: a client that sends defaults would send it where no order may be asked for.
    order = {"type": "string", "enum": [*orderings]}
    told = f"`-` for descending; empty values last. Left out: `{next(iter(orderings))}`."
    return [
        OpenApiParameter("ordering", order, description=told),
        OpenApiParameter(
            "count",
            {"type": "boolean", "default": False},
            description="Whether to count all rows asked for; that may take a while.",
        ),
    ]
