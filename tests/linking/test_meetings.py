"""Meetings: put together by who, how, where and when; attached to the visits they were part of."""

from __future__ import annotations

from tests.linking.build import decision, meeting, party, told, visit
from visits.linking import MeetingClaim, Party, link
from visits.terms import DecisionKind, VisitStatus

WANG, LAVROV, PUTIN = party("Wang Yi", "CN"), party("Sergey Lavrov", "RU"), party("Putin", "RU")


def talks(
    name: str, day: str | None = None, *who: Party, published: str = "2025-04-01", **more: str
) -> MeetingClaim:
    return meeting(*(who or (WANG, LAVROV)), by=told(name, published), day=day, **more)  # type: ignore[arg-type]


def met(*claims: MeetingClaim) -> list[tuple[str, ...]]:
    return [m.claims for m in link(claims).meetings]


def test_one_day_told_twice_is_one_meeting() -> None:
    assert met(talks("a1", "2025-04-01"), talks("a2", "2025-04-01", LAVROV, WANG)) == [
        ("a1#m0", "a2#m0")
    ]


def test_two_days_are_two_meetings() -> None:
    assert met(talks("a1", "2025-04-01"), talks("a2", "2025-04-02")) == [("a1#m0",), ("a2#m0",)]


def test_call_and_meeting_are_two() -> None:
    assert met(talks("a1", "2025-04-01"), talks("a2", "2025-04-01", form="call")) == [
        ("a1#m0",),
        ("a2#m0",),
    ]


def test_two_places_are_two_meetings() -> None:
    claims = talks("a1", "2025-04-01", country="RU"), talks("a2", "2025-04-01", country="KZ")

    assert met(*claims) == [("a1#m0",), ("a2#m0",)]


def test_meeting_held_before_another_was_planned_is_another() -> None:
    held = talks("a1", None, published="2025-04-01")
    planned = talks("a2", None, published="2025-04-04", status="planned")

    assert met(held, planned) == [("a1#m0",), ("a2#m0",)]


def test_meeting_held_in_a_month_is_not_one_planned_for_its_end() -> None:
    held = talks("a1", "2025-04", published="2025-04-10")
    planned = talks("a2", "2025-04-28", published="2025-04-15", status="planned")
    also = talks("a3", "2025-04-28", published="2025-04-11", status="planned")

    assert met(held, planned) == [("a1#m0",), ("a2#m0",)]
    assert met(held, also) == [("a1#m0", "a3#m0")]


def test_editor_joins_two_pairs_of_meetings_apart_from_each_other() -> None:
    days = ("2025-04-01", "2025-06-01", "2025-08-01", "2025-10-01")
    told = [talks(f"a{n}", day) for n, day in enumerate(days)]
    same = [decision(DecisionKind.SAME, told[n], told[n + 1], key=f"k{n}") for n in (0, 2)]

    assert [m.claims for m in link(told, same).meetings] == [
        ("a0#m0", "a1#m0"),
        ("a2#m0", "a3#m0"),
    ]


def test_one_announcement_tells_of_two_meetings() -> None:
    by = told("a1")
    claims = [meeting(WANG, LAVROV, by=by, n=n, day="2025-04-01") for n in (0, 1)]

    assert met(*claims) == [("a1#m0",), ("a1#m1",)]


def test_undated_report_joins_the_dated_plan_and_the_meeting_is_held() -> None:
    planned = talks("a1", "2025-04-01", published="2025-03-30", status="planned", country="RU")
    report = talks("a2", None, published="2025-04-01", city="Moscow")

    (linked,) = link([planned, report]).meetings

    assert linked.claims == ("a1#m0", "a2#m0")
    assert linked.status == VisitStatus.COMPLETED
    assert (linked.country, linked.city) == ("RU", "Moscow")
    assert linked.day is not None
    assert linked.day.edtf == "2025-04-01"


def test_more_participants_told_later_join() -> None:
    claims = talks("a1", "2025-04-01"), talks("a2", "2025-04-01", WANG, LAVROV, PUTIN)

    (linked,) = link(claims).meetings

    assert [p.name for p in linked.participants] == ["Wang Yi", "Sergey Lavrov", "Putin"]


def test_name_without_a_country_is_found_by_any_of_its_words() -> None:
    bare = talks("a1", "2005-11-01", party("Hu Jintao"), party("Nong Duc Manh"), country="VN")
    stay = visit("Hu Jintao", "CN", "VN", "2005-10-31", "2005-11-02", by=told("a2", "2005-11-01"))

    assert [m.visits for m in link([bare, stay]).meetings] == [("a2#0",)]


def test_meeting_outside_the_stay_is_not_attached() -> None:
    stay = visit("Wang Yi", "CN", "RU", "2025-03-31", "2025-04-02", by=told("a1"))
    claims = [
        talks("b1", "2025-04-01", country="RU"),
        talks("b2", "2025-04-10", country="RU"),
        talks("b3", "2025-04-02", country="CN"),
        talks("b4", "2025-04-01", PUTIN, LAVROV, country="RU"),
        talks("b5", "2025-04-01", form="video"),
    ]

    linked = link([stay, *claims])

    assert [m.visits for m in linked.meetings] == [("a1#0",), (), (), (), ()]


def test_place_untold_is_the_country_of_the_other() -> None:
    stay = visit("Wang Yi", "CN", "RU", "2025-03-31", "2025-04-02", by=told("a1"))

    assert [m.visits for m in link([stay, talks("b1", "2025-04-01")]).meetings] == [("a1#0",)]


def test_undated_meeting_is_attached_to_the_visit_of_its_announcement_alone() -> None:
    by = told("a1")
    stay = visit("Wang Yi", "CN", "RU", by=by)
    same = meeting(WANG, LAVROV, by=by, country="RU")
    other = meeting(WANG, PUTIN, by=told("a2"), country="RU")

    assert [m.visits for m in link([stay, same, other]).meetings] == [("a1#0",), ()]


def test_meeting_inside_a_told_tour_is_attached() -> None:
    stay = visit("Wang Yi", "CN", "RU", within="2025-03-31/2025-04-05", by=told("a1"))

    assert [m.visits for m in link([stay, talks("b1", "2025-04-03")]).meetings] == [("a1#0",)]
