"""Editions: what somebody has seen of a visit before deciding on it."""

from __future__ import annotations

import hashlib

from visits.models import Decision, Visit
from visits.queries.evidence import claims_of, decisions_on


def edition_of(visit: Visit) -> str:
    """A name of the visit as it is now; every change of it and every decision on it has another."""
    made = [(one.pk, one.undone_at) for one in decisions_on(claims_of(visit))]
    return _short(f"{visit.pk} {visit.changed_at.isoformat()} {made}")


def decision_edition(decision: Decision) -> str:
    """The same of a decision, which can but be taken back."""
    return _short(f"{decision.pk} {decision.undone_at}")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
