"""XLSX → rows of text cells, read as a stream; a file that was made to swell is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from visits.reasons import Reason, Refused, Why

UNPACKED = 150 * 1024 * 1024
RATIO = 200
MOST_PARTS = 2_000
_BROKEN = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, EOFError),
    *(AttributeError, IndexError, KeyError, TypeError, ValueError),
)
Row = tuple[int, list[str], Reason | None]


def workbook_rows(body: bytes, most_rows: int, most_columns: int) -> Iterator[Row]:
    """The rows of the first sheet: number, cells, None. Days are written YYYY-MM-DD.

    A formula stands as it is written, for nobody here calculates. Raises Refused for a file
    that is no workbook, is cut off, or unpacks to far more than it is.
    """
    try:
        _check(body)
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=most_rows + 1, max_col=most_columns, values_only=True)
            for number, cells in enumerate(rows, start=1):
                yield number, [_text(cell) for cell in cells], None
        finally:
            book.close()
    except Refused:
        raise
    except _BROKEN as problem:
        raise Refused(Why.BROKEN_WORKBOOK, text=problem) from None


def _check(body: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS:
            raise Refused(Why.MANY_PARTS, most=MOST_PARTS)
        unpacked = sum(part.file_size for part in parts)
        if unpacked > UNPACKED or unpacked > RATIO * max(len(body), 1024):
            raise Refused(Why.SWELLS, n=unpacked // 1024**2)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as stream:
                    if b"<!DOCTYPE" in stream.read(2048).upper():
                        raise Refused(Why.ENTITIES)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return (
            cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ", "minutes")
        )
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(getattr(cell, "text", cell))
