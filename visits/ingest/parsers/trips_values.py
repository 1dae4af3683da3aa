"""A row of a table as a trip, or why it is none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from visits.extraction.dates import Window
from visits.extraction.stays import Stay
from visits.reasons import Reason
from visits.reference import fold

_LOOKED_AT = ("doubts", "doubtful")


@dataclass(frozen=True, slots=True)
class Traveller:
    name: str
    title: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Trip:
    """A row as a trip. `start` and `end` are (earliest, latest) in ISO, None where not known.

    `key` names the row in its table, `visit` one of our own visits: only such a row may tell of
    nobody. `doubts` are reasons why the row should be looked at; they are no part of what is told.
    """

    travellers: tuple[Traveller, ...]
    country: str | None
    host: str
    cities: tuple[str, ...] = ()
    start: tuple[str | None, str | None] | None = None
    end: tuple[str | None, str | None] | None = None
    kind: str = ""
    status: str = ""
    note: str = ""
    gathering: str = ""
    url: str = ""
    key: str = ""
    visit: str = ""
    doubts: tuple[Reason, ...] = ()
    doubtful: str = ""

    @property
    def identity(self) -> str:
        """What makes two rows the same trip: who, where to and when."""
        who = [fold(one.name) for one in self.travellers]
        told = (who, self.country, self.host, [fold(c) for c in self.cities], self.start, self.end)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

    def as_json(self) -> dict[str, Any]:
        told = asdict(self)
        return {name: told[name] for name in told if name not in _LOOKED_AT}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Trip:
        """The trip of `as_json`, whose lists stand for tuples; without its doubts."""
        values: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v
            for k, v in told.items()
            if k not in _LOOKED_AT
        }
        return cls(**{**values, "travellers": tuple(Traveller(**t) for t in told["travellers"])})


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a row is none, in which column, if it is one."""

    reason: Reason
    column: str = ""


def stay_of(trip: Trip) -> Stay:
    """The windows of the trip's days."""
    windows = [
        Window(*(date.fromisoformat(day) if day else None for day in days)) if days else None
        for days in (trip.start, trip.end)
    ]
    return Stay(windows[0], windows[1])
