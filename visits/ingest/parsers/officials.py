"""A table of officials → rows, each checked; what is wrong is told by row and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from visits.ingest.parsers.trips_countries import country_at
from visits.ingest.parsers.trips_tables import TableRow, is_formula, parse_table, plain
from visits.reasons import Reason, Refused, Why, because
from visits.reference import fold
from visits.reference.officials import first_day, last_day
from visits.terms import Role

REQUIRED = ("person", "country", "office", "start", "end")
OPTIONAL = ("person_id", "aliases", "office_kind", "source")
LONGEST = {"person": 300, "person_id": 80, "office": 300, "source": 200}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
#: What the reader of tables puts where no text has such a character.
_CONTROL = "\ufffd"
_SPACES = re.compile(r"\s+")
#: A head of either kind, in files that do not tell which.
_LEADER = "leader"


class _RowProblem(Refused):
    def __init__(self, name: str, why: Why, /, **values: object) -> None:
        super().__init__(why, **values)
        self.name = name


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
    """Why a row was left out, and in which column, if in one."""

    number: int
    reason: Reason
    column: str = ""


@dataclass(frozen=True, slots=True)
class OfficialsTable:
    """Each row of the file is in `lines` or in `problems`; `notes` tell of the file as a whole.

    `cells` are those of all rows by their numbers, as many as the header has.
    """

    lines: tuple[TenureLine, ...]
    problems: tuple[LineProblem, ...]
    notes: tuple[Reason, ...]
    header: tuple[str, ...] = ()
    cells: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.lines) + len(self.problems)


def parse_officials(body: bytes) -> OfficialsTable:
    """The rows of a CSV or a workbook of officials. Raises Refused where a column is missing.

    Columns are known by their names in several languages; those that mean nothing here are named
    in a note.
    """
    table = parse_table(body)
    columns = _columns(table.header)
    unread = [name for at, name in enumerate(table.header) if at not in columns.values()]
    notes = list(table.notes)
    if unread:
        notes.append(because(Why.COLUMNS_UNREAD, names=", ".join(unread)))
    lines: list[TenureLine] = []
    problems: list[LineProblem] = []
    for row in table.rows:
        try:
            lines.append(_line(row.number, _named(columns, row)))
        except _RowProblem as problem:
            at = columns.get(problem.name)
            column = "" if at is None else table.header[at]
            problems.append(LineProblem(row.number, problem.reason, column))
    cells = {row.number: row.cells for row in table.rows}
    return OfficialsTable(tuple(lines), tuple(problems), tuple(notes), table.header, cells)


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    """Field → place in the header."""
    found: dict[str, int] = {}
    for at, name in enumerate(header):
        known = _known().get(_bare(name))
        if known in found:
            raise Refused(Why.COLUMN_TWICE, name=name)
        if known:
            found[known] = at
    if missing := [name for name in REQUIRED if name not in found]:
        told = ", ".join(header)
        raise Refused(Why.COLUMNS_MISSING, names=", ".join(missing), found=told)
    return found


@cache
def _known() -> dict[str, str]:
    text = (resources.files("visits.ingest.parsers") / "officials_columns.toml").read_text("utf-8")
    return {_bare(name): field for field, names in tomllib.loads(text).items() for name in names}


def _bare(name: str) -> str:
    return fold(name.replace("_", " ")).strip(" .:*")


def _named(columns: Mapping[str, int], row: TableRow) -> dict[str, str]:
    if row.problem:
        raise _RowProblem("", row.problem.why, **dict(row.problem.values))
    named = dict.fromkeys((*REQUIRED, *OPTIONAL), "")
    for name, at in columns.items():
        cell = row.cells[at]
        if is_formula(cell):
            raise _RowProblem(name, Why.FORMULA)
        if _CONTROL in cell:
            raise _RowProblem(name, Why.CONTROL)
        named[name] = value = _SPACES.sub(" ", plain(cell)).strip()
        if len(value) > LONGEST.get(name, 10_000):
            raise _RowProblem(name, Why.TOO_LONG, n=LONGEST.get(name, 10_000))
    return named


def _line(number: int, cells: dict[str, str]) -> TenureLine:
    for name in ("person", "office", "country"):
        if not cells[name]:
            raise _RowProblem(name, Why.EMPTY_CELL)
    for name in ("start", "end"):
        _check_date(name, cells[name])
    start, end = first_day(cells["start"]), last_day(cells["end"])
    if start and end and end < start:
        raise _RowProblem("end", Why.END_FIRST)
    return TenureLine(
        number=number,
        person=cells["person"],
        person_id=cells["person_id"],
        aliases=_aliases(cells["aliases"], cells["person"]),
        country=_country(cells["country"], start or end),
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
        raise _RowProblem(name, Why.NO_OFFICE_DATE, text=text[:60]) from None


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
        raise _RowProblem("office_kind", Why.UNKNOWN_OFFICE_KIND, text=kind[:60]) from None


def _country(text: str, day: date | None) -> str:
    """The code of the country on that day; an office may have begun before its state did."""
    found = country_at(text, day)
    if found.code is None:
        raise _RowProblem("country", Why.UNKNOWN_COUNTRY, name=text[:60])
    if found.doubt and found.doubt.why == Why.SEVERAL_COUNTRIES:
        raise _RowProblem("country", found.doubt.why, **dict(found.doubt.values))
    return found.code
