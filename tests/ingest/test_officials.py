"""Tables of officials: what is read of a row, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ingest.parsers.test_trips_tables import workbook
from visits.ingest.parsers.officials import (
    LineProblem,
    TenureLine,
    parse_officials,
)
from visits.reasons import Reason, Refused, Why, because
from visits.terms import Role

HEADER = "person,person_id,aliases,country,office,office_kind,start,end,source"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def reasons(*rows: str, header: str = HEADER) -> list[tuple[int, Reason]]:
    problems = parse_officials(table(*rows, header=header)).problems
    return [(problem.number, problem.reason) for problem in problems]


def test_row_with_every_column() -> None:
    read = parse_officials(
        table(
            "Ana Brnabić,q:1,Брнабић; Ana  Brnabic,RS,Prime Minister,head_of_government,"
            "2017-06-29,2024-05,our own list"
        )
    )
    assert read.lines == (
        TenureLine(
            number=2,
            person="Ana Brnabić",
            person_id="q:1",
            aliases=("Брнабић", "Ana Brnabic"),
            country="RS",
            office="Prime Minister",
            role=Role.HEAD_OF_GOVERNMENT,
            start=date(2017, 6, 29),
            end=date(2024, 5, 31),
            start_text="2017-06-29",
            end_text="2024-05",
            source="our own list",
        ),
    )
    assert (read.problems, read.notes) == ((), ())


def test_row_with_needed_columns_alone() -> None:
    (line,) = parse_officials(
        table("Someone,FR,Minister,,", header="person,country,office,start,end")
    ).lines
    assert (line.person_id, line.aliases, line.role, line.source) == ("", (), None, "")
    assert (line.start, line.end, line.start_text, line.end_text) == (None, None, "", "")


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2010", "2012", date(2010, 1, 1), date(2012, 12, 31)),
        ("2010-02", "2012-02", date(2010, 2, 1), date(2012, 2, 29)),
        ("2012-05-09", "2012", date(2012, 5, 9), date(2012, 12, 31)),
        ("2012-05-09", "", date(2012, 5, 9), None),
    ],
)
def test_shorter_dates_are_the_days_that_they_allow(
    start: str, end: str, first: date, last: date | None
) -> None:
    (line,) = parse_officials(table(f"A,,,FR,Minister,,{start},{end},")).lines
    assert (line.start, line.end) == (first, last)
    assert (line.start_text, line.end_text) == (start, end)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("DE", "DE"),
        ("EU", "EU"),
        ("YUCS", "YUCS"),
        ("SU", "SUHH"),
        ("Czechoslovakia", "CSHH"),
        ("Türkiye", "TR"),
        ("the netherlands", "NL"),
    ],
)
def test_country_told_exactly(cell: str, code: str) -> None:
    (line,) = parse_officials(table(f"A,,,{cell},Minister,,,,")).lines
    assert line.country == code


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",,,FR,Minister,,,,", "person", because(Why.EMPTY_CELL)),
        ("A,,,FR,,,,,", "office", because(Why.EMPTY_CELL)),
        ("A,,,,Minister,,,,", "country", because(Why.EMPTY_CELL)),
        ("A,,,Germny,Minister,,,,", "country", because(Why.UNKNOWN_COUNTRY, name="Germny")),
        ("A,,,Korea,Minister,,,,", "country", because(Why.UNKNOWN_COUNTRY, name="Korea")),
        (
            "A,,,CS,Minister,,,,",
            "country",
            because(Why.SEVERAL_COUNTRIES, text="CS", countries="CSHH CSXX"),
        ),
        ("A,,,FR,Minister,boss,,,", "office_kind", because(Why.UNKNOWN_OFFICE_KIND, text="boss")),
        ("A,,,FR,Minister,,2012-05-09,2012-05-08,", "end", because(Why.END_FIRST)),
        ("A,,,FR,Minister,,9 May 2012,,", "start", because(Why.NO_OFFICE_DATE, text="9 May 2012")),
        ("A,,,FR,Minister,,,2012-13,", "end", because(Why.NO_OFFICE_DATE, text="2012-13")),
        ("A,,,FR,Minister,,,20120508,", "end", because(Why.NO_OFFICE_DATE, text="20120508")),
        ("A,,,FR,Minister,,,", "", because(Why.FEW_CELLS, n=8, header=9)),
        ("A\x07,,,FR,Minister,,,,", "person", because(Why.CONTROL)),
        ("=A1,,,FR,Minister,,,,", "person", because(Why.FORMULA)),
        ("A" * 301 + ",,,FR,Minister,,,,", "person", because(Why.TOO_LONG, n=300)),
    ],
)
def test_row_problem_is_told_with_its_number(row: str, column: str, reason: Reason) -> None:
    good = "Somebody,,,FR,Minister,,,,"
    read = parse_officials(table(good, row, good))
    assert read.problems == (LineProblem(3, reason, column),)
    assert [line.number for line in read.lines] == [2, 4]
    assert read.count == 3


def test_end_in_the_year_of_the_start_is_in_order() -> None:
    assert reasons("A,,,FR,Minister,,2012-05-09,2012,", "A,,,FR,Minister,,2012,2012-01-01,") == []


def test_leader_is_a_head_of_state() -> None:
    (line,) = parse_officials(table("A,,,IR,Supreme Leader,leader,,,")).lines
    assert line.role == Role.HEAD_OF_STATE


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("", because(Why.EMPTY_FILE)),
        ("person," + "x" * 200_000, because(Why.NO_HEADER)),
        (
            "person,country,start,end,when",
            because(Why.COLUMNS_MISSING, names="office", found="person, country, start, end, when"),
        ),
        ("person,country,office,start,end,person", because(Why.COLUMN_TWICE, name="person")),
        ("person,name,country,office,start,end", because(Why.COLUMN_TWICE, name="name")),
    ],
)
def test_table_without_a_needed_column_says_which(header: str, message: Reason) -> None:
    with pytest.raises(Refused) as refused:
        parse_officials(table(header=header))
    assert refused.value.reason == message


@pytest.mark.parametrize(
    "header",
    [
        "Name;Land;Amt;von;bis",
        "Nom;Pays;Fonction;Depuis;Jusqu'à",
        "Nombre;País;Cargo;Desde;Hasta",
        "ФИО;Страна;Должность;С;По",
        "姓名;国家;职务;开始;结束",
    ],
)
def test_header_in_another_language_is_known(header: str) -> None:
    (line,) = parse_officials(table("Ann Lee;Frankreich;Ministerin;2013;", header=header)).lines
    assert (line.person, line.country, line.office, line.start_text) == (
        *("Ann Lee", "FR"),
        *("Ministerin", "2013"),
    )


def test_workbook_is_read_as_well() -> None:
    body = workbook(
        ["person", "country", "office", "start", "end"],
        ["Ann Lee", "FR", "Minister", date(2013, 5, 9), None],
    )
    read = parse_officials(body)
    assert [(line.person, line.start_text, line.end_text) for line in read.lines] == [
        ("Ann Lee", "2013-05-09", "")
    ]
    assert (read.header[:2], read.cells[2][:2]) == (("person", "country"), ("Ann Lee", "FR"))


def test_code_that_two_states_had_is_the_one_of_the_day() -> None:
    lines = parse_officials(table("A,,,CS,Minister,,1975,,", "B,,,CS,Minister,,2004,2005,")).lines
    assert [line.country for line in lines] == ["CSHH", "CSXX"]


def test_columns_that_mean_nothing_are_named() -> None:
    read = parse_officials(
        table("A,FR,Minister,,,x,y", header="Person,country,office,start,end,x,party")
    )
    assert read.notes == (because(Why.COLUMNS_UNREAD, names="x, party"),)
    assert len(read.lines) == 1


def test_byte_order_mark_is_no_part_of_the_first_column() -> None:
    body = b"\xef\xbb\xbf" + table("A,,,FR,Minister,,,,")
    assert parse_officials(body).lines == parse_officials(table("A,,,FR,Minister,,,,")).lines


def test_latin_1_is_read_and_told() -> None:
    read = parse_officials(table("José Núñez,,,ES,Ministro,,,,").decode().encode("latin-1"))
    assert read.lines[0].person == "José Núñez"
    assert read.notes == (because(Why.NOT_UTF8),)


def test_quoted_cells_lines_without_text_and_windows_line_ends() -> None:
    body = f'{HEADER}\r\n"Doe, John",,"a;b",FR,"Minister, Europe",,,,\r\n\r\nB,,,FR,X,,,,\r\n'
    lines = parse_officials(body.encode()).lines
    assert [(line.number, line.person, line.office) for line in lines] == [
        (2, "Doe, John", "Minister, Europe"),
        (4, "B", "X"),
    ]


def test_cell_longer_than_a_csv_reader_takes_is_a_problem() -> None:
    read = parse_officials(table("A,,,FR,Minister,,,,", "B" * 200_000 + ",,,FR,Minister,,,,"))
    assert len(read.lines) == 1
    assert read.problems[0].reason.why == Why.NOT_CSV
