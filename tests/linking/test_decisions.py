"""An editor's word: same, not the same, rejected, restored; found again, or reported as lost."""

from __future__ import annotations

from dataclasses import replace

from tests.linking.build import decision, meeting, party, told, visit
from visits.linking import Anchor, link
from visits.terms import DecisionKind

MARCH = visit("Wang Yi", "CN", "RU", "2025-03-31", by=told("a1", "2025-03-28"), quote="in March")
AGAIN = visit("Wang Yi", "CN", "RU", "2025-03-31", by=told("a2", "2025-03-29"), quote="again")
JULY = visit("Wang Yi", "CN", "RU", "2025-07-20", by=told("a3", "2025-07-18"), quote="in July")


def claims_of(*decisions: object) -> list[tuple[str, ...]]:
    linked = link([MARCH, AGAIN, JULY], decisions)  # type: ignore[arg-type]
    return [v.claims for v in linked.visits]


def test_same_joins_what_evidence_keeps_apart() -> None:
    assert claims_of() == [("a1#0", "a2#0"), ("a3#0",)]
    assert claims_of(decision(DecisionKind.SAME, MARCH, JULY)) == [("a1#0", "a2#0", "a3#0")]


def test_not_same_splits_and_undoing_it_restores() -> None:
    split = decision(DecisionKind.NOT_SAME, MARCH, AGAIN)

    assert claims_of(split) == [("a1#0",), ("a2#0",), ("a3#0",)]
    assert claims_of() == [("a1#0", "a2#0"), ("a3#0",)]


def test_later_decision_on_the_same_pair_wins() -> None:
    same = decision(DecisionKind.SAME, MARCH, JULY, key="k1", made="2025-08-01")
    apart = decision(DecisionKind.NOT_SAME, JULY, MARCH, key="k2", made="2025-08-02")

    assert claims_of(same, apart) == [("a1#0", "a2#0"), ("a3#0",)]
    assert claims_of(apart, replace(same, made=None)) == [("a1#0", "a2#0"), ("a3#0",)]


def test_pairs_that_others_have_joined_already_change_nothing() -> None:
    pairs = ((MARCH, AGAIN), (AGAIN, JULY), (MARCH, JULY))
    same = [decision(DecisionKind.SAME, *pair, key=f"k{n}") for n, pair in enumerate(pairs)]

    assert claims_of(*same) == claims_of(*same[:2]) == [("a1#0", "a2#0", "a3#0")]


def test_decision_on_a_claim_and_itself_says_nothing() -> None:
    for kind in (DecisionKind.SAME, DecisionKind.NOT_SAME):
        assert claims_of(decision(kind, MARCH, MARCH)) == claims_of()


def test_same_joins_two_hosts() -> None:
    misread = visit("Wang Yi", "CN", "BY", "2025-03-31", by=told("a4"), quote="misread")

    linked = link([MARCH, misread], [decision(DecisionKind.SAME, MARCH, misread)])

    assert [v.claims for v in linked.visits] == [("a1#0", "a4#0")]


def test_split_holds_through_a_third_claim() -> None:
    split = decision(DecisionKind.NOT_SAME, MARCH, AGAIN)
    third = visit("Wang Yi", "CN", "RU", "2025-03-31", by=told("a5", "2025-03-30"))

    linked = link([MARCH, AGAIN, third], [split])

    assert [v.claims for v in linked.visits] == [("a1#0", "a5#0"), ("a2#0",)]


def test_rejected_visit_stays_rejected_when_news_comes_and_can_be_restored() -> None:
    no = decision(DecisionKind.REJECTED, MARCH, key="k1", made="2025-04-01")
    yes = decision(DecisionKind.RESTORED, AGAIN, key="k2", made="2025-04-02")

    assert [v.rejected for v in link([MARCH], [no]).visits] == [True]
    assert [v.rejected for v in link([MARCH, AGAIN], [no]).visits] == [True]
    assert [v.rejected for v in link([MARCH, AGAIN], [no, yes]).visits] == [False]


def test_decision_without_a_claim_is_lost_not_forgotten() -> None:
    gone = decision(DecisionKind.REJECTED, replace(MARCH, told=told("b1")), key="k1")
    half = replace(
        decision(DecisionKind.SAME, MARCH, AGAIN, key="k2"), right=Anchor("b1", "in May", "wang")
    )

    assert link([MARCH], [gone, half]).lost == ("k1", "k2")


def test_decision_finds_a_reworded_sentence_but_no_other() -> None:
    words = "the minister will pay an official visit to Moscow from 31 March to 2 April"
    read = replace(MARCH, anchors=(("sentence", words),))
    no = decision(DecisionKind.REJECTED, read)
    touched_up = replace(MARCH, anchors=(("sentence", words.replace("2 April", "3 April")),))
    other = replace(MARCH, anchors=(("sentence", "the weather in Moscow was fine"),))

    assert [v.rejected for v in link([touched_up], [no]).visits] == [True]
    assert link([other], [no]).lost == ("k1",)


def test_spacing_and_case_of_the_quote_are_immaterial() -> None:
    spaced = replace(MARCH, anchors=(("sentence", "In\n  MARCH"),))

    assert link([spaced], [decision(DecisionKind.REJECTED, MARCH)]).lost == ()


def test_host_tells_the_stops_of_one_sentence_apart() -> None:
    both = told("a1")
    japan = visit("Anna Low", "NZ", "JP", by=both, n=0, quote="to Japan and Korea")
    korea = visit("Anna Low", "NZ", "KR", by=both, n=1, quote="to Japan and Korea")

    linked = link([japan, korea], [decision(DecisionKind.REJECTED, korea)])

    assert {v.host: v.rejected for v in linked.visits} == {"JP": False, "KR": True}


def test_person_of_the_anchor_may_carry_the_country() -> None:
    no = replace(decision(DecisionKind.REJECTED, MARCH), left=Anchor("a1", "in March", "wang|CN"))
    other = replace(no, key="k2", left=Anchor("a1", "in March", "li"))

    linked = link([MARCH], [no, other])

    assert ([v.rejected for v in linked.visits], linked.lost) == ([True], ("k2",))


def test_anchor_without_a_quote_or_person_fits_the_announcement() -> None:
    no = replace(decision(DecisionKind.REJECTED, MARCH), left=Anchor("a1", "", ""))

    assert [v.rejected for v in link([MARCH], [no]).visits] == [True]


def test_decisions_hold_on_to_meetings() -> None:
    wang, lavrov = party("Wang Yi", "CN"), party("Sergey Lavrov", "RU")
    talks = meeting(wang, lavrov, day="2025-04-01", by=told("a1"), quote="talks")
    dinner = meeting(wang, lavrov, day="2025-04-01", by=told("a2"), quote="dinner")
    no = replace(
        decision(DecisionKind.REJECTED, talks, key="k2"), left=Anchor("a1", "talks", "lavrov")
    )

    apart = link([talks, dinner], [decision(DecisionKind.NOT_SAME, talks, dinner), no])
    day = decision(DecisionKind.VALUE, talks, field="day", value="2025-04-02")
    later = meeting(wang, lavrov, day="2025-06-01", by=told("a3"), quote="later")
    joined = link([talks, later], [decision(DecisionKind.SAME, talks, later, key="k3"), day])

    assert [(m.claims, m.rejected) for m in apart.meetings] == [
        (("a1#m0",), True),
        (("a2#m0",), False),
    ]
    (met,) = joined.meetings
    assert met.day is not None
    assert met.day.edtf == "2025-04-02"
