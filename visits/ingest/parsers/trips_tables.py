"""CSV, XLSX and iCalendar → a table of text cells, whatever is in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from visits.ingest.parsers.trips_calendar import calendar_rows
from visits.ingest.parsers.trips_workbook import workbook_rows
from visits.reasons import Reason, Refused, Why, because

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FORMULA = re.compile(r"=|[@+-]\s*\w+\(")
_SAFE = re.compile(r"'(?=[=+\-@\t\r])")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


#: Number, cells, and why they can't be relied on.
Record = tuple[int, list[str], Reason | None]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, as many as the header has; `problem` says why they can't be relied on.

    `number` is the row's number as a spreadsheet shows it: the header is 1.
    """

    number: int
    cells: tuple[str, ...]
    problem: Reason | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Every row of the file that is not empty; `notes` tell of the file as a whole."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Reason, ...] = ()


def parse_table(body: bytes, name: str = "") -> Table:
    """The rows of a CSV, a workbook or a calendar; what it is shows from its first bytes.

    Raises Refused for what is none of them, is too large, or was made to swell.
    """
    notes: list[Reason] = []
    return _table(_records(body, notes), notes)


def first_rows(body: bytes, most: int) -> tuple[TableRow, ...]:
    """The first rows below the header, without reading the others. Raises Refused as above."""
    return _table(islice(_records(body, []), most + 1), []).rows


def _records(body: bytes, notes: list[Reason]) -> Iterable[Record]:
    if len(body) > LARGEST:
        raise Refused(Why.TOO_LARGE, most=LARGEST // 1024**2)
    if body[:4] == b"PK\x03\x04":
        return workbook_rows(body, MOST_ROWS + 1, MOST_COLUMNS)
    if b"BEGIN:VCALENDAR" in body[:2000].upper():
        return calendar_rows(body, notes)
    if body[:4] in (b"\xd0\xcf\x11\xe0", b"%PDF", b"PAR1"):
        raise Refused(Why.NO_TABLE)
    return _csv_rows(_text(body, notes))


def _table(found: Iterable[Record], notes: list[Reason]) -> Table:
    header: tuple[str, ...] | None = None
    rows: list[TableRow] = []
    for number, cells, problem in found:
        told = [_CONTROL.sub("\ufffd", cell).strip() for cell in cells]
        if not any(told) and not problem:
            continue
        if header is None:
            header = _header(told)
            continue
        if len(rows) == MOST_ROWS:
            raise Refused(Why.MANY_ROWS, most=MOST_ROWS)
        rows.append(_row(number, told, problem, len(header)))
    if header is None:
        raise Refused(Why.EMPTY_FILE)
    return Table(header, tuple(rows), tuple(notes))


def _header(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise Refused(Why.MANY_COLUMNS, most=MOST_COLUMNS)
    if len(cells) < 2:
        raise Refused(Why.NO_HEADER)
    return tuple(cell[:200] or f"column {n}" for n, cell in enumerate(cells, start=1))


def _row(number: int, cells: list[str], problem: Reason | None, width: int) -> TableRow:
    if not problem and len(cells) < width:
        problem = because(Why.FEW_CELLS, n=len(cells), header=width)
    if not problem and any(cells[width:]):
        problem = because(Why.MANY_CELLS, n=len(cells), header=width)
    long = next((n for n, cell in enumerate(cells) if len(cell) > LONGEST_CELL), None)
    if long is not None:
        problem = problem or because(Why.LONG_CELL, n=long + 1, most=LONGEST_CELL)
    told = [cell[:LONGEST_CELL] for cell in cells[:width]]
    return TableRow(number, tuple(told + [""] * (width - len(told))), problem)


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would calculate the cell; "+1" or "-" alone is none."""
    return _FORMULA.match(cell) is not None


def plain(cell: str) -> str:
    """The cell without the apostrophe by which exports keep spreadsheets from calculating."""
    return _SAFE.sub("", cell, count=1) if cell[:1] == "'" else cell


def _text(body: bytes, notes: list[Reason]) -> str:
    for mark, charset in _MARKS.items():
        if body.startswith(mark):
            return body.decode(charset, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        notes.append(because(Why.NOT_UTF8))
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _csv_rows(text: str) -> Iterable[Record]:
    if "\x00" in text[:4096]:
        raise Refused(Why.NO_TEXT)
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        line = reader.line_num + 1
        try:
            yield number, next(reader), None
        except StopIteration:
            return
        except csv.Error as problem:
            told = because(Why.NOT_CSV, first=line, last=reader.line_num, text=problem)
            if "unexpected end" in str(problem):
                told = because(Why.OPEN_QUOTE, line=line)
            yield number, [], told
