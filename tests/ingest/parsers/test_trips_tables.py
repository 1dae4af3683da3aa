"""Files of every kind → tables; files that were made to harm, or were cut off, are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from visits.ingest.parsers import trips_tables, trips_workbook
from visits.ingest.parsers.trips_tables import Table, TableRow, first_rows, parse_table
from visits.reasons import Refused, Why, because


def workbook(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_text() -> None:
    body = workbook(
        ["official", "start", "n"],
        ["Wang Yi", date(2025, 3, 31), 3.0],
        ["=CONCAT(A2)", datetime(2025, 3, 31, 14, 30), True],  # noqa: DTZ001 - a workbook knows no zones
        [None, None, None],
    )

    assert parse_table(body) == Table(
        ("official", "start", "n"),
        (
            TableRow(2, ("Wang Yi", "2025-03-31", "3")),
            TableRow(3, ("=CONCAT(A2)", "2025-03-31 14:30", "yes")),
        ),
    )


def test_a_workbook_that_is_cut_off_is_refused() -> None:
    body = workbook(["official", "host"], ["Wang Yi", "Russia"])

    with pytest.raises(Refused, match="broken_workbook"):
        parse_table(body[: len(body) // 2])


def test_a_workbook_that_swells_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)

    with pytest.raises(Refused, match="swells: n 57"):
        parse_table(out.getvalue())


def test_a_workbook_with_entities_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')

    with pytest.raises(Refused, match="entities"):
        parse_table(out.getvalue())


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty_file"),
        (b"one column\nx\n", "no_header"),
        (b"\xd0\xcf\x11\xe0 old Excel", "no_table"),
        (b"a,b\x00\x01", "no_text"),
    ],
)
def test_what_is_no_table_is_refused(body: bytes, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        parse_table(body)


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trips_tables, "LARGEST", 10)

    with pytest.raises(Refused, match="too_large"):
        parse_table(b"official,host\n")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_delimiter_is_found_by_the_header(mark: str) -> None:
    body = f"official{mark}host\nWang Yi{mark}Russia\n\n".encode("utf-8-sig")

    assert parse_table(body) == Table(("official", "host"), (TableRow(2, ("Wang Yi", "Russia")),))


def test_first_rows_alone_are_read() -> None:
    body = b"official,host\nWang Yi,Russia\nLi Hui,France\n" + b"x,y\n" * 100_001

    assert first_rows(body, 2) == (
        TableRow(2, ("Wang Yi", "Russia")),
        TableRow(3, ("Li Hui", "France")),
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"a,b\n" + b"x,y\n" * 11, "many_rows: most 10"),
        (b",".join([b"a"] * 201) + b"\n", "many_columns: most 200"),
        (b"BEGIN:VCALENDAR\nno line\nEND:VCALENDAR\n", "broken_calendar"),
    ],
)
def test_too_much_of_a_table_is_refused(
    monkeypatch: pytest.MonkeyPatch, body: bytes, why: str
) -> None:
    monkeypatch.setattr(trips_tables, "MOST_ROWS", 10)

    with pytest.raises(Refused, match=why):
        parse_table(body)


def test_workbook_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trips_workbook, "MOST_PARTS", 2)

    with pytest.raises(Refused, match="many_parts: most 2"):
        parse_table(workbook(["official", "host"]))


def test_cell_too_long_makes_its_row_wrong_and_is_cut() -> None:
    (row,) = parse_table(b"official,host\n" + b"x" * 20_001 + b",Russia\n").rows

    assert (row.problem, len(row.cells[0])) == (because(Why.LONG_CELL, n=1, most=20_000), 20_000)


def test_lines_that_are_no_csv_are_told_and_the_next_are_read() -> None:
    table = parse_table(b'official,host\n"Wang" Yi,Russia\nLi Hui,France\n')

    assert [(row.number, row.cells[0], row.problem and row.problem.why) for row in table.rows] == [
        (2, "", Why.NOT_CSV),
        (3, "Li Hui", None),
    ]


@pytest.mark.parametrize(
    ("body", "cells"),
    [
        ("Ren\u00e9 \u201ex\u201c,b".encode("cp1252", "replace"), ("René", "b")),
        (b"\xff\xfe" + "a,b".encode("utf-16-le"), ("a", "b")),
        (b"R\x81\xe9,b", ("R\x81é", "b")),
    ],
)
def test_text_of_another_encoding_is_read(body: bytes, cells: tuple[str, str]) -> None:
    header = parse_table(body + (b"\n\x00" if body[:1] == b"\xff" else b"\n")).header

    assert (header[0][:1], header[1]) == (cells[0][:1], cells[1])


def test_times_and_odd_cells_of_a_workbook_are_text() -> None:
    table = parse_table(workbook(["a", "b"], [2.5, False], [time(9, 30), 3e20]))

    assert [row.cells for row in table.rows] == [
        ("2.5", "no"),
        ("09:30:00", "300000000000000000000"),
    ]


def test_workbook_without_a_sheet_is_refused() -> None:
    book, out = Workbook(), io.BytesIO()
    book.create_chartsheet()
    book.remove(book.worksheets[0])
    book.save(out)

    with pytest.raises(Refused, match="broken_workbook"):
        parse_table(out.getvalue())


def test_events_that_cannot_be_read_are_told_one_by_one() -> None:
    events = [
        f"BEGIN:VEVENT\nUID:9\nSUMMARY:Xi Jinping to France\n{days}END:VEVENT\n"
        for days in ("DTSTART;VALUE=DATE:20250506\nDURATION:P1D\n", "", "DTSTART:25 May\n")
    ]
    body = f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n"

    rows = parse_table(body.encode()).rows

    assert [(row.cells[5:7], row.problem and row.problem.why) for row in rows] == [
        (("2025-05-06", "2025-05-06"), None),
        (("", ""), None),
        (("", ""), Why.NO_EVENT),
    ]


def test_ten_megabytes_are_read() -> None:
    body = b"official,host,note\n" + b"Wang Yi,Russia,%s\n" % (b"x" * 500) * 20_000

    assert len(parse_table(body).rows) == 20_000


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:visit-7@visits.example
SUMMARY:Wang Yi (China) to Moscow
LOCATION:Moscow\\, Russia
DTSTART;VALUE=DATE:20250331
DTEND;VALUE=DATE:20250403
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Xi Jinping to France
DTSTART:20250506T080000Z
STATUS:CANCELLED
END:VEVENT
"""


@pytest.mark.parametrize(("end", "notes"), [("END:VCALENDAR\n", 0), ("BEGIN:VEV", 1)])
def test_a_calendar_is_a_table_whole_or_cut_off(end: str, notes: int) -> None:
    table = parse_table((CALENDAR + end).encode())

    assert [row.cells[:8] for row in table.rows] == [
        (
            *("visit-7@visits.example", "Wang Yi", "China", "Russia", "Moscow"),
            *("2025-03-31", "2025-04-02", ""),
        ),
        ("2", "Xi Jinping", "", "France", "", "2025-05-06", "2025-05-06", "cancelled"),
    ]
    assert len(table.notes) == notes
