"""How sure a reading is: a small table of what the words give, in 0..1."""

from __future__ import annotations

from collections.abc import Sequence

from visits.extraction.events.tellings import Telling
from visits.extraction.events.units import Unit
from visits.extraction.events.windows import Stay
from visits.terms import VisitStatus


def visit_confidence(group: Sequence[Unit], told: Stay, status: VisitStatus) -> float:
    """The confidence in a visit told by these units."""
    score = 0.55
    if all(unit.inferred for unit in group):
        score -= 0.25
    if told.start is not None:
        score += 0.15
    if len(group) > 1:
        score += 0.1
    if any(unit.telling.firm for unit in group):
        score += 0.1
    return round(min(max(score, 0.05), 0.99), 2)


def meeting_confidence(group: Sequence[Telling]) -> float:
    """The confidence in a meeting told by these tellings."""
    score = 0.6
    if group[0].firm:
        score += 0.15
    if len(group) > 1:
        score += 0.1
    return round(min(max(score, 0.05), 0.99), 2)
