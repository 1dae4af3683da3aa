"""Rows as CSV, as one JSON document a line, and as JSON-LD."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import orjson

from visits.queries.rows.context import Row

Portions = Iterable[list[Row]]
_HOW = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
# What spreadsheets take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(columns: Sequence[str], portions: Portions) -> Iterator[bytes]:
    """UTF-8 with a head; lists are joined by “; ”, and no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for rows in portions:
        writer.writerows([_cell(row[name]) for name in columns] for row in rows)
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    if rest := text.getvalue():
        yield rest.encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def ndjson_of(portions: Portions) -> Iterator[bytes]:
    """A row a line, as the API tells it."""
    for rows in portions:
        yield b"".join(orjson.dumps(row, option=_HOW) for row in rows)


def jsonld_of(context: str, portions: Iterable[list[dict[str, Any]]]) -> Iterator[bytes]:
    """One document whose graph has a node for each row."""
    yield b'{"@context":' + orjson.dumps(context) + b',"@graph":['
    between = b""
    for nodes in portions:
        yield between + b",".join(orjson.dumps(node) for node in nodes)
        between = b","
    yield b"]}\n"
