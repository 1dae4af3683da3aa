"""The hard cases of linking, each in the fewest claims that show it."""

from __future__ import annotations

from functools import partial

from tests.linking.build import meeting, party, told, visit
from visits.linking import Linked, MeetingClaim, VisitClaim, link
from visits.terms import SourceSide, VisitKind, VisitStatus

low = partial(visit, "Anna Low", "NZ", "JP")
xi = partial(visit, "Xi Jinping", "CN", "RU")
nakasone = partial(visit, "Nakasone", "JP", "US")


def visits_of(linked: Linked) -> list[tuple[str, ...]]:
    return [visit.claims for visit in linked.visits]


def tours_of(linked: Linked) -> list[tuple[str, ...]]:
    return [tour.visits for tour in linked.itineraries]


def test_three_visits_a_year_told_in_the_same_words_stay_apart() -> None:
    words = "the minister will pay an official visit at the invitation of his counterpart"
    claims = [
        visit("Wang Yi", "CN", "RU", day, by=told(f"a{i}{j}", f"2025-{month}-{j:02}", text=words))
        for i, (month, day) in enumerate(
            (("03", "2025-03-31"), ("07", "2025-07-20"), ("11", "2025-11-18"))
        )
        for j in (10, 15)
    ]

    linked = link(claims)

    assert visits_of(linked) == [("a010#0", "a015#0"), ("a110#0", "a115#0"), ("a210#0", "a215#0")]


def test_july_and_august_visits_stay_apart() -> None:
    july = visit("Wang Yi", "CN", "KH", "2025-07", by=told("a1", "2025-06-20"))
    august = visit("Wang Yi", "CN", "KH", "2025-08", by=told("a2", "2025-06-25"))

    assert visits_of(link([july, august])) == [("a1#0",), ("a2#0",)]


def test_stops_added_under_way_join_the_tour() -> None:
    first = told("a1", "2021-07-15")
    claims = [
        visit("Wendy Sherman", "US", "JP", "2021-07-18", by=first, n=0),
        visit("Wendy Sherman", "US", "MN", None, "2021-07-25", by=first, n=1),
        visit("W. Sherman", "US", "CN", "2021-07-25", "2021-07-26", by=told("a2", "2021-07-21")),
        visit("Sherman", "US", "OM", "2021-07-27", by=told("a3", "2021-07-23")),
    ]

    assert tours_of(link(claims)) == [("a1#0", "a1#1", "a2#0", "a3#0")]


def test_one_leg_dropped_leaves_the_rest_made() -> None:
    first = told("a1", "2025-05-01")
    claims = [
        low("2025-05-10", by=first, n=0),
        visit("Anna Low", "NZ", "KR", "2025-05-12", by=first, n=1),
        visit("Anna Low", "NZ", "KR", status="cancelled", by=told("a2", "2025-05-09")),
        low("2025-05-10", by=told("a3", "2025-05-13"), status="completed"),
    ]

    linked = link(claims)

    assert {v.host: v.status for v in linked.visits} == {
        "JP": VisitStatus.COMPLETED,
        "KR": VisitStatus.CANCELLED,
    }
    assert tours_of(linked) == [("a1#0", "a1#1")]


def postponed_in_may() -> list[VisitClaim]:
    return [
        low("2025-05-10", by=told("a1", "2025-05-01")),
        low("2025-05-10", status="postponed", by=told("a2", "2025-05-08")),
    ]


def test_postponed_then_made_is_one_visit_with_the_new_date() -> None:
    new_date = low("2025-06-20", by=told("a3", "2025-06-02"))
    made = low("2025-06-20", status="completed", by=told("a4", "2025-06-22"))

    (linked,) = link([*postponed_in_may(), new_date, made]).visits

    assert linked.claims == ("a1#0", "a2#0", "a3#0", "a4#0")
    assert linked.start is not None
    assert linked.start.edtf == "2025-06-20"
    assert linked.status == VisitStatus.COMPLETED


def test_undated_telling_of_the_new_time_is_of_the_postponed_visit() -> None:
    undated = low(by=told("a3", "2025-06-18"))
    made = low("2025-06-20", status="completed", by=told("a4", "2025-06-22"))

    assert visits_of(link([*postponed_in_may(), undated, made])) == [
        ("a1#0", "a2#0", "a3#0", "a4#0")
    ]


def test_postponed_to_a_date_told_at_once_is_one_visit() -> None:
    moved = visit(
        "Mahmud Abbas",
        "PS",
        "JO",
        "2006-12-24",
        status="postponed",
        new_start="2006-12-25",
        by=told("a2", "2006-12-23"),
    )
    before = visit("Mahmud Abbas", "PS", "JO", "2006-12-24", by=told("a1", "2006-12-20"))
    after = visit("Mahmud Abbas", "PS", "JO", "2006-12-25", by=told("a3", "2006-12-25"))

    (linked,) = link([before, moved, after]).visits

    assert linked.start is not None
    assert linked.start.edtf == "2006-12-25"
    assert linked.status == VisitStatus.PLANNED


def test_postponed_and_never_made_keeps_its_old_date() -> None:
    (linked,) = link(postponed_in_may()).visits

    assert linked.status == VisitStatus.POSTPONED
    assert linked.start is not None
    assert linked.start.edtf == "2025-05-10"


def test_two_officials_of_one_country_with_one_host_in_one_week_stay_apart() -> None:
    minister = visit("Wang Yi", "CN", "FR", "2025-05-10", by=told("a1", "2025-05-08"))
    premier = visit("Li Qiang", "CN", "FR", "2025-05-12", by=told("a2", "2025-05-08"))

    linked = link([minister, premier])

    assert visits_of(linked) == [("a1#0",), ("a2#0",)]
    assert tours_of(linked) == [("a1#0",), ("a2#0",)]


def test_official_who_accompanies_his_president_is_a_member_and_has_his_own_tour() -> None:
    president, secretary = party("Joe Biden", "US"), party("Antony Blinken", "US")
    together = visit((president, secretary), "US", "JP", "2022-05-22", by=told("a1", "2022-05-18"))
    alone = visit((secretary,), "US", "JP", "2022-05-21", by=told("a2", "2022-05-20"))

    linked = link([together, alone])

    assert [[p.name for p in v.visitors] for v in linked.visits] == [
        ["Joe Biden", "Antony Blinken"],
        ["Antony Blinken"],
    ]


def test_visitors_who_meet_in_a_third_country_share_the_meeting() -> None:
    claims: list[VisitClaim | MeetingClaim] = [
        visit("Antony Blinken", "US", "JP", "2022-05-21", "2022-05-24", by=told("a1")),
        visit("Penny Wong", "AU", "JP", "2022-05-23", "2022-05-24", by=told("a2")),
        meeting(
            party("Antony Blinken", "US"),
            party("Penny Wong", "AU"),
            by=told("a3"),
            day="2022-05-23",
            country="JP",
        ),
    ]

    (met,) = link(claims).meetings

    assert met.visits == ("a1#0", "a2#0")


def test_return_visit_announced_during_a_visit_is_another_tour() -> None:
    both = told("a1", "2025-05-08")
    there = xi("2025-05-07", "2025-05-10", by=both, n=0, status="ongoing")
    putin = visit("Vladimir Putin", "RU", "CN", "2025-08-21/2025-09-10", by=both, n=1)

    assert tours_of(link([there, putin])) == [("a1#0",), ("a1#1",)]


def test_near_duplicates_count_as_one_voice() -> None:
    text = "TOKYO - The prime minister will visit Washington from April 29 and hold talks there"
    claims = [
        nakasone("1987-04-29", by=told("a1", "1987-03-26", text=text)),
        nakasone("1987-04-29", by=told("a2", "1987-03-27", text=text + " (corr)")),
        nakasone("1987-04-29", by=told("a3", "1987-03-31", text="Other words.")),
    ]

    (linked,) = link(claims).visits

    assert linked.voices == 2


def test_broken_copy_without_its_date_is_of_the_same_visit() -> None:
    text = "TOKYO - The prime minister will visit Washington from April 29 and hold talks there"
    whole = nakasone("1987-04-29", by=told("a1", "1987-03-26", text=text))
    broken = nakasone(by=told("a2", "1987-03-26", text=text))

    assert visits_of(link([whole, broken])) == [("a1#0", "a2#0")]


def test_state_visit_in_one_capital_and_official_in_the_other_is_one() -> None:
    host = told("a1", "2025-05-01", standing=SourceSide.MINISTRY, side="RU")
    sender = told("a2", "2025-05-02", standing=SourceSide.MINISTRY, side="CN")
    claims = [
        xi("2025-05-07", "2025-05-10", kind="state", by=host),
        xi("2025-05-07", "2025-05-10", kind="official", by=sender),
    ]

    (linked,) = link(claims).visits

    assert linked.kind == VisitKind.STATE
    assert linked.confirmed_by_both
    assert dict(linked.values)["kind"].dissent == ("a2#0",)


def test_host_and_sender_swapped_is_another_visit() -> None:
    right = visit("Wang Yi", "CN", "RU", "2025-04-01", by=told("a1"))
    swapped = visit("Wang Yi", "RU", "CN", "2025-04-01", by=told("a2"))

    assert visits_of(link([right, swapped])) == [("a1#0",), ("a2#0",)]


def test_twelve_days_and_two_weeks_are_one_tour() -> None:
    agency, wire = told("a1", "2017-11-01"), told("a2", "2017-11-02")
    claims = [
        visit("Donald Trump", "US", "JP", "2017-11-03", by=agency, n=0),
        visit("Donald Trump", "US", "PH", None, "2017-11-14", by=agency, n=1),
        visit("Donald Trump", "US", "JP", within="2017-11-03/2017-11-17", by=wire, n=0),
        visit("Donald Trump", "US", "PH", within="2017-11-03/2017-11-17", by=wire, n=1),
    ]

    linked = link(claims)

    assert visits_of(linked) == [("a1#0", "a2#0"), ("a1#1", "a2#1")]
    assert tours_of(linked) == [("a1#0", "a1#1")]


def test_two_stops_announced_and_four_made_are_one_tour() -> None:
    plan, report = told("a1", "2025-05-01"), told("a2", "2025-05-16")
    claims = [
        low("2025-05-10", by=plan, n=0),
        visit("Anna Low", "NZ", "KR", "2025-05-12", by=plan, n=1),
        *(
            visit(
                "Anna Low",
                "NZ",
                host,
                status="completed",
                within="2025-05-10/2025-05-15",
                by=report,
                n=n,
            )
            for n, host in enumerate(("JP", "KR", "VN", "TH"))
        ),
    ]

    linked = link(claims)

    assert [v.host for v in linked.visits] == ["JP", "KR", "VN", "TH"]
    assert len(linked.itineraries) == 1


def test_documents_that_have_only_meetings_make_no_visit() -> None:
    only = meeting(party("Wang Yi", "CN"), party("Sergey Lavrov", "RU"), country="RU")

    linked = link([only])

    assert linked.visits == ()
    assert len(linked.meetings) == 1


def test_second_trip_in_passing_is_another_tour() -> None:
    both = told("a1", "2025-04-01")
    claims = [
        visit("Wang Yi", "CN", "RU", "2025-03-31", "2025-04-02", by=both, n=0, status="ongoing"),
        visit("Wang Yi", "CN", "FR", "2025-06", by=both, n=1),
    ]

    assert tours_of(link(claims)) == [("a1#0",), ("a1#1",)]


def test_known_record_bridges_scripts() -> None:
    chinese, english = party("特朗普", "US", "trump"), party("Donald Trump", "US", "trump")
    claims = [
        visit((chinese,), "US", "CN", "2017-11-08", by=told("a1", "2017-11-07")),
        visit((english,), "US", "CN", "2017-11-08", by=told("a2", "2017-11-08")),
        visit("Trump", "US", "CN", "2017-11-08", by=told("a3", "2017-11-08")),
    ]

    (linked,) = link(claims).visits

    assert linked.claims == ("a1#0", "a2#0", "a3#0")
    assert linked.visitors[0].name == "Donald Trump"


def test_shinzo_and_shintaro_abe_stay_apart() -> None:
    claims = [
        visit("Shinzo Abe", "JP", "US", "2015-04-26", by=told("a1", "2015-04-20")),
        visit("Shintaro Abe", "JP", "US", "2015-04-26", by=told("a2", "2015-04-20")),
    ]

    assert visits_of(link(claims)) == [("a1#0",), ("a2#0",)]


def test_bare_abe_goes_to_the_nearer_visit() -> None:
    claims = [
        visit("Shintaro Abe", "JP", "US", "1987-04-19", by=told("a1", "1987-04-17")),
        visit("Shinzo Abe", "JP", "US", "2015-04-26", by=told("a2", "2015-04-20")),
        visit("Abe", "JP", "US", "1987-04-19", by=told("a3", "1987-04-18")),
    ]

    assert visits_of(link(claims)) == [("a1#0", "a3#0"), ("a2#0",)]


def test_full_name_learnt_later_changes_nothing_but_the_name() -> None:
    claims = [
        nakasone("1987-04-29", by=told("a1", "1987-03-26")),
        nakasone(by=told("a2", "1987-04-27")),
    ]
    full = visit("Yasuhiro Nakasone", "JP", "US", by=told("a2", "1987-04-27"))

    before, after = link(claims), link([claims[0], full])

    assert visits_of(after) == visits_of(before)
    assert before.visits[0].visitors[0].name == "Nakasone"
    assert after.visits[0].visitors[0].name == "Yasuhiro Nakasone"


def test_visit_told_over_and_over_is_one() -> None:
    days = ("2025-05-20", "2025-05-19/2025-05-22", "2025-05", None)
    claims = [
        visit("Anna Low", "NZ", "JP", days[n % 4], city=("Tokyo", None)[n % 3 == 0], by=by)
        for n in range(60)
        for by in [told(f"a{n:02}", f"2025-0{4 + n // 30}-{1 + n % 30 // 2:02}")]
    ]

    assert len(link(claims).visits) == 1


def test_visit_that_was_moved_and_then_called_off_stays_one() -> None:
    """The day of the cancellation comes after the end that had been told at first."""
    announced = visit(
        "Anna Low", "NZ", "JP", "2025-04-21", "2025-04-23", by=told("a", "2025-03-24")
    )
    moved = visit(
        "Anna Low", "NZ", "JP", "2025-04-21", "2025-04-30",
        new_start="2025-04-28", by=told("b", "2025-03-26"),
    )  # fmt: skip
    off = visit(
        "Anna Low", "NZ", "JP", "2025-04-28", "2025-04-28",
        status="cancelled", by=told("c", "2025-03-28"),
    )  # fmt: skip

    (linked,) = link([announced, moved, off]).visits

    assert linked.status == VisitStatus.CANCELLED
    assert len(link([announced, off]).visits) == 2
