from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from visits.queries.changes.kinds import ChangeKind
from visits.queries.criteria import Criteria, Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of changes begins: after this state, in the order of the list."""

    published: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.published.isoformat()}~{self.pk}"


def place_of(text: str) -> Place:
    """Reads what `str` of a place writes. Raises ValueError."""
    moment, _, pk = text.partition("~")
    found = Place(datetime.fromisoformat(moment), int(pk))
    if found.published.tzinfo is None or not 0 < found.pk < 2**63:
        raise ValueError(f"{text[:60]} is no place in the list")
    return found


@dataclass(frozen=True, slots=True)
class ChangeCriteria(Criteria):
    """Days are of publication; `countries` are of either side, `pairs` written "CN-RU".

    `table` is the id of an import whose trips alone are asked for.
    """

    from_day: date | None = None
    until_day: date | None = None
    officials: Words = ()
    countries: Words = ()
    pairs: Words = ()
    changes: tuple[ChangeKind, ...] = ()
    table: int | None = None
    after: Place | None = None
