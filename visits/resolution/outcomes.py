"""What resolving a mention may come to, each as a value."""

from __future__ import annotations

from dataclasses import dataclass

from visits.terms import Role


@dataclass(frozen=True, slots=True)
class Resolved:
    """Exactly one known record; `role` is the office held on the day asked for, if any."""

    key: str
    country: str
    role: Role | None
    reason: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several known records fit, or one fits too loosely; an editor chooses."""

    candidates: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No known record: `name` and `country` make the proposal for a new one."""

    name: str
    country: str | None
    reason: str


Resolution = Resolved | Ambiguous | Unresolved
