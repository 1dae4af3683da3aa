from __future__ import annotations

import datetime as dt

from visits.reference import LANGUAGES, countries, offices, officials, tenures
from visits.reference.officials import first_day, last_day
from visits.terms import Rank, Role

BY_KEY = {row.key: row for row in officials()}


def holders(office: str, day: dt.date) -> list[str]:
    return [
        BY_KEY[row.official].name
        for row in tenures()
        if row.office == office
        and row.start
        and row.start <= day
        and (row.end is None or day <= row.end)
    ]


def test_officials_have_unique_keys_and_known_countries() -> None:
    assert len(BY_KEY) == len(officials())
    assert {row.country for row in officials()} <= {row.code for row in countries()}
    assert {key.partition(":")[0] for key in BY_KEY} <= {"wikidata", "pocom", "hsg", "travels"}


def test_offices_name_their_country_and_role_in_the_key() -> None:
    for row in offices():
        assert row.key.split(":")[:2] == [row.country, row.role.value]
        assert row.names["en"]


def test_offices_are_named_in_the_languages_of_the_files() -> None:
    names = {row.key: row.names for row in offices()}
    assert names["FR:foreign_minister"]["fr"] == "ministre des Affaires étrangères"
    assert names["KZ:head_of_state"]["ru"] == "президент"
    # A country's own title goes before the common one.
    assert (names["CN:head_of_state"]["zh"], names["KR:head_of_state"]["zh"]) == (
        "国家主席",
        "总统",
    )
    assert [row.key for row in offices() if not {"en"} <= set(row.names) <= set(LANGUAGES)] == []


def test_offices_rank_heads_first() -> None:
    ranks = {row.key: row.rank for row in offices()}
    assert ranks["CN:head_of_state"] == Rank.HEAD
    assert ranks["CN:foreign_minister"] == Rank.MINISTER
    assert ranks["CN:deputy_head:vice-president"] == Rank.DEPUTY_HEAD
    assert {row.role for row in offices()} >= {Role.DEFENCE_MINISTER, Role.BODY_HEAD}


def test_tenures_point_to_an_official_and_an_office() -> None:
    assert {row.official for row in tenures()} <= set(BY_KEY)
    assert {row.office for row in tenures()} == {row.key for row in offices()}


def test_tenures_end_after_they_start() -> None:
    assert [row for row in tenures() if row.start and row.end and row.end < row.start] == []


def test_tenures_come_from_cc0_sources_alone() -> None:
    assert {row.source for row in tenures()} == {
        "wikidata-cabinets",
        "wikidata-leaders",
        "wikidata-foreign",
        "us-principals",
        "us-travels",
    }


def test_tenures_tell_who_held_an_office_on_a_day() -> None:
    assert holders("US:head_of_state", dt.date(2015, 6, 1)) == ["Barack Obama"]
    assert holders("US:head_of_state", dt.date(2025, 3, 28)) == ["Donald Trump"]
    assert holders("CN:head_of_state", dt.date(2010, 1, 1)) == ["Hu Jintao"]
    assert holders("RU:foreign_minister", dt.date(2022, 1, 1)) == ["Sergey Lavrov"]
    assert holders("GB:head_of_state", dt.date(2021, 6, 1)) == ["Elizabeth II"]


def test_tenures_stale_open_ends_are_closed_by_the_next_holder() -> None:
    open_ends: dict[str, set[str]] = {}
    for row in tenures():
        role = row.office.split(":")[1]
        if row.end is None and role in {"head_of_government", "foreign_minister"}:
            open_ends.setdefault(row.office, set()).add(row.official)
    assert {office for office, people in open_ends.items() if len(people) > 1} == set()


def test_official_names_in_other_scripts() -> None:
    lavrov = BY_KEY["wikidata:Q58217"]
    assert (lavrov.family, lavrov.given, lavrov.country) == ("Lavrov", "Sergey", "RU")
    assert ("zh", "拉夫罗夫") in lavrov.names
    assert ("ru", "Лавровым") in lavrov.names
    assert "Sergei Lavrov" in lavrov.aliases


def test_official_family_name_follows_the_custom_of_the_country() -> None:
    by_name = {row.name: row for row in officials()}
    assert by_name["Xi Jinping"].family == "Xi"
    assert by_name["Moon Jae-in"].family == "Moon"
    assert by_name["Fumio Kishida"].family == "Kishida"
    assert by_name["Viktor Orbán"].family == "Orbán"
    assert by_name["Enrique Peña Nieto"].family == "Peña Nieto"
    assert by_name["Alexander Van der Bellen"].family == "Van der Bellen"
    assert by_name["Elizabeth II"].family == ""


def test_official_forms_are_distinct() -> None:
    for row in officials():
        assert len(set(row.aliases)) == len(row.aliases)
        assert row.name not in row.aliases


def test_first_and_last_day_of_a_date_with_less_than_ten_characters() -> None:
    assert (first_day("2013"), last_day("2013")) == (dt.date(2013, 1, 1), dt.date(2013, 12, 31))
    assert (first_day("2012-02"), last_day("2012-02")) == (
        dt.date(2012, 2, 1),
        dt.date(2012, 2, 29),
    )
    assert (first_day("2013-03-14"), last_day("2013-03-14")) == (dt.date(2013, 3, 14),) * 2
    assert (first_day(""), last_day("")) == (None, None)


def test_tenures_known_to_the_year_overlap_in_the_year_of_the_change() -> None:
    both = holders("GB:head_of_state", dt.date(2022, 6, 1))
    assert sorted(both) == ["Charles III", "Elizabeth II"]


def test_tenures_of_leaders_seen_on_visits() -> None:
    assert holders("JP:head_of_government", dt.date(1987, 4, 30)) == ["Yasuhiro Nakasone"]
    assert holders("SUHH:head_of_state", dt.date(1987, 12, 8)) == ["Mikhail Gorbachev"]
    # A spelling of a known holder makes no second person; what contradicts dated tenures is out.
    assert holders("EG:head_of_state", dt.date(2017, 4, 3)) == ["Abdel Fattah el-Sisi"]
    assert holders("VN:head_of_government", dt.date(2022, 5, 12)) == ["Phạm Minh Chính"]


def test_tenures_once_an_official_office_and_start() -> None:
    keys = [(row.official, row.office, row.start) for row in tenures()]
    assert len(set(keys)) == len(keys)
