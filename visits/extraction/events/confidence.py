"""How sure a reading is, in 0..1: a base, and what each feature of the words adds or takes.

The figures were set on annotated announcements; `docs` hold the table of how often each
confidence was right.
"""

from __future__ import annotations

from collections.abc import Sequence

from visits.extraction.events import masks
from visits.extraction.events.ambiguity import shared_mentions
from visits.extraction.events.certainties import firmest
from visits.extraction.events.tellings import Telling
from visits.extraction.events.units import Unit
from visits.extraction.events.windows import Stay
from visits.extraction.records import Person
from visits.terms import Certainty, Rank, VisitStatus

BASE_VISIT, BASE_MEETING = 0.43, 0.53
LEAD_LINES = 4
#: What is told so badly is not told; a hedge alone takes nothing below it.
FLOOR = 0.11
#: The features that say how firmly something is told, not how well it was read.
HEDGES = frozenset({"reported", "question", "asked outright", "possible"})
#: What each feature adds.
VISIT_WEIGHTS = {
    "titled": 0.08,
    "ranked": 0.04,
    "named beside the trigger": 0.05,
    "place beside the trigger": 0.1,
    "dated": 0.09,
    "told again": 0.05,
    "firm status": 0.05,
    "in the lead": 0.04,
    "inferred place": -0.3,
    "loose frame": -0.15,
    "unknown home": -0.2,
    "nobody known": -0.12,
    "no visitor told": -0.1,
    "surname of several": -0.2,
    "history": -0.05,
    "reported": -0.2,
    "question": -0.08,
    "asked outright": -0.25,
    "possible": -0.4,
}
MEETING_WEIGHTS = {
    "all titled": 0.1,
    "ranked": 0.05,
    "dated": 0.07,
    "told again": 0.06,
    "firm status": 0.08,
    "in the lead": 0.05,
    "unknown home": -0.15,
    "loose frame": -0.15,
    "nobody known": -0.1,
    "surname of several": -0.2,
    "group": -0.03,
    "reported": -0.2,
    "question": -0.08,
    "asked outright": -0.25,
    "possible": -0.4,
}


def visit_confidence(
    group: Sequence[Unit], told: Stay, status: VisitStatus, people: Sequence[Person]
) -> tuple[float, tuple[str, ...]]:
    """The confidence in a visit told by these units, and what it is made of."""
    return _total(BASE_VISIT, VISIT_WEIGHTS, visit_features(group, told, status, people))


def visit_features(
    group: Sequence[Unit], told: Stay, status: VisitStatus, people: Sequence[Person]
) -> set[str]:
    """Which of the features a visit has."""
    tellings = [unit.telling for unit in group]
    head = people[0]
    inferred = all(unit.inferred for unit in group)
    facts = {
        "titled": head.title is not None,
        "ranked": head.role is not None and head.role.rank <= Rank.MINISTER,
        "named beside the trigger": any(_named(telling) for telling in tellings),
        "place beside the trigger": not inferred,
        "dated": told.start is not None or told.end is not None,
        "told again": len({telling.line.index for telling in tellings}) > 1,
        "firm status": any(telling.firm for telling in tellings),
        "in the lead": min(telling.line.index for telling in tellings) < LEAD_LINES,
        "inferred place": inferred,
        "loose frame": all(telling.frame.loose for telling in tellings),
        "unknown home": all(person.country is None for person in people),
        "nobody known": head.title is None and head.official is None,
        "no visitor told": not any(telling.people for telling in tellings),
        "surname of several": all(shared_mentions(telling) for telling in plain_tellings(group)),
        "history": status is VisitStatus.COMPLETED and told.start is None and told.end is None,
    }
    return {name for name, true in facts.items() if true} | _hedges(tellings)


def plain_tellings(group: Sequence[Unit]) -> list[Telling]:
    """The tellings that name the place themselves, or all where none does."""
    told = [unit.telling for unit in group if not unit.inferred]
    return told or [unit.telling for unit in group]


def meeting_confidence(
    group: Sequence[Telling], people: Sequence[Person], *, dated: bool
) -> tuple[float, tuple[str, ...]]:
    """The confidence in a meeting told by these tellings, and what it is made of."""
    return _total(BASE_MEETING, MEETING_WEIGHTS, meeting_features(group, people, dated=dated))


def meeting_features(
    group: Sequence[Telling], people: Sequence[Person], *, dated: bool
) -> set[str]:
    """Which of the features a meeting has."""
    ranks = [person.role.rank for person in people if person.role is not None]
    facts = {
        "all titled": all(person.title is not None for person in people),
        "ranked": len(ranks) == len(people) and max(ranks) <= Rank.MINISTER,
        "dated": dated,
        "told again": len({telling.line.index for telling in group}) > 1,
        "firm status": any(telling.firm for telling in group),
        "in the lead": min(telling.line.index for telling in group) < LEAD_LINES,
        "unknown home": any(person.country is None for person in people),
        "loose frame": all(telling.frame.loose for telling in group),
        "nobody known": any(p.title is None and p.official is None for p in people),
        "surname of several": all(shared_mentions(telling) for telling in group),
        "group": all(telling.frame.base == "group" for telling in group),
    }
    return {name for name, true in facts.items() if true} | _hedges(group)


def _hedges(tellings: Sequence[Telling]) -> set[str]:
    """The certainty, as a feature; what is stated has none."""
    certainty = firmest(tellings)
    if certainty is Certainty.STATED:
        return set()
    hedged = all(telling.hedge is not None for telling in tellings)
    asked = certainty is Certainty.QUESTION and hedged
    return {certainty.value, "asked outright"} if asked else {certainty.value}


def _named(telling: Telling) -> bool:
    marks = {telling.line.text[position] for position in telling.positions}
    return bool(marks & {masks.PERSON, masks.TITLE, masks.OWNER})


def _total(
    base: float, weights: dict[str, float], features: set[str]
) -> tuple[float, tuple[str, ...]]:
    told = base + sum(weights[feature] for feature in features - HEDGES)
    score = told + sum(weights[feature] for feature in features & HEDGES)
    if told >= FLOOR:
        score = max(score, FLOOR)
    reasons = tuple(f"{weight:+.2f} {name}" for name, weight in weights.items() if name in features)
    return round(min(max(score, 0.05), 0.99), 2), (f"{base:.2f} base", *reasons)
