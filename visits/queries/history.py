"""What changed of a visit, version by version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from visits.choices import EDITORIAL_STATES, VISIT_KINDS, VISIT_STATUSES
from visits.models import Visit, VisitVersion
from visits.queries.wording import country_name, window_words
from visits.terms import VisitKind

MOST_VERSIONS = 100
_LISTED: dict[str, dict[str, Any]] = {
    "status": {str(value): words for value, words in VISIT_STATUSES},
    "kind": {str(value): words for value, words in VISIT_KINDS},
    "state": {str(value): words for value, words in EDITORIAL_STATES},
}
Snapshot = Mapping[str, Any]
Words = Callable[[Snapshot, Mapping[int, str]], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One field, in words; "" is "not told"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A new state of the visit: since when it was public, when we learnt it, what it changed."""

    published: datetime
    recorded: datetime
    changes: tuple[Change, ...]


def history_of(visit: Visit) -> tuple[Step, ...]:
    """The states in the order of publication; those that change nothing told here are left out.

    The first changes everything from nothing.
    """
    rows = VisitVersion.objects.filter(visit=visit.pk).order_by("published_from", "number")
    versions = list(rows[:MOST_VERSIONS])
    names = {member.official_id: member.official.name for member in visit.members.all()}
    before = [{}, *(row.snapshot for row in versions)]
    steps = [
        Step(row.published_from, row.recorded_from, tuple(changes_between(old, new, names)))
        for (old, new), row in zip(pairwise(before), versions, strict=True)
    ]
    return tuple(step for step in steps if step.changes)


def changes_between(old: Snapshot, new: Snapshot, names: Mapping[int, str]) -> Iterator[Change]:
    """What differs between two states, in words; `names` are those of members by id."""
    if not new:
        yield Change("Visit", "told", "not told any more")
        return
    for label, words in _WORDS.items():
        before, after = words(old, names), words(new, names)
        if before != after:
            yield Change(label, before, after)


def _listed(field: str) -> Words:
    return lambda told, names: str(_LISTED[field].get(told.get(field, ""), ""))


def _window(start: str) -> Words:
    def words(told: Snapshot, names: Mapping[int, str]) -> str:
        days = [told.get(f"{start}_earliest"), told.get(f"{start}_latest")]
        return window_words(*(date.fromisoformat(day) if day else None for day in days))

    return words


def _kind(told: Snapshot, names: Mapping[int, str]) -> str:
    unknown = told.get("kind") == VisitKind.UNSPECIFIED
    return "" if unknown else str(_LISTED["kind"].get(told.get("kind", ""), ""))


def _delegation(told: Snapshot, names: Mapping[int, str]) -> str:
    members = told.get("members", ())
    known = [names[pk] for pk in members if pk in names]
    others = len(members) - len(known)
    return ", ".join([*known, *([f"{others} more"] if others else [])])


_WORDS: dict[str, Words] = {
    "Host country": lambda told, names: country_name(told["host_id"]) if told else "",
    "Delegation": _delegation,
    "City": lambda told, names: ", ".join(told.get("cities", ())),
    "First day": _window("start"),
    "Last day": _window("end"),
    "Status": _listed("status"),
    "Both sides": lambda told, names: "confirmed" if told.get("confirmed_by_both") else "",
    "Invitation": lambda told, names: "accepted" if told.get("accepted") else "",
    "Kind of visit": _kind,
    "Purpose": lambda told, names: told.get("purpose", ""),
    "Reading": _listed("state"),
}
