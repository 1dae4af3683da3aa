"""Why a row or a file is left out, or looked at: a code, and what its words are filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """What is said of rows, cells and files; `visits.queries.imports.reasons` has the words."""

    FORMULA = "formula"
    TOO_LONG = "too_long"
    OWN_COUNTRY = "own_country"
    END_FIRST = "end_first"
    NO_HOST = "no_host"
    UNKNOWN_COUNTRY = "unknown_country"
    NOBODY = "nobody"
    NO_YEAR = "no_year"
    NO_DATE = "no_date"
    NO_SUCH_DAY = "no_such_day"
    OUT_OF_CALENDAR = "out_of_calendar"
    SHORT_YEAR = "short_year"
    EITHER_ORDER = "either_order"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_STATUS = "unknown_status"
    NO_ADDRESS = "no_address"
    NO_STATE_THEN = "no_state_then"
    SEVERAL_COUNTRIES = "several_countries"
    COUNTRY_NOT_STORED = "country_not_stored"
    AS_ROW = "as_row"
    KEY_AS_ROW = "key_as_row"
    AS_BEFORE = "as_before"
    SAYS_ELSE = "says_else"
    TAKEN_BACK = "taken_back"
    SAID_ALREADY = "said_already"
    NEAR_VISIT = "near_visit"
    OF_VISIT = "of_visit"
    CHANGES_VISIT = "changes_visit"
    NO_COUNTRY = "no_country"
    SEVERAL_OFFICIALS = "several_officials"
    FEW_CELLS = "few_cells"
    MANY_CELLS = "many_cells"
    LONG_CELL = "long_cell"
    OPEN_QUOTE = "open_quote"
    NOT_CSV = "not_csv"
    NO_EVENT = "no_event"
    # Of tables of officials.
    EMPTY_CELL = "empty_cell"
    CONTROL = "control"
    NO_OFFICE_DATE = "no_office_date"
    UNKNOWN_OFFICE_KIND = "unknown_office_kind"
    NAMESAKES = "namesakes"
    SAME_TENURE = "same_tenure"
    # Of files.
    TOO_LARGE = "too_large"
    NO_TABLE = "no_table"
    NO_TEXT = "no_text"
    EMPTY_FILE = "empty_file"
    MANY_ROWS = "many_rows"
    MANY_COLUMNS = "many_columns"
    NO_HEADER = "no_header"
    NOT_UTF8 = "not_utf8"
    BROKEN_WORKBOOK = "broken_workbook"
    MANY_PARTS = "many_parts"
    SWELLS = "swells"
    ENTITIES = "entities"
    BROKEN_CALENDAR = "broken_calendar"
    CUT_CALENDAR = "cut_calendar"
    COLUMNS_MISSING = "columns_missing"
    COLUMN_TWICE = "column_twice"
    COLUMNS_UNREAD = "columns_unread"
    AS_TOLD = "as_told"


@dataclass(frozen=True, slots=True)
class Reason:
    """Values are texts; countries stand in them by their codes, several with a space between."""

    why: Why
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        told = ", ".join(f"{name} {value}" for name, value in self.values)
        return f"{self.why}: {told}" if told else str(self.why)

    def as_json(self) -> dict[str, Any]:
        return {"code": self.why.value, **dict(self.values)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Reason:
        values = tuple((name, str(value)) for name, value in told.items() if name != "code")
        return cls(Why(told["code"]), values)


def because(why: Why, /, **values: object) -> Reason:
    """The reason with its values as texts, none of them long."""
    return Reason(why, tuple((name, str(value)[:200]) for name, value in values.items()))


class Refused(ValueError):
    """A cell, a row or a file that can't be read; says why."""

    def __init__(self, why: Why, /, **values: object) -> None:
        self.reason = because(why, **values)
        super().__init__(str(self.reason))
