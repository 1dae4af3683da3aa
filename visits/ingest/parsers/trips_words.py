"""Kinds, statuses and roles as tables write them, in their words or in ours."""

from __future__ import annotations

from visits.extraction.people.vocabulary import vocabulary
from visits.reference import fold
from visits.terms import Role, VisitKind, VisitStatus

_STATUSES = {
    "confirmed": VisitStatus.PLANNED,
    "confirmed by both sides": VisitStatus.PLANNED,
    "scheduled": VisitStatus.PLANNED,
    "upcoming": VisitStatus.PLANNED,
    "under way": VisitStatus.ONGOING,
    "made": VisitStatus.COMPLETED,
    "done": VisitStatus.COMPLETED,
    "canceled": VisitStatus.CANCELLED,
    "called off": VisitStatus.CANCELLED,
    "put off": VisitStatus.POSTPONED,
}
_UNSAID = frozenset({"", "unspecified", "unknown", "n/a", "tbd", "visit"})
# COLT: who governs, who reigns, or both; any other code is somebody else's.
_ROLES = {
    "gs": Role.HEAD_OF_STATE,
    "s": Role.HEAD_OF_STATE,
    "g": Role.HEAD_OF_GOVERNMENT,
    "f": Role.FOREIGN_MINISTER,
    "secretary of state": Role.FOREIGN_MINISTER,
}


def read_status(cell: str) -> str | None:
    """The status, "" where the cell says none, None where it says something else."""
    word = fold(cell)
    if word in _UNSAID:
        return ""
    if word in _STATUSES:
        return _STATUSES[word].value
    return word if word in {status.value for status in VisitStatus} else None


def read_kind(cell: str) -> str | None:
    """The kind; one that is written with "visit", or two of them, counts by its first word."""
    word = fold(cell)
    if word in _UNSAID:
        return ""
    first = word.replace("/", " ").split()[0]
    known = {kind.value for kind in VisitKind}
    return first if first in known else None


def role_of(code: str, title: str) -> str:
    """The role of a code or of a title; "" where neither tells."""
    role = _ROLES.get(fold(code)) or _ROLES.get(fold(title)) or vocabulary("en").role(title)
    if role is None and code in {one.value for one in Role}:
        role = Role(code)
    return role.value if role else ""
