"""Who wins field by field, why, and what becomes of the dissent."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tests.linking.build import decision, meeting, party, told, visit
from visits.linking import LinkedVisit, VisitClaim, link
from visits.terms import DecisionKind, SourceSide, VisitKind, VisitStatus

MINISTRY, AGENCY, WIRE = SourceSide.MINISTRY, SourceSide.AGENCY, SourceSide.WIRE

low = partial(visit, "Anna Low", "NZ", "JP")
xi = partial(visit, "Xi Jinping", "CN", "RU")
nakasone = partial(visit, "Nakasone", "JP", "US")


def only(*claims: VisitClaim) -> LinkedVisit:
    (visit,) = link(claims).visits
    return visit


def test_month_then_day_then_stay_narrows() -> None:
    linked = only(
        xi("2025-05", by=told("a1", "2025-03-28")),
        xi("2025-05-01/2025-05-10", by=told("a2", "2025-04-10")),
        xi("2025-05-07", "2025-05-10", by=told("a3", "2025-05-04")),
    )

    assert linked.start is not None
    assert linked.start.edtf == "2025-05-07"
    assert dict(linked.values)["start"].claims == ("a1#0", "a2#0", "a3#0")
    assert dict(linked.values)["start"].dissent == ()


def test_more_exact_but_earlier_narrows_a_later_month() -> None:
    linked = only(
        xi("2025-05-07", by=told("a1", "2025-04-10")),
        xi("2025-05", by=told("a2", "2025-04-20")),
    )

    value = dict(linked.values)["start"]
    assert (value.value, value.reason) == (
        "2025-05-07",
        "a wire's word, narrowed by a more exact one",
    )


def test_ministry_wins_over_a_later_wire_and_the_dissent_is_kept() -> None:
    linked = only(
        xi("2025-05-07", by=told("a1", "2025-05-01", standing=MINISTRY)),
        xi("2025-05-08", by=told("a2", "2025-05-02", standing=WIRE)),
    )

    value = dict(linked.values)["start"]
    assert value.value == "2025-05-07"
    assert value.claims == ("a1#0",)
    assert value.dissent == ("a2#0",)


def test_cities_of_one_announcement_are_stops_and_no_dissent() -> None:
    both = told("a1", "2025-05-01", standing=MINISTRY)
    linked = only(
        xi("2025-05-07", "2025-05-10", city="Moscow", by=both),
        xi("2025-05-07", "2025-05-10", city="Kazan", n=1, by=both),
        xi("2025-05-07", "2025-05-10", city="Kazan", by=told("a2", "2025-05-02")),
        xi("2025-05-07", "2025-05-10", city="Sochi", by=told("a3", "2025-05-03")),
    )

    value = dict(linked.values)["city"]
    assert (value.value, value.claims, value.dissent) == (
        "Moscow",
        ("a1#0", "a1#1", "a2#0"),
        ("a3#0",),
    )


def test_later_wins_over_earlier_of_equal_standing() -> None:
    linked = only(
        nakasone("1987-04-29", "1987-05-05", by=told("a1", "1987-03-27")),
        nakasone("1987-04-29", "1987-05-02", by=told("a2", "1987-04-24")),
    )

    assert linked.end is not None
    assert linked.end.edtf == "1987-05-02"


def test_stated_day_wins_over_a_later_inferred_one() -> None:
    stated = replace(low("2025-05-10", by=told("a1", "2025-05-01")), stated=frozenset({"start"}))
    inferred = replace(low("2025-05-11", by=told("a2", "2025-05-02")), stated=frozenset({"status"}))

    linked = only(stated, inferred)

    assert linked.start is not None
    assert linked.start.edtf == "2025-05-10"


def test_old_copy_printed_again_is_no_later_word() -> None:
    text = "TOKYO - The prime minister will stay in Washington until the fifth of May, it was said"
    linked = only(
        nakasone(
            "1987-04-29",
            "1987-05-05",
            by=told("a1", "1987-03-27", text=text),
        ),
        nakasone("1987-04-29", "1987-05-02", by=told("a2", "1987-04-24")),
        nakasone(
            "1987-04-29",
            "1987-05-05",
            by=told("a3", "1987-04-26", text=text),
        ),
    )

    assert linked.end is not None
    assert linked.end.edtf == "1987-05-02"


def test_day_wins_over_the_words_for_a_week_that_just_miss_it() -> None:
    linked = only(
        visit("Shintaro Abe", "JP", "US", "1987-04-19", by=told("a1", "1987-04-17")),
        visit("Shintaro Abe", "JP", "US", "1987-04-20/1987-04-26", by=told("a2", "1987-04-24")),
    )

    assert linked.start is not None
    assert linked.start.edtf == "1987-04-19"


def test_end_before_the_start_is_not_taken() -> None:
    linked = only(
        low("2025-05-10", kind="state", by=told("a1", "2025-05-01", standing=MINISTRY)),
        low(None, "2025-05-08", kind="state", by=told("a2", "2025-05-01")),
    )

    assert linked.end is None


def test_passed_date_alone_completes_nothing() -> None:
    linked = only(
        low("2025-05-10", by=told("a1", "2025-05-01")),
        low("2025-05-10", by=told("a2", "2025-05-14")),
    )

    assert linked.status == VisitStatus.PLANNED


def test_meeting_that_was_held_shows_that_the_visit_took_place() -> None:
    planned = low("2025-05-10", "2025-05-12", by=told("a1", "2025-05-01"))
    held = meeting(
        party("Anna Low", "NZ"),
        party("Taro Aso", "JP"),
        day="2025-05-11",
        country="JP",
        by=told("a2", "2025-05-11"),
    )
    told_later = meeting(
        party("Anna Low", "NZ"),
        party("Taro Aso", "JP"),
        day="2025-05-11",
        country="JP",
        by=told("a3", "2025-05-14"),
    )

    (under_way,) = link([planned, held]).visits
    (over,) = link([planned, held, told_later]).visits

    assert under_way.status == VisitStatus.ONGOING
    assert over.status == VisitStatus.COMPLETED
    assert dict(over.values)["status"].claims == ("a2#m0", "a3#m0")


def test_cancelled_stays_cancelled_after_a_belated_plan() -> None:
    linked = only(
        low("2025-05-10", by=told("a1", "2025-05-01")),
        low("2025-05-10", status="cancelled", by=told("a2", "2025-05-05")),
        low("2025-05-10", by=told("a3", "2025-05-06")),
    )

    assert linked.status == VisitStatus.CANCELLED
    assert linked.start is not None


def test_cancelled_but_made_after_all_is_made() -> None:
    linked = only(
        low("2025-05-10", status="cancelled", by=told("a1", "2025-05-05")),
        low("2025-05-10", status="ongoing", by=told("a2", "2025-05-10")),
        low("2025-05-10", status="postponed", by=told("a3", "2025-05-11")),
    )

    assert linked.status == VisitStatus.ONGOING
    assert dict(linked.values)["status"].dissent == ("a1#0", "a3#0")


def test_invited_then_planned_is_planned_and_accepted() -> None:
    linked = only(
        xi(status="invited", accepted=True, by=told("a1", "2025-03-01")),
        xi(by=told("a2", "2025-03-05")),
    )

    assert (linked.status, linked.accepted) == (VisitStatus.PLANNED, True)


def test_confirmed_by_both_needs_both_sides_own_word() -> None:
    sender = xi("2025-05-07", by=told("a1", side="CN"))
    wire = xi("2025-05-07", by=told("a2", side=None))
    host = xi("2025-05-07", by=told("a3", side="RU"))
    off = xi("2025-05-07", status="cancelled", by=told("a4", "2025-03-09"))

    assert not only(sender, wire).confirmed_by_both
    assert only(sender, host).confirmed_by_both
    assert not only(sender, host, off).confirmed_by_both


def test_hosts_ministry_wins_on_the_kind_and_two_ministries_over_it() -> None:
    host = told("a1", standing=MINISTRY, side="RU")
    sender = told("a2", "2025-03-02", standing=MINISTRY, side="CN")
    third = told("a3", "2025-03-03", standing=MINISTRY, side="IN")
    state = xi("2025-05-07", kind="state", by=host)
    official = xi("2025-05-07", kind="official", by=sender)
    agreeing = xi("2025-05-07", kind="official", by=third)

    assert only(state, official).kind == VisitKind.STATE
    assert dict(only(state, official).values)["kind"].reason == (
        "a ministry's word, on its own side's fact"
    )
    assert only(state, official, agreeing).kind == VisitKind.OFFICIAL


def test_editors_claim_outlives_later_announcements() -> None:
    by_hand = told("e1", "2025-04-01", standing=SourceSide.EDITOR)
    linked = only(
        low("2025-05-10", status="planned", city="Kyoto", by=by_hand),
        low(
            "2025-05-09",
            status="cancelled",
            city="Tokyo",
            by=told("a1", "2025-05-01", standing=MINISTRY, side="JP"),
        ),
    )

    values = dict(linked.values)
    assert linked.status == VisitStatus.PLANNED
    assert linked.start is not None
    assert linked.start.edtf == "2025-05-10"
    assert linked.cities == ("Kyoto",)
    assert values["start"].locked
    assert values["start"].dissent == ("a1#0",)


def test_independent_voices_add_up_and_copies_do_not() -> None:
    text = "one and the same text of an announcement, printed twice over by a wire"
    one = low("2025-05-10", by=told("a1", text=text), confidence=0.6)
    copy = low("2025-05-10", by=told("a2", text=text), confidence=0.6)
    other = low("2025-05-10", by=told("a3", text="x"), confidence=0.5)

    assert only(one, copy).confidence == 0.6
    assert only(one, copy, other).confidence == 0.8


def test_delegation_is_told_once_under_the_fullest_names() -> None:
    linked = only(
        visit(
            (party("Nakasone", "JP"), party("Kuranari", "JP")),
            "JP",
            "US",
            "1987-04-29",
            by=told("a1", "1987-03-26"),
        ),
        visit(
            (party("Yasuhiro Nakasone", "JP"), party("Tadashi Kuranari", "JP")),
            "JP",
            "US",
            "1987-04-29",
            by=told("a2", "1987-03-27"),
        ),
    )

    assert [p.name for p in linked.visitors] == ["Yasuhiro Nakasone", "Tadashi Kuranari"]


def test_every_link_has_its_reasons() -> None:
    linked = only(
        low("2025-05-10", by=told("a1", "2025-05-01")),
        low("2025-05-10", status="ongoing", by=told("a2", "2025-05-10")),
    )

    (reason,) = linked.reasons
    assert (reason.claim, reason.to) == ("a2#0", "a1#0")
    assert reason.evidence[0][0] == "start.same_day"
    assert reason.weight == sum(bits for _, bits in reason.evidence)


def test_value_decision_outlives_later_announcements() -> None:
    first = low("2025-05-10", by=told("a1", "2025-05-01"), quote="q")
    later = low("2025-05-11", by=told("a2", "2025-05-09", standing=MINISTRY))
    fields = {
        "start": "2025-05-12",
        "end": "2025-05-13",
        "status": "completed",
        "kind": "state",
        "city": "Osaka",
        "purpose": "talks",
        "visitors": "Anna B. Low",
    }
    decisions = [
        decision(DecisionKind.VALUE, first, key=f"k{n}", field=field, value=value)
        for n, (field, value) in enumerate(fields.items())
    ]

    (linked,) = link([first, later], decisions).visits

    values = dict(linked.values)
    assert linked.start is not None
    assert linked.end is not None
    assert (linked.start.edtf, linked.end.edtf) == ("2025-05-12", "2025-05-13")
    assert (linked.status, linked.kind) == (VisitStatus.COMPLETED, VisitKind.STATE)
    assert linked.cities == ("Osaka",)
    assert linked.visitors[0].name == "Anna B. Low"
    assert values["purpose"].value == "talks"
    assert all(values[f].locked for f in fields if f != "visitors")
    assert values["start"].reason == "decided by an editor"
    assert values["start"].dissent == ("a1#0", "a2#0")


def test_nonsense_in_a_decision_on_an_enum_is_passed_over() -> None:
    claim = low("2025-05-10", by=told("a1"), quote="q", kind="working")
    decisions = [
        decision(DecisionKind.VALUE, claim, key="k1", field="status", value="gone"),
        decision(DecisionKind.VALUE, claim, key="k2", field="kind", value="grand"),
    ]

    (linked,) = link([claim], decisions).visits

    assert (linked.status, linked.kind) == (VisitStatus.PLANNED, VisitKind.WORKING)


def test_head_of_delegation_is_no_member_of_it_as_well() -> None:
    prime, second = party("Yasuhiro Nakasone", "JP"), party("Tadashi Kuranari", "JP")
    linked = only(
        visit((prime, second), "JP", "US", "1987-04-29", by=told("a1", "1987-03-26")),
        visit((prime, party("Nakasone", "JP")), "JP", "US", "1987-04-29", by=told("a2")),
    )

    assert linked.visitors == (prime, second)


def test_entry_without_a_status_says_nothing_of_it() -> None:
    by_hand = told("e1", "2025-06-01", standing=SourceSide.EDITOR)
    linked = only(
        xi("2025-05-07", by=told("a1", "2025-05-10"), status="completed"),
        replace(xi("2025-05", by=by_hand), stated=frozenset({"start", "destination"})),
    )

    value = dict(linked.values)["status"]
    assert (value.value, value.claims, value.dissent) == ("completed", ("a1#0",), ())
    assert value.locked is False


def test_entered_month_takes_the_day_that_is_told_inside_it() -> None:
    by_hand = told("e1", "2025-06-01", standing=SourceSide.EDITOR)
    linked = only(
        xi("2025-05-07", by=told("a1", "2025-05-01")),
        xi("2025-05", by=by_hand),
    )

    value = dict(linked.values)["start"]
    assert (value.value, value.locked) == ("2025-05-07", False)
    assert value.reason == "entered by an editor, narrowed by a more exact one"


def test_entered_days_are_not_cut_by_others_that_only_overlap() -> None:
    by_hand = told("e1", "2025-06-01", standing=SourceSide.EDITOR)
    linked = only(
        xi("2025-05-05/2025-05-14", by=told("a1", "2025-05-01")),
        xi("2025-05-01/2025-05-10", by=by_hand),
    )

    value = dict(linked.values)["start"]
    assert (value.value, value.locked) == ("2025-05-01/2025-05-10", True)
