"""A trip as it was typed: plain texts, which a draft keeps and nothing is lost of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: Rows by kind: their fields, and the most of them that one form takes.
ROWS: Mapping[str, tuple[tuple[str, ...], int]] = {
    "people": (("name", "who", "country"), 30),
    "stops": (("host", "city", "dates"), 30),
    "meetings": (("name", "who", "country", "dates", "form"), 60),
}
FIELDS = ("kind", "status", "source_url", "note")
#: Far more than any field takes: what is too long is refused with words, not cut unseen.
LONGEST = 20_000
_ROW = re.compile(r"(people|stops|meetings)-(\d{1,3})-([a-z]+)")
#: What is chosen beforehand says nothing about whether a row was filled.
_CHOSEN = {"form"}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """Rows that have something in them, in their order, and the fields of the whole trip."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {**self.rows, **self.fields}

    def flat(self) -> dict[str, str]:
        """The names and values of the form's controls."""
        found = dict(self.fields)
        for kind, rows in self.rows.items():
            for number, row in enumerate(rows):
                found |= {f"{kind}-{number}-{name}": value for name, value in row.items()}
        return found

    @property
    def is_empty(self) -> bool:
        return not any(self.rows.values()) and not any(self.fields.values())

    @property
    def title(self) -> str:
        """Who goes where, as far as it was typed."""
        people = [row.get("name", "") for row in self.rows.get("people", [])]
        hosts = [row.get("host", "") for row in self.rows.get("stops", [])]
        who, where = ", ".join(filter(None, people)), ", ".join(filter(None, hosts))
        return f"{who} → {where}"[:200] if where else who[:200]


def typed_of(sent: Mapping[str, Any]) -> Typed:
    """What a form sent or a draft kept. Rows without anything in them are left out."""
    by_kind: dict[str, dict[int, Row]] = {kind: {} for kind in ROWS}
    for name, value in _flat(sent):
        found = _ROW.fullmatch(name)
        if found and found[3] in ROWS[found[1]][0]:
            by_kind[found[1]].setdefault(int(found[2]), {})[found[3]] = _text(value)
    rows = {}
    for kind, (_, most) in ROWS.items():
        told = (row for _, row in sorted(by_kind[kind].items()))
        rows[kind] = [row for row in told if _has_something(row)][:most]
    return Typed(rows, {name: _text(sent.get(name, "")) for name in FIELDS})


def _flat(sent: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, value in sent.items():
        if name in ROWS and isinstance(value, list):
            for number, row in enumerate(value):
                for one, text in row.items():
                    yield f"{name}-{number}-{one}", text
        else:
            yield name, value


def _text(value: Any) -> str:
    # PostgreSQL keeps no NUL.
    return str(value or "").replace("\x00", "")[:LONGEST]


def _has_something(row: Row) -> bool:
    return any(value.strip() for name, value in row.items() if name not in _CHOSEN)
