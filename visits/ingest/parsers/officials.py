"""A table of officials as CSV → rows, each checked; what is wrong is told by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from visits.reference import countries, country_by_name
from visits.reference.officials import first_day, last_day
from visits.terms import Role

REQUIRED = ("person", "country", "office", "start", "end")
OPTIONAL = ("person_id", "aliases", "office_kind", "source")
LONGEST = {"person": 300, "person_id": 80, "office": 300, "source": 200}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
#: A head of either kind, in files that do not tell which.
_LEADER = "leader"


class TableProblem(ValueError):
    """The table can't be read as one of officials; says which column is missing."""


class _RowProblem(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class TenureLine:
    """One row: who held which office of which country. `number` counts from the header, which is 1.

    `country` is a code of the reference data. `role` is None where the table does not tell the
    kind. The days are the first and the last that the texts allow; "" is not known or still.
    """

    number: int
    person: str
    person_id: str
    aliases: tuple[str, ...]
    country: str
    office: str
    role: Role | None
    start: date | None
    end: date | None
    start_text: str
    end_text: str
    source: str


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Why a row was left out."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"row {self.number}: {self.reason}"


@dataclass(frozen=True, slots=True)
class OfficialsTable:
    """Each row of the file is in `lines` or in `problems`; `notes` tell of the file as a whole."""

    lines: tuple[TenureLine, ...]
    problems: tuple[LineProblem, ...]
    notes: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.lines) + len(self.problems)


def parse_officials(body: bytes) -> OfficialsTable:
    """The rows of a CSV of officials. Raises TableProblem where a needed column is missing.

    The text is UTF-8, with or without a byte order mark, else Latin-1, which a note tells.
    Columns that mean nothing here are named in a note.
    """
    text, notes = _decoded(body)
    reader = csv.reader(io.StringIO(text, newline=""))
    header = _header(reader)
    known = (*REQUIRED, *OPTIONAL)
    if unknown := [name or "(without a name)" for name in header if name not in known]:
        notes.append(f"columns not read: {', '.join(unknown)}")
    lines: list[TenureLine] = []
    problems: list[LineProblem] = []
    for number, cells in _records(reader, problems):
        try:
            lines.append(_line(number, _named(header, cells)))
        except _RowProblem as problem:
            problems.append(LineProblem(number, str(problem)))
    return OfficialsTable(tuple(lines), tuple(problems), tuple(notes))


def _decoded(body: bytes) -> tuple[str, list[str]]:
    try:
        return body.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return body.decode("latin-1"), ["not UTF-8: read as Latin-1"]


def _header(reader: Iterator[list[str]]) -> list[str]:
    try:
        header = [name.strip().lower() for name in next(reader, [])]
    except csv.Error as problem:
        raise TableProblem(f"the header can't be read: {problem}") from None
    if missing := [name for name in REQUIRED if name not in header]:
        columns = "column" if len(missing) == 1 else "columns"
        there = ", ".join(filter(None, header)) or "none"
        raise TableProblem(f"{columns} missing: {', '.join(missing)} (found: {there})")
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise TableProblem(f"column given twice: {', '.join(twice)}")
    return header


def _records(
    reader: Iterator[list[str]], problems: list[LineProblem]
) -> Iterator[tuple[int, list[str]]]:
    """Numbered records without empty lines; what the CSV reader gives up on is a problem."""
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            problems.append(LineProblem(number, f"not CSV: {problem}"))
            continue
        if cells:
            yield number, cells


def _named(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise _RowProblem(f"has {len(cells)} cells, the header {len(header)}")
    named = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    for name in (*REQUIRED, *OPTIONAL):
        value = named.setdefault(name, "")
        if _CONTROL.search(value.replace("\n", " ").replace("\t", " ")):
            raise _RowProblem(f"{name} holds a control character")
        named[name] = value = _SPACES.sub(" ", value)
        if len(value) > LONGEST.get(name, 10_000):
            raise _RowProblem(f"{name} is longer than {LONGEST.get(name, 10_000)} characters")
    return named


def _line(number: int, cells: dict[str, str]) -> TenureLine:
    for name in ("person", "office"):
        if not cells[name]:
            raise _RowProblem(f"{name} is empty")
    for name in ("start", "end"):
        _check_date(name, cells[name])
    start, end = first_day(cells["start"]), last_day(cells["end"])
    if start and end and end < start:
        raise _RowProblem(f"end {cells['end']} is before start {cells['start']}")
    return TenureLine(
        number=number,
        person=cells["person"],
        person_id=cells["person_id"],
        aliases=_aliases(cells["aliases"], cells["person"]),
        country=_country(cells["country"]),
        office=cells["office"],
        role=_role(cells["office_kind"]),
        start=start,
        end=end,
        start_text=cells["start"],
        end_text=cells["end"],
        source=cells["source"],
    )


def _check_date(name: str, text: str) -> None:
    try:
        if text and not _DATE.fullmatch(text):
            raise ValueError
        first_day(text)
    except ValueError:
        raise _RowProblem(f"{name} {text!r} is no YYYY-MM-DD, YYYY-MM or YYYY") from None


def _aliases(cell: str, person: str) -> tuple[str, ...]:
    forms = dict.fromkeys(form.strip()[:300] for form in cell.split(";"))
    return tuple(form for form in forms if form and form != person)


def _role(kind: str) -> Role | None:
    if not kind:
        return None
    if kind == _LEADER:
        return Role.HEAD_OF_STATE
    try:
        return Role(kind)
    except ValueError:
        raise _RowProblem(f"unknown office_kind {kind!r}") from None


def _country(text: str) -> str:
    """The code that the cell tells exactly; a code that two states had is unknown as well."""
    if not text:
        raise _RowProblem("country is empty")
    codes = _codes().get(text) or {country_by_name(text)} - {None}
    if not codes:
        raise _RowProblem(f"unknown country {text!r}")
    if len(codes) > 1:
        several = " or ".join(sorted(code for code in codes if code))
        raise _RowProblem(f"country {text!r} is ambiguous: write {several}")
    (code,) = codes
    return code or ""


@cache
def _codes() -> dict[str, set[str | None]]:
    """Codes by what a table may call them: our own first, then the old two letters."""
    found: dict[str, set[str | None]] = {row.code: {row.code} for row in countries()}
    for row in countries():
        if row.alpha2 and {row.alpha2} != found.get(row.alpha2):
            found.setdefault(row.alpha2, set()).add(row.code)
    return found
