"""What a claim says of a field of its visit or meeting, and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from visits.models import Claim
from visits.queries.evidence import span_names
from visits.queries.written_dates import window_edtf

# Where a claim keeps a field that it calls otherwise.
_KEPT = {
    "host": ("destination_country",),
    "city": ("destination_city", "place_city"),
    "country": ("place_country",),
    "start": ("new_start", "start"),
    "day": ("date",),
}
_WINDOWS = frozenset({"start", "end", "within", "day"})


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an announcement's text, `text[start:end] == quote`.

    `stated` is False where the field was inferred, from these words or from the sentence.
    """

    start: int
    end: int
    quote: str
    stated: bool


def span_of(claim: Claim, field: str) -> Span | None:
    """The words for the field, else the whole sentence; None where neither was kept."""
    kept = claim.evidence
    names = span_names("visitors" if field == "visitor_country" else field)
    name = next((name for name in names if name in kept), None)
    words = kept.get(name or "sentence")
    if words is None:
        return None
    stated = name is not None and bool(words.get("stated", True))
    return Span(words["start"], words["end"], words["quote"], stated)


def value_said(claim: Claim, field: str) -> str | None:
    """The claim's own value of the field: names, a code, a term, days in EDTF; None for none."""
    kept = (claim.value.get(name) for name in _KEPT.get(field, (field,)))
    value: Any = next((found for found in kept if found), None)
    if not value:
        return None
    if field in ("visitors", "participants"):
        return ", ".join(person["name"] for person in value)
    if field in _WINDOWS:
        return window_edtf(*(date.fromisoformat(day) if day else None for day in value)) or None
    return str(value)
