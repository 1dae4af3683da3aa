"""Rows of a table → trips, each checked; what is wrong is told with its column and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from visits.extraction.dates import Window
from visits.extraction.people.vocabulary import vocabulary
from visits.extraction.stays import Stay
from visits.ingest.parsers.trips_countries import country_at
from visits.ingest.parsers.trips_dates import Order, Told, order_of, read_cell
from visits.ingest.parsers.trips_tables import Table, TableRow, is_formula, plain
from visits.ingest.parsers.trips_values import Traveller, Trip, Wrong
from visits.ingest.parsers.trips_words import read_kind, read_status, role_of
from visits.reasons import Reason, Refused, Why, because

LONGEST = {
    "key": 400,
    "official": 300,
    "title": 200,
    "city": 500,
    "note": 4000,
    "gathering": 300,
    "url": 2000,
}
_TITLED = (
    r"(?:(?:crown |prime |foreign |deputy )?(?:president|minister|prince|princess|chancellor)"
    r"|king|queen|premier|emperor|sultan|amir)"
)
_SEVERAL = re.compile(rf";\s*|(?:,\s*|\s+and\s+)(?={_TITLED}\b)", re.IGNORECASE)
# "Prime Minster Khan", "Prime MinisterKhan": the title slipped into the name.
_GLUED = re.compile(r"^prime mini?ster\b[\s-]*|^Prime Mini?ster(?=[A-Z])", re.IGNORECASE)
_ITS_TITLE = re.compile(rf"^(?P<title>(?:{_TITLED}\s+)+)(?P<name>.+)$", re.IGNORECASE)
_CITIES = re.compile(r"\s*[,;/|]\s*(?![^()]*\))|\s+and\s+")
_LISTED = re.compile(r"\s*;\s*")
_HOME = "US"


class _CellProblem(Refused):
    def __init__(self, field: str, why: Why, /, **values: object) -> None:
        super().__init__(why, **values)
        self.field = field


Doubts = list[tuple[str, Reason]]


def read_trips(table: Table, mapping: Mapping[str, str]) -> Iterator[tuple[TableRow, Trip | Wrong]]:
    """Every row of the table with what it tells; `mapping` is field → column."""
    at = {field: table.header.index(column) for field, column in mapping.items()}
    orders: dict[str, Order] = {
        field: order_of(row.cells[at[field]] for row in table.rows)
        for field in ("start", "end", "dates")
        if field in at
    }
    # Columns of one table are written in one way, unless they prove otherwise.
    proved = {order for order in orders.values() if order is not Order.UNCLEAR}
    if len(proved) == 1:
        only = proved.pop()
        orders = {
            field: only if order is Order.UNCLEAR and not _both(table, at[field]) else order
            for field, order in orders.items()
        }
    for row in table.rows:
        if row.problem:
            yield row, Wrong(row.problem)
            continue
        try:
            yield row, _trip({field: row.cells[n] for field, n in at.items()}, orders)
        except _CellProblem as problem:
            yield row, Wrong(problem.reason, mapping.get(problem.field, ""))


def _both(table: Table, column: int) -> bool:
    """Whether the column proves both orders."""
    cells = [row.cells[column] for row in table.rows]
    return any(order_of([cell]) is Order.DAY_FIRST for cell in cells) and any(
        order_of([cell]) is Order.MONTH_FIRST for cell in cells
    )


def _trip(cells: dict[str, str], orders: Mapping[str, Order]) -> Trip:
    for field, cell in cells.items():
        if is_formula(cell):
            raise _CellProblem(field, Why.FORMULA)
        cells[field] = plain(cell)
        if len(cells[field]) > LONGEST.get(field, 1000):
            raise _CellProblem(field, Why.TOO_LONG, n=LONGEST.get(field, 1000))
    doubts: Doubts = []
    start, end = _days(cells, orders, doubts)
    day = _first(start) or _first(end)
    country, host = _countries(cells, day, doubts)
    if country == host:
        raise _CellProblem("host", Why.OWN_COUNTRY)
    trip = Trip(
        travellers=_travellers(cells),
        country=country,
        host=host,
        cities=_cities(cells.get("city", ""), _LISTED if cells.get("visit") else _CITIES),
        start=start,
        end=end,
        kind=_word(cells, "kind", read_kind, doubts),
        status=_word(cells, "status", read_status, doubts),
        note=cells.get("note", ""),
        gathering=cells.get("gathering", ""),
        url=_address(cells.get("url", ""), doubts),
        key=cells.get("key", ""),
        visit=cells.get("visit", ""),
    )
    told = tuple(reason for _, reason in doubts)
    return replace(trip, doubts=told, doubtful=doubts[0][0] if doubts else "")


Days = tuple[str | None, str | None]


def _days(
    cells: Mapping[str, str], orders: Mapping[str, Order], doubts: Doubts
) -> tuple[Days | None, Days | None]:
    told = {}
    for field in ("start", "end", "dates"):
        told[field] = _read(field, cells.get(field, ""), orders)
        if doubt := told[field].doubt:
            doubts.append((field, doubt))
    whole, begun, over = (told[field].stay for field in ("dates", "start", "end"))
    start = _either(begun, whole)
    end = _either(over and Stay(over.end or over.start, None), None)
    end = end or next((one.end for one in (begun, whole) if one and one.end), None)
    if start and end and end.latest and start.earliest and end.latest < start.earliest:
        raise _CellProblem("end" if over else "dates", Why.END_FIRST)
    return _iso(start), _iso(end)


def _either(one: Stay | None, other: Stay | None) -> Window | None:
    """The first window that one of them tells, else the other's."""
    stays = (stay for stay in (one, other) if stay is not None)
    return next((stay.start or stay.end for stay in stays if stay.start or stay.end), None)


def _read(field: str, cell: str, orders: Mapping[str, Order]) -> Told:
    try:
        return read_cell(cell, orders.get(field, Order.UNCLEAR))
    except Refused as problem:
        why, values = problem.reason.why, dict(problem.reason.values)
        raise _CellProblem(field, why, **values) from problem


def _iso(window: Window | None) -> Days | None:
    if window is None:
        return None
    first, last = window.earliest, window.latest
    return (first.isoformat() if first else None, last.isoformat() if last else None)


def _first(days: Days | None) -> date | None:
    found = (days[0] or days[1]) if days else None
    return date.fromisoformat(found) if found else None


def _countries(
    cells: Mapping[str, str], day: date | None, doubts: Doubts
) -> tuple[str | None, str]:
    """The sender and the host; in the Historian's tables one of them is the United States."""
    host = ("host", cells.get("host", "")), ("host_code", cells.get("host_code", ""))
    home = ("country", cells.get("country", "")), ("country_code", cells.get("country_code", ""))
    if foreign := cells.get("foreign", ""):
        if cells.get("direction", "").casefold() in ("incoming", "in"):
            home = ("foreign", foreign), ("country_code", cells.get("country_code", ""))
            host = (("host_code", _HOME),) * 2
        else:
            host = ("foreign", foreign), ("host_code", cells.get("host_code", ""))
            home = (("country_code", _HOME),) * 2
    sender = _country(home, day, doubts)
    where = _country(host, day, doubts)
    if where is None:
        raise _CellProblem("host", Why.NO_HOST)
    return sender, where


def _country(
    told: tuple[tuple[str, str], tuple[str, str]],
    day: date | None,
    doubts: Doubts,
) -> str | None:
    (field, name), (code_field, code) = told
    by_name = country_at(name, day) if name else None
    by_code = country_at(code, day) if code else None
    for found in (by_name, by_code):
        if found and found.code and not found.doubt:
            return found.code
    for found, column in ((by_name, field), (by_code, code_field)):
        if found and found.code and found.doubt:
            doubts.append((column, found.doubt))
            return found.code
    if name or code:
        raise _CellProblem(
            field if name else code_field, Why.UNKNOWN_COUNTRY, name=(name or code)[:60]
        )
    return None


def _travellers(cells: Mapping[str, str]) -> tuple[Traveller, ...]:
    told = _GLUED.sub("", cells.get("official", ""))
    names = [part.strip() for part in _SEVERAL.split(told) if part.strip()]
    if not names and cells.get("visit"):
        return ()
    if not any(any(c.isalpha() for c in name) for name in names):
        raise _CellProblem("official", Why.NOBODY)
    title = cells.get("title", "")
    role = role_of(cells.get("role", ""), title)
    found = [Traveller(names[0], title[:200], role)]
    for name in names[1:]:
        own = _ITS_TITLE.match(name)
        said = own["title"].strip() if own else ""
        its = vocabulary("en").role(said) if said else None
        found.append(Traveller(own["name"] if own else name, said, its.value if its else ""))
    return tuple(found)


def _cities(cell: str, between: re.Pattern[str]) -> tuple[str, ...]:
    parts = (part.strip(" .") for part in between.split(cell))
    return tuple(dict.fromkeys(part[:120] for part in parts if part))


def _word(cells: Mapping[str, str], field: str, read: Any, doubts: Doubts) -> str:
    cell = cells.get(field, "")
    found = read(cell)
    if found is None:
        why = Why.UNKNOWN_KIND if field == "kind" else Why.UNKNOWN_STATUS
        doubts.append((field, because(why, text=cell[:60])))
    return found or ""


def _address(cell: str, doubts: Doubts) -> str:
    if cell and not re.fullmatch(r"https?://[^\s<>\"]+", cell, re.IGNORECASE):
        doubts.append(("url", because(Why.NO_ADDRESS, text=cell[:60])))
        return ""
    return cell
