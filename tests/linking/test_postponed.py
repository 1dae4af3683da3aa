"""An editor's date against a postponement that is announced later: it stands, and both are told."""

from __future__ import annotations

import pytest

from tests.linking.build import decision, told, visit
from visits.linking import Decision, LinkedVisit, Told, Value, VisitClaim, link
from visits.terms import DecisionKind, SourceSide, VisitStatus


def low(start: str | None, by: Told, **told_of: str) -> VisitClaim:
    return visit("Anna Low", "NZ", "JP", start, by=by, quote=by.announcement, **told_of)  # type: ignore[arg-type]


ENTERED = low("2025-05-10", told("a1", "2025-05-01", standing=SourceSide.EDITOR))
PLANNED = low("2025-05-10", told("a1", "2025-05-01"))
OFF = low("2025-05-10", told("a2", "2025-05-08"), status="postponed")
UNDATED = low(None, told("a2", "2025-05-08"), status="postponed")
MOVED = low("2025-05-10", told("a2", "2025-05-08"), status="postponed", new_start="2025-06-20")
ANEW = low("2025-06-20", told("a3", "2025-05-20"))


def only(claims: list[VisitClaim], *decisions: Decision) -> LinkedVisit:
    (linked,) = link(claims, decisions).visits
    return linked


def start_of(linked: LinkedVisit) -> Value:
    return dict(linked.values)["start"]


def on_the_tenth(made: str = "2025-05-02") -> Decision:
    return decision(DecisionKind.VALUE, PLANNED, field="start", value="2025-05-10", made=made)


@pytest.mark.parametrize("postponed", [OFF, UNDATED, MOVED])
def test_entered_date_stands_against_a_later_postponement(postponed: VisitClaim) -> None:
    start = start_of(only([ENTERED, postponed]))

    assert (start.value, start.claims, start.locked) == ("2025-05-10", ("a1#0",), True)
    assert start.dissent == ("a2#0",)


@pytest.mark.parametrize("postponed", [OFF, UNDATED, MOVED])
def test_decided_date_stands_against_a_later_postponement(postponed: VisitClaim) -> None:
    linked = only([PLANNED, postponed], on_the_tenth())
    start = start_of(linked)

    assert linked.start is not None
    assert linked.start.edtf == "2025-05-10"
    assert (start.value, start.claims, start.locked) == ("2025-05-10", ("a1#0",), True)
    assert start.dissent == ("a2#0",)
    assert linked.status == VisitStatus.POSTPONED


def test_decided_date_stands_against_a_new_date_too() -> None:
    start = start_of(only([PLANNED, OFF, ANEW], on_the_tenth()))

    assert (start.value, start.dissent) == ("2025-05-10", ("a2#0", "a3#0"))


def test_postponement_that_the_editor_followed_does_not_dissent() -> None:
    june = decision(
        DecisionKind.VALUE, PLANNED, field="start", value="2025-06-20", made="2025-05-09"
    )

    assert start_of(only([PLANNED, MOVED], june)).dissent == ("a1#0",)
    assert start_of(only([PLANNED, UNDATED], june)).dissent == ("a1#0",)


def test_postponement_contradicts_nobody_without_an_editors_date() -> None:
    assert start_of(only([PLANNED, OFF])).dissent == ()
