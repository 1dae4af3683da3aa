"""Which meeting claims touch each other, and by which people's timelines."""

from __future__ import annotations

from tests.linking.build import meeting, party, told, visit
from visits.linking import MeetingClaim, Party
from visits.linking.contacts import families_of, meeting_components, places_of, unbound_keys

WANG, LAVROV, PUTIN = party("Wang Yi", "CN"), party("Sergey Lavrov", "RU"), party("Putin", "RU")


def talks(name: str, day: str, *who: Party, form: str = "in_person") -> MeetingClaim:
    return meeting(*who, by=told(name), day=day, form=form)


def touching(*claims: MeetingClaim, together: tuple[tuple[str, str], ...] = ()) -> list[list[str]]:
    return sorted(meeting_components({claim.key: claim for claim in claims}, together))


def test_claims_of_two_people_touch_by_both() -> None:
    one = talks("a1", "2025-04-01", WANG, LAVROV)
    other = talks("a2", "2025-04-01", LAVROV, WANG)
    third = talks("a3", "2025-04-01", WANG, PUTIN)

    assert touching(one, other, third) == [["a1#m0", "a2#m0"], ["a3#m0"]]


def test_two_timelines_of_one_person_do_not_make_claims_touch() -> None:
    bare = party("Wang Yi")
    one = talks("a1", "2025-04-01", bare, LAVROV)
    other = talks("a2", "2025-04-01", bare, PUTIN)
    third = talks("a3", "2025-04-01", LAVROV, bare)

    assert touching(one, other, third) == [["a1#m0", "a3#m0"], ["a2#m0"]]


def test_claim_of_one_person_touches_all_of_that_person_on_its_days() -> None:
    alone = talks("a1", "2025-04-01", WANG)
    same_day = talks("a2", "2025-04-01", WANG, LAVROV)
    later = talks("a3", "2025-08-01", WANG, PUTIN)
    earlier = talks("a4", "2024-12-01", WANG, PUTIN)
    call = talks("a5", "2025-04-01", WANG, LAVROV, form="call")
    other = talks("a6", "2025-04-01", LAVROV, PUTIN)

    assert touching(alone, same_day, later, earlier, call, other) == [
        ["a1#m0", "a2#m0"],
        ["a3#m0"],
        ["a4#m0"],
        ["a5#m0"],
        ["a6#m0"],
    ]


def test_claim_of_one_person_passes_over_a_short_reach_beside_a_long_one() -> None:
    long = talks("a1", "2025-03-01/2025-04-30", WANG, PUTIN)
    short = talks("a2", "2025-03-10", WANG, LAVROV)
    alone = talks("a3", "2025-04-20", WANG)

    assert touching(long, short, alone) == [["a1#m0", "a3#m0"], ["a2#m0"]]


def test_two_claims_of_one_person_each_touch() -> None:
    assert touching(talks("a1", "2025-04-01", WANG), talks("a2", "2025-04-01", WANG)) == [
        ["a1#m0", "a2#m0"]
    ]


def test_editor_joins_claims_that_are_both_here() -> None:
    one = talks("a1", "2025-04-01", WANG, LAVROV)
    far = talks("a2", "2025-08-01", WANG, LAVROV)

    assert touching(one, far) == [["a1#m0"], ["a2#m0"]]
    assert touching(one, far, together=(("a1#m0", "a2#m0"),)) == [["a1#m0", "a2#m0"]]
    assert touching(one, together=(("a1#m0", "a2#m0"),)) == [["a1#m0"]]


def test_places_of_a_visit_are_those_of_its_delegation() -> None:
    claim = visit((party("Nguyen Phu Trong"), party("Putin", "RU")), "VN", "BY")

    assert places_of(claim) == (("nguyen|VN", 0), ("putin|RU", 1), ("trong|VN", 0))
    assert families_of(claim) == {"nguyen", "putin", "trong"}


def test_places_of_a_visit_without_a_name_are_its_country() -> None:
    assert places_of(visit((), "VN", "RU")) == (("|VN", 0),)


def test_places_of_a_meeting_without_participants_are_one_nobody() -> None:
    assert places_of(talks("a1", "2025-04-01")) == (("|", 0),)


def test_unbound_keys_of_a_delegation_leave_the_country_open() -> None:
    claim = visit((party("Wang Yi", "CN"), party("Putin")), "CN", "RU")

    assert unbound_keys(claim) == {"wang|", "yi|", "putin|"}
