"""What holds of linking whatever the claims are. HYPOTHESIS_PROFILE=quick runs fewer examples."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.linking.build import decision
from tests.linking.strategies import announcement, decisions_on, worlds
from visits.linking import Linked, MeetingClaim, Party, VisitClaim, link
from visits.terms import DecisionKind

Claims = list[VisitClaim | MeetingClaim]
EXAMPLES = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "quick" else 500
thoroughly = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@thoroughly
@given(st.data())
def test_order_of_claims_and_decisions_is_immaterial(data: st.DataObject) -> None:
    claims = data.draw(worlds())
    decisions = data.draw(decisions_on(claims))
    shuffled = data.draw(st.permutations(claims))
    turned = data.draw(st.permutations(decisions))

    assert link(shuffled, turned) == link(claims, decisions)


@thoroughly
@given(st.data())
def test_claims_given_twice_change_nothing(data: st.DataObject) -> None:
    claims = data.draw(worlds())
    decisions = data.draw(decisions_on(claims))

    assert link([*claims, *claims], [*decisions, *decisions]) == link(claims, decisions)


@thoroughly
@given(st.data())
def test_merge_then_undo_is_the_identity(data: st.DataObject) -> None:
    claims = data.draw(worlds())
    before = link(claims)
    left, right = (data.draw(st.sampled_from(_visits(claims))) for _ in range(2))
    merge = decision(DecisionKind.SAME, left, right)

    merged = link(claims, [merge])
    undone = link(claims, [])

    assert _home(merged)[left.key] == _home(merged)[right.key]
    assert undone == before


@thoroughly
@given(st.data())
def test_splitting_keeps_two_claims_apart(data: st.DataObject) -> None:
    claims = data.draw(worlds())
    left, right = (data.draw(st.sampled_from(_visits(claims))) for _ in range(2))
    split = decision(DecisionKind.NOT_SAME, left, right)

    home = _home(link(claims, [split]))

    assert left.key == right.key or home[left.key] != home[right.key]


@thoroughly
@given(st.data())
def test_unrelated_announcement_changes_no_other_timeline(data: st.DataObject) -> None:
    claims = data.draw(worlds())
    stranger = Party("Anna Lindh", "SE")
    unrelated = [
        replace(claim, visitors=(stranger,), visitor_country="SE", told=_unsigned(claim))
        for claim in announcement("z9", data.draw(st.integers(0, 2**32)))
        if isinstance(claim, VisitClaim)
    ]

    alone, together = link(claims), link([*claims, *unrelated])

    keys = {visit.key for visit in alone.visits}
    assert tuple(v for v in together.visits if v.key in keys) == alone.visits
    assert together.meetings == alone.meetings
    tours = {tour.key for tour in alone.itineraries}
    assert tuple(t for t in together.itineraries if t.key in tours) == alone.itineraries


@thoroughly
@given(st.data())
def test_every_visit_has_claims_and_no_claim_is_in_two(data: st.DataObject) -> None:
    claims = data.draw(worlds())
    decisions = data.draw(decisions_on(claims))

    linked = link(claims, decisions)

    placed = [key for visit in linked.visits for key in visit.claims]
    assert sorted(placed) == sorted(claim.key for claim in _visits(claims))
    assert all(visit.claims for visit in linked.visits)
    assert all(visit.key == min(visit.claims) for visit in linked.visits)
    met = [key for meeting in linked.meetings for key in meeting.claims]
    assert sorted(met) == sorted(c.key for c in claims if isinstance(c, MeetingClaim))


@thoroughly
@given(st.data())
def test_visits_and_itineraries_name_each_other(data: st.DataObject) -> None:
    linked = link(data.draw(worlds()))

    of_visit = {visit.key: visit.itinerary for visit in linked.visits}
    of_tour = {key: tour.key for tour in linked.itineraries for key in tour.visits}

    assert of_visit == of_tour
    assert all(tour.key == min(tour.visits) for tour in linked.itineraries)


@thoroughly
@given(st.data())
def test_full_name_learnt_later_changes_nothing_but_the_name(data: st.DataObject) -> None:
    claims = [_as(claim, Party("Abe", "JP")) for claim in _visits(data.draw(worlds()))]
    late = data.draw(st.sets(st.sampled_from([claim.key for claim in claims])))
    learnt = [
        _as(claim, Party("Shinzo Abe", "JP")) if claim.key in late else claim for claim in claims
    ]

    before, after = link(claims), link(learnt)

    assert [_nameless(visit) for visit in after.visits] == [
        _nameless(visit) for visit in before.visits
    ]
    assert [tour.visits for tour in after.itineraries] == [
        tour.visits for tour in before.itineraries
    ]


def _visits(claims: Claims) -> list[VisitClaim]:
    return [claim for claim in claims if isinstance(claim, VisitClaim)]


def _home(linked: Linked) -> dict[str, str]:
    return {key: visit.key for visit in linked.visits for key in visit.claims}


def _unsigned(claim: VisitClaim) -> Any:
    return replace(claim.told, signature=frozenset())


def _as(claim: VisitClaim, head: Party) -> VisitClaim:
    return replace(claim, visitors=(head,), visitor_country=head.country)


def _nameless(visit: Any) -> Any:
    return replace(visit, visitors=())
