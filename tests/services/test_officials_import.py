"""Tables of officials into the database: what is new, what stands, what is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_official, make_tenure
from visits.ingest.parsers.officials import parse_officials
from visits.models import Office, Official, OfficialName, ReferenceLoad, Tenure
from visits.queries.gazetteer import gazetteer_version
from visits.queries.imports.reasons import reason_in_words
from visits.services.officials_import import Imported, import_officials
from visits.services.reference import load_reference
from visits.terms import EditorialState, Rank, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

HEADER = "person,person_id,aliases,country,office,office_kind,start,end,source"


def load(*rows: str) -> Imported:
    return import_officials(table=parse_officials("\n".join([HEADER, *rows]).encode()))


def counts(done: Imported) -> tuple[int, int, int, int]:
    return done.new, done.changed, done.same, len(done.problems)


def told(done: Imported) -> list[str]:
    return [f"row {one.number}: {reason_in_words(one.reason)}" for one in done.problems]


def tenures() -> list[tuple[str, str, str, str, str]]:
    rows = Tenure.objects.select_related("official", "office").order_by("start", "official__name")
    return [
        (row.official.name, row.office.key, row.start_text, row.end_text, row.source)
        for row in rows
    ]


MINISTER = "Ana Vidović,q:1,,HR,Foreign Minister,foreign_minister,2013-03-01,2016,a list"


def test_row_becomes_person_office_and_tenure_with_its_source() -> None:
    done = load(MINISTER)
    assert counts(done) == (1, 0, 0, 0)
    assert (done.officials, done.offices) == (1, 1)
    row = Tenure.objects.get()
    assert (row.start, row.end) == (date(2013, 3, 1), date(2016, 12, 31))
    assert (row.start_text, row.end_text, row.source) == ("2013-03-01", "2016", "a list")
    assert (row.office.key, row.office.role, row.office.rank) == (
        "HR:foreign_minister",
        Role.FOREIGN_MINISTER,
        Rank.MINISTER,
    )
    person = row.official
    assert (person.key, person.slug, person.country_id) == ("q:1", "ana-vidovic", "HR")
    assert (person.family, person.given, person.folded) == ("Vidović", "Ana", "ana vidovic")
    assert person.state == EditorialState.PUBLISHED


def test_same_table_again_changes_nothing() -> None:
    rows = (
        MINISTER,
        "B. Keyless,,Keyless; Bo Keyless,HR,Envoy,,,,",
        "B. Keyless,,,HR,Foreign Minister,foreign_minister,2017,,",
    )
    assert counts(load(*rows)) == (3, 0, 0, 0)
    before = (tenures(), gazetteer_version(), list(OfficialName.objects.values_list("name")))
    again = load(*rows)
    assert counts(again) == (0, 0, 3, 0)
    assert (again.officials, again.offices) == (0, 0)
    assert (tenures(), gazetteer_version(), list(OfficialName.objects.values_list("name"))) == (
        before
    )


def test_changed_end_is_updated_in_place() -> None:
    load(MINISTER)
    kept = Tenure.objects.get()
    version = gazetteer_version()
    assert counts(load(MINISTER.replace(",2016,", ",2016-01-22,"))) == (0, 1, 0, 0)
    changed = Tenure.objects.get()
    assert (changed.pk, changed.end, changed.end_text) == (
        kept.pk,
        date(2016, 1, 22),
        "2016-01-22",
    )
    assert gazetteer_version() != version


def test_open_end_of_another_source_reopens_nothing() -> None:
    load(MINISTER)
    assert counts(load(MINISTER.replace(",2016,a list", ",,an older list"))) == (0, 0, 1, 0)
    assert tenures()[0][3:] == ("2016", "a list")
    assert counts(load(MINISTER.replace(",2016,", ",,"))) == (0, 1, 0, 0)
    assert Tenure.objects.get().end is None


@pytest.mark.parametrize("start", ["2013-03-01", "2013-01-01"])
def test_tenure_of_an_editor_is_left_alone(start: str) -> None:
    load(MINISTER)
    Tenure.objects.update(source="editor", end=date(2015, 5, 5), end_text="")
    assert counts(load(MINISTER.replace("2013-03-01", start))) == (0, 0, 1, 0)
    kept = Tenure.objects.get()
    assert (kept.start, kept.end, kept.source) == (date(2013, 3, 1), date(2015, 5, 5), "editor")


def test_later_tenure_in_an_office_that_an_editor_told_of_is_new() -> None:
    load(MINISTER)
    Tenure.objects.update(source="editor")
    later = MINISTER.replace("2013-03-01,2016", "2020,2021")
    assert counts(load(later)) == (1, 0, 0, 0)


def test_wrong_rows_leave_nothing_behind() -> None:
    done = load(
        MINISTER,
        "Bo Backwards,q:2,,HR,Minister of Time,,2013,2012,",
        "Cy Nowhere,q:3,,Atlantis,Minister of Water,,2013,,",
    )
    assert counts(done) == (1, 0, 0, 2)
    assert told(done) == [
        "row 3: the last day comes before the first",
        "row 4: unknown country “Atlantis”",
    ]
    assert (Official.objects.count(), Office.objects.count(), Tenure.objects.count()) == (1, 1, 1)
    assert done.rows == 3


def test_tenure_told_twice_counts_as_the_same() -> None:
    done = load(MINISTER.replace(",2016,", ",,"), MINISTER, MINISTER)
    assert counts(done) == (1, 0, 2, 0)
    assert Tenure.objects.get().end_text == "2016"


def test_tenure_told_with_two_ends_is_a_problem() -> None:
    done = load(MINISTER, MINISTER.replace(",2016,", ",2017,"))
    assert counts(done) == (1, 0, 0, 1)
    assert told(done) == ["row 3: the same tenure twice: ends 2017, row 2 says 2016"]


def test_names_of_one_id_are_names_of_one_person() -> None:
    load(
        "Ana Vidović,q:1,Vidović; А. Видович,HR,Foreign Minister,,2013,,",
        "Ana Vidović-Horvat,q:1,,HR,Envoy,,2018,,",
    )
    person = Official.objects.get()
    assert [(one.name, one.is_alias) for one in person.other_names.order_by("pk")] == [
        ("А. Видович", True),
        ("Ana Vidović-Horvat", True),
    ]


def test_known_person_keeps_the_name_and_gets_another() -> None:
    make_official("Ana Horvat", "HR", key="q:1")
    load(MINISTER)
    person = Official.objects.get()
    assert (person.name, [one.name for one in person.other_names.all()]) == (
        "Ana Horvat",
        ["Ana Vidović"],
    )


@pytest.mark.parametrize("key", ["q:1", ""])
def test_proposed_person_of_that_name_is_confirmed(key: str) -> None:
    proposed = make_official("Ana Vidovic", "HR", state=EditorialState.PROPOSED)
    done = load(MINISTER.replace("q:1", key))
    assert (done.officials, done.confirmed) == (0, 1)
    person = Official.objects.get()
    assert (person.pk, person.state, person.key) == (
        proposed.pk,
        EditorialState.PUBLISHED,
        key or None,
    )
    assert counts(load(MINISTER.replace("q:1", key))) == (0, 0, 1, 0)


def test_person_of_another_country_is_another_person() -> None:
    make_official("Ana Vidović", "RS")
    assert load(MINISTER).officials == 1


def test_two_ids_of_one_name_take_no_record_that_has_none() -> None:
    make_official("Ana Vidović", "HR", state=EditorialState.PROPOSED)
    done = load(MINISTER, MINISTER.replace("q:1", "q:2"))
    assert (done.officials, done.confirmed) == (2, 0)


def test_row_without_id_and_two_people_of_the_name_is_a_problem() -> None:
    make_official("Ana Vidović", "HR", key="q:1", slug="one")
    make_official("Ana Vidović", "HR", key="q:2", slug="two")
    done = load(MINISTER.replace("q:1", ""))
    assert told(done) == ["row 2: 2 officials of Croatia are called Ana Vidović: give a person_id"]
    assert Tenure.objects.count() == 0


def test_rejected_person_is_not_found_by_name() -> None:
    make_official("Ana Vidović", "HR", slug="gone", state=EditorialState.REJECTED)
    assert load(MINISTER.replace("q:1", "")).officials == 1


def test_office_is_found_by_its_title_with_or_without_the_country() -> None:
    person = make_official("Ana Vidović", "HR", key="q:1")
    office = make_tenure(person, "President", Role.HEAD_OF_STATE).office
    load(
        "Ana Vidović,q:1,,HR,President of Croatia,head_of_state,2001,,",
        "Ana Vidović,q:1,,HR,president,,2002,,",
    )
    assert list(Office.objects.all()) == [office]


def test_title_of_two_kinds_is_two_offices() -> None:
    load(
        "Ana Vidović,q:1,,HR,President,head_of_state,2001,,",
        "Ana Vidović,q:1,,HR,President,head_of_government,2001,,",
    )
    assert sorted(Office.objects.values_list("key", flat=True)) == [
        "HR:head_of_government:president",
        "HR:head_of_state:president",
    ]


def test_foreign_ministry_renamed_is_the_same_office() -> None:
    load(MINISTER, "Bo,q:2,,HR,Minister of Foreign and European Affairs,foreign_minister,2017,,")
    assert Office.objects.get().name_in("en") == "Foreign Minister"


@pytest.mark.parametrize(
    ("country", "title", "role"),
    [
        ("HR", "Deputy Minister of Finance", Role.DEPUTY_MINISTER),
        ("HR", "Minister of Finance", Role.MINISTER),
        ("HR", "ambassador to Norway", Role.ENVOY),
        ("HR", "President of the Court", Role.OFFICIAL),
        ("GB", "Secretary of State for Health", Role.MINISTER),
    ],
)
def test_title_without_a_kind_tells_the_role(country: str, title: str, role: Role) -> None:
    load(MINISTER, f"Bo,q:2,,{country},{title},,2017,,")
    assert Office.objects.exclude(key="HR:foreign_minister").get().role == role


def test_table_without_any_kind_goes_by_titles() -> None:
    load("Bo,q:2,,HR,Prime Minister,,2017,,")
    assert Office.objects.get().role == Role.HEAD_OF_GOVERNMENT


def test_imported_tenures_outlive_the_reference_data(db: None) -> None:
    load_reference()
    lavrov = Official.objects.get(name="Sergey Lavrov")
    done = load(f"Sergey Lavrov,{lavrov.key},,RU,Chairman of a council,,1991,1992,a list")
    assert counts(done) == (1, 0, 0, 0)
    ReferenceLoad.objects.all().delete()
    load_reference()
    assert Tenure.objects.filter(official=lavrov, source="a list").count() == 1
