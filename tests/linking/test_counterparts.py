"""A host who receives in two announcements speaks, a little, for one visit."""

from __future__ import annotations

from tests.linking.build import meeting, party, told, visit
from visits.linking import MeetingClaim, Party, Told, VisitClaim, link

FIRST, SECOND = told("a1", "2025-05-08"), told("a2", "2025-05-09")


def received(by: Told, host: Party) -> MeetingClaim:
    visitor = party("Anna Low", "NZ")
    return meeting(visitor, host, by=by, day="2025-05-10", country="JP", status="planned")


def evidence(*claims: VisitClaim | MeetingClaim) -> dict[str, float]:
    (linked,) = link(claims).visits
    (reason,) = linked.reasons
    return dict(reason.evidence)


def test_counterpart_of_the_host_in_two_announcements_is_evidence() -> None:
    one = visit("Anna Low", "NZ", "JP", "2025-05-10", by=FIRST)
    other = visit("Anna Low", "NZ", "JP", "2025-05-10", "2025-05-12", by=SECOND)
    sato, sato_again = party("Taro Sato", "JP"), party("Sato", "JP")
    ono = party("Ken Ono", "JP")

    shared = evidence(one, other, received(FIRST, sato), received(SECOND, sato_again))
    unlike = evidence(one, other, received(FIRST, sato), received(SECOND, ono))

    assert shared == unlike | {"person.same_counterpart": 0.5}


def test_visitor_who_is_told_to_meet_is_no_counterpart() -> None:
    one = visit("Anna Low", "NZ", "JP", "2025-05-10", by=FIRST)
    other = visit("Anna Low", "NZ", "JP", "2025-05-10", "2025-05-12", by=SECOND)
    nobody = party("", None)

    told_of = evidence(one, other, received(FIRST, nobody), received(SECOND, nobody))

    assert told_of == evidence(one, other)
