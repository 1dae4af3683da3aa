from __future__ import annotations

from datetime import date

import pytest

from tests.factories import (
    make_itinerary,
    make_meeting,
    make_official,
    make_tenure,
    make_visit,
)
from visits.queries.delegation import Seat, delegation_of, head_of, offices_on, participants_of
from visits.terms import Role

pytestmark = pytest.mark.django_db


def offices(seat: Seat | None) -> list[str]:
    return [str(tenure.office) for tenure in seat.offices] if seat else []


def test_members_have_the_offices_of_the_day_of_the_visit() -> None:
    wang = make_official("Wang Yi", "CN")
    make_tenure(wang, "Ambassador", Role.ENVOY, "2004-01-01", "2007-01-01")
    make_tenure(wang, "Foreign Minister", Role.FOREIGN_MINISTER, "2013-01-01")
    old, new = make_visit(wang, "JP", "2005-05-01"), make_visit(wang, "RU", "2025-03-31")
    assert [offices(seat) for seat in delegation_of(old)] == [["Ambassador"]]
    assert [offices(seat) for seat in delegation_of(new)] == [["Foreign Minister"]]


def test_highest_offices_come_first_and_no_more_than_two() -> None:
    xi = make_official("Xi Jinping", "CN")
    make_tenure(xi, "Committee Member", Role.OFFICIAL, "2007-01-01")
    make_tenure(xi, "President", Role.HEAD_OF_STATE, "2013-03-14")
    make_tenure(xi, "Chairman", Role.DEPUTY_HEAD, "2012-11-15")
    found = offices_on(date(2025, 1, 1), [xi.pk])
    assert [str(tenure.office) for tenure in found[xi.pk]] == ["President", "Chairman"]


def test_tenure_without_any_day_says_nothing_of_a_day() -> None:
    wang = make_official("Wang Yi", "CN")
    make_tenure(wang, "Adviser", Role.OFFICIAL, None, None)
    make_tenure(wang, "Deputy", Role.DEPUTY_MINISTER, None, "2025-12-31")
    found = offices_on(date(2025, 1, 1), [wang.pk])
    assert [str(tenure.office) for tenure in found[wang.pk]] == ["Deputy"]


def test_undated_visit_has_members_without_offices() -> None:
    wang = make_official("Wang Yi", "CN")
    make_tenure(wang)
    (seat,) = delegation_of(make_visit(wang, "RU", None, None))
    assert (seat.official, seat.offices) == (wang, ())


def test_those_who_meet_have_the_offices_of_that_day() -> None:
    wang, lavrov = make_official("Wang Yi", "CN"), make_official("Sergey Lavrov", "RU")
    make_tenure(lavrov, start="2004-03-09")
    seats = participants_of(make_meeting((wang, lavrov)))
    assert [offices(seat) for seat in seats] == [[], ["Foreign Minister"]]


def test_traveller_has_the_office_of_the_first_day_of_the_tour() -> None:
    rubio = make_official("Marco Rubio", "US")
    make_tenure(rubio, "Secretary of State", start="2025-01-21")
    tour = make_itinerary(rubio)
    visits = [make_visit(rubio, "PA", "2025-02-01", itinerary=tour)]
    assert offices(head_of(tour, visits)) == ["Secretary of State"]
    assert head_of(make_itinerary(), []) is None
