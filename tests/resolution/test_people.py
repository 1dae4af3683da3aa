from __future__ import annotations

from datetime import date

import pytest

from tests.resolution.registry import FOREIGN, official, registry, tenure
from visits.extraction.gazetteer import build_gazetteer, packaged_gazetteer
from visits.reference import countries
from visits.resolution import (
    Ambiguous,
    Resolved,
    Unresolved,
    resolve_holder,
    resolve_person,
)
from visits.terms import Role

GAZETTEER = registry()
IN_2011 = date(2011, 6, 1)
IN_2013 = date(2013, 6, 1)


def test_exact_name_and_country_resolve_to_the_role_of_that_day() -> None:
    found = resolve_person(GAZETTEER, "Anil Sharma", country="IN", day=IN_2011)

    assert found == Resolved("a", "IN", Role.FOREIGN_MINISTER, "name")


def test_exact_name_of_two_countries_is_ambiguous_without_a_country() -> None:
    found = resolve_person(GAZETTEER, "Anil Sharma", day=IN_2011)

    assert found == Ambiguous(("a", "d"), "several people of this name")


def test_exact_name_of_two_countries_is_decided_by_the_office() -> None:
    found = resolve_person(GAZETTEER, "Anil Sharma", role=Role.HEAD_OF_STATE, day=IN_2011)

    assert found == Resolved("d", "PK", Role.HEAD_OF_STATE, "name and office")


def test_role_before_the_tenure_is_not_known() -> None:
    found = resolve_person(GAZETTEER, "Anil Sharma", country="IN", day=date(2001, 1, 1))

    assert found == Resolved("a", "IN", None, "name")


def test_surname_with_country_and_office_resolves() -> None:
    found = resolve_person(
        GAZETTEER, "Sharma", country="IN", role=Role.DEFENCE_MINISTER, day=IN_2011
    )

    assert found == Resolved("b", "IN", Role.DEFENCE_MINISTER, "surname, country and office")


def test_surname_without_office_is_ambiguous() -> None:
    found = resolve_person(GAZETTEER, "Sharma", country="IN", day=IN_2011)

    assert found == Ambiguous(
        ("a", "b"), "a like name and the country, but not one holder of the office"
    )


def test_surname_without_country_is_unresolved() -> None:
    found = resolve_person(GAZETTEER, "Sharma", role=Role.FOREIGN_MINISTER, day=IN_2011)

    assert found == Unresolved("Sharma", None, "no record of this name, and no country told")


def test_other_spelling_resolves_where_country_and_office_agree() -> None:
    found = resolve_person(
        GAZETTEER, "Salman Khursheed", country="IN", role=Role.FOREIGN_MINISTER, day=IN_2013
    )

    assert found == Resolved("c", "IN", Role.FOREIGN_MINISTER, "spelling, country and office")


def test_other_spelling_without_office_is_for_an_editor() -> None:
    found = resolve_person(GAZETTEER, "Salman Khursheed", country="IN", day=IN_2013)

    assert found == Ambiguous(
        ("c",), "a like name and the country, but not one holder of the office"
    )


def test_other_spelling_with_another_office_is_unresolved() -> None:
    found = resolve_person(
        GAZETTEER, "Salman Khursheed", country="IN", role=Role.DEFENCE_MINISTER, day=IN_2013
    )

    assert found == Unresolved(
        "Salman Khursheed", "IN", "like names, but none held that office then"
    )


def test_other_spelling_in_another_country_is_unresolved() -> None:
    found = resolve_person(
        GAZETTEER, "Salman Khursheed", country="PK", role=Role.FOREIGN_MINISTER, day=IN_2013
    )

    assert found == Unresolved("Salman Khursheed", "PK", "no record of a like name in this country")


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Wang Yi", "CN"),
        ("王毅", "CN"),
        ("Ван И", "CN"),
    ],
)
def test_names_in_any_script_resolve_to_one_record(name: str, country: str) -> None:
    gazetteer = packaged_gazetteer()

    found = resolve_person(gazetteer, name, country=country, day=date(2019, 9, 7))

    assert found == Resolved("wikidata:Q701801", "CN", Role.FOREIGN_MINISTER, "name")


def test_a_name_one_letter_away_is_another_person() -> None:
    gazetteer = packaged_gazetteer()

    found = resolve_person(
        gazetteer, "Wang Yu", country="CN", role=Role.FOREIGN_MINISTER, day=date(2019, 9, 7)
    )

    assert isinstance(found, Unresolved)


def test_holder_of_an_office_is_found_by_the_day() -> None:
    before = resolve_holder(
        GAZETTEER, country="IN", role=Role.FOREIGN_MINISTER, day=date(2011, 12, 31)
    )
    after = resolve_holder(
        GAZETTEER, country="IN", role=Role.FOREIGN_MINISTER, day=date(2012, 1, 2)
    )

    assert before == Resolved("a", "IN", Role.FOREIGN_MINISTER, "the only holder on that day")
    assert after == Resolved("c", "IN", Role.FOREIGN_MINISTER, "the only holder on that day")


def test_holder_of_an_office_that_two_hold_on_one_day_is_ambiguous() -> None:
    gazetteer = build_gazetteer(
        countries(),
        [FOREIGN],
        [official("a", "IN", "Anil", "Sharma"), official("b", "IN", "Bela", "Rao")],
        [
            tenure("a", FOREIGN, "2010-01-01", "2012-01-01"),
            tenure("b", FOREIGN, "2012-01-01", "2014-01-01"),
        ],
    )

    found = resolve_holder(
        gazetteer, country="IN", role=Role.FOREIGN_MINISTER, day=date(2012, 1, 1)
    )

    assert found == Ambiguous(("a", "b"), "several may have held the office on that day")


def test_holder_of_an_office_nobody_is_known_to_hold_is_unresolved() -> None:
    found = resolve_holder(
        GAZETTEER, country="IN", role=Role.FOREIGN_MINISTER, day=date(2015, 1, 1)
    )

    assert found == Unresolved("", "IN", "no holder of the office is known for that day")
