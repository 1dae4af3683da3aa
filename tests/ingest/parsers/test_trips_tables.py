"""Files of every kind → tables; files that were made to harm, or were cut off, are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from visits.ingest.parsers import trips_tables
from visits.ingest.parsers.trips_tables import Table, TableRow, parse_table
from visits.reasons import Refused


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
