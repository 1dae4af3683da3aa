"""Tables of officials: what is read of a row, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest

from visits.ingest.parsers.officials import (
    LineProblem,
    TableProblem,
    TenureLine,
    parse_officials,
)
from visits.terms import Role

HEADER = "person,person_id,aliases,country,office,office_kind,start,end,source"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def reasons(*rows: str, header: str = HEADER) -> list[tuple[int, str]]:
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
    ("row", "reason"),
    [
        (",,,FR,Minister,,,,", "person is empty"),
        ("A,,,FR,,,,,", "office is empty"),
        ("A,,,,Minister,,,,", "country is empty"),
        ("A,,,Germny,Minister,,,,", "unknown country 'Germny'"),
        ("A,,,Korea,Minister,,,,", "unknown country 'Korea'"),
        ("A,,,CS,Minister,,,,", "country 'CS' is ambiguous: write CSHH or CSXX"),
        ("A,,,FR,Minister,boss,,,", "unknown office_kind 'boss'"),
        ("A,,,FR,Minister,,2012-05-09,2012-05-08,", "end 2012-05-08 is before start 2012-05-09"),
        ("A,,,FR,Minister,,9 May 2012,,", "start '9 May 2012' is no YYYY-MM-DD, YYYY-MM or YYYY"),
        ("A,,,FR,Minister,,,2012-13,", "end '2012-13' is no YYYY-MM-DD, YYYY-MM or YYYY"),
        ("A,,,FR,Minister,,,20120508,", "end '20120508' is no YYYY-MM-DD, YYYY-MM or YYYY"),
        ("A,,,FR,Minister,,,", "has 8 cells, the header 9"),
        ("A\x00,,,FR,Minister,,,,", "person holds a control character"),
        ("A" * 301 + ",,,FR,Minister,,,,", "person is longer than 300 characters"),
    ],
)
def test_row_problem_is_told_with_its_number(row: str, reason: str) -> None:
    good = "Somebody,,,FR,Minister,,,,"
    read = parse_officials(table(good, row, good))
    assert read.problems == (LineProblem(3, reason),)
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
        ("", "columns missing: person, country, office, start, end (found: none)"),
        (
            "person,country,start,end,when",
            "column missing: office (found: person, country, start, end, when)",
        ),
        ("person,country,office,start,end,person", "column given twice: person"),
    ],
)
def test_table_without_a_needed_column_says_which(header: str, message: str) -> None:
    with pytest.raises(TableProblem) as refused:
        parse_officials(table(header=header))
    assert str(refused.value) == message


def test_header_longer_than_a_csv_reader_takes_is_refused() -> None:
    with pytest.raises(TableProblem) as refused:
        parse_officials(table(header="person," + "x" * 200_000))
    assert str(refused.value) == "the header can't be read: field larger than field limit (131072)"


def test_problem_in_words_says_its_row() -> None:
    assert str(LineProblem(3, "person is empty")) == "row 3: person is empty"


def test_columns_that_mean_nothing_are_named() -> None:
    read = parse_officials(
        table("A,FR,Minister,,,x,y", header="Person,country,office,start,end,rank,party")
    )
    assert read.notes == ("columns not read: rank, party",)
    assert len(read.lines) == 1


def test_byte_order_mark_is_no_part_of_the_first_column() -> None:
    body = b"\xef\xbb\xbf" + table("A,,,FR,Minister,,,,")
    assert parse_officials(body).lines == parse_officials(table("A,,,FR,Minister,,,,")).lines


def test_latin_1_is_read_and_told() -> None:
    read = parse_officials(table("José Núñez,,,ES,Ministro,,,,").decode().encode("latin-1"))
    assert read.lines[0].person == "José Núñez"
    assert read.notes == ("not UTF-8: read as Latin-1",)


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
    assert read.problems[0].reason == "not CSV: field larger than field limit (131072)"
