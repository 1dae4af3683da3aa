"""What changed of a noun since a time or a number, for a client that keeps a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.pagination import Cursor, page_size, paged_response, read_cursor
from visits.api.problems import BadParameters
from visits.api.shape import Row, Shape
from visits.models import Change
from visits.queries.following import changes_of
from visits.terms import ChangeEvent, ChangeNoun

SINCE = ("updated_since", "changed_after")
_NUMBER = "Give the number of a change, as an answer named it."
_TIME = "Give a time with its offset, such as 2025-04-01T00:00:00Z."


def asked_since(request: Request) -> bool:
    """Whether changes alone are asked for. Raises where the question is not clear."""
    given = [name for name in SINCE if name in request.query_params]
    if len(given) > 1:
        raise BadParameters({"changed_after": "Give this or updated_since, not both."})
    if given and "ordering" in request.query_params:
        told = "Leave it out: what changed comes in the order in which it did."
        raise BadParameters({"ordering": told})
    if given and request.query_params.get("count", "false") != "false":
        raise BadParameters({"count": "Leave it out: what changed is not counted."})
    return bool(given)


def since_of(request: Request) -> tuple[int, datetime | None]:
    """The number after which, and the time since when, changes are asked for."""
    number, time = request.query_params.get("changed_after"), None
    if number is not None and not (number.isascii() and number.isdigit() and len(number) < 19):
        raise BadParameters({"changed_after": _NUMBER})
    if "updated_since" in request.query_params:
        time = _time(request.query_params["updated_since"])
    after = int(number or 0)
    if "cursor" in request.query_params:
        (place,) = read_cursor(request.query_params["cursor"], 1).values
        if not isinstance(place, int) or not 0 <= place < 2**63:
            raise BadParameters({"cursor": "Follow the link to the next page, or leave it out."})
        after = place
    return after, time


def _time(text: str) -> datetime:
    try:
        found = parse_datetime(text.strip().replace(" ", "+"))
        moment = found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise BadParameters({"updated_since": _TIME})
    return moment


def changed_response(
    request: Request,
    noun: ChangeNoun,
    key: str,
    told: Callable[[Sequence[str]], list[Row]],
    shape: Shape,
) -> Response:
    """The records as they are now that changed, and which of them are to be let go.

    `change` is the number to go on from. A record that changes again comes again.
    """
    after, time = since_of(request)
    size = page_size(request)
    changes = changes_of([noun], after=after, since=time, limit=size + 1)
    page = changes[:size]
    names = list(dict.fromkeys(change.object for change in page))
    rows = told(names)  # of nothing, too: what is asked for is checked
    here = {str(row[key]) for row in rows}
    last = {change.object: change for change in page}
    more = Cursor((page[-1].number,)) if len(changes) > size else None
    answer = paged_response(request, shape.pruned(rows, key), more, None)
    answer.data["gone"] = [_gone(last[name]) for name in names if name not in here]
    answer.data["change"] = page[-1].number if page else after
    return answer


def _gone(change: Change) -> Row:
    known = (ChangeEvent.MERGED, ChangeEvent.DELETED)
    reason = change.event if change.event in known else "unmatched"
    return {"id": change.object, "reason": reason, "into": change.into or None}


def sync_parameters() -> list[OpenApiParameter]:
    """`updated_since` and `changed_after` as OpenAPI describes them."""
    number = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    return [
        OpenApiParameter(
            "updated_since",
            datetime,
            description="What changed since then, in the order in which it did; what is to be let "
            "go stands under `gone`, and `change` is the number to go on from.",
        ),
        OpenApiParameter(
            "changed_after",
            number,
            description="The same after the change with this number.",
        ),
    ]
