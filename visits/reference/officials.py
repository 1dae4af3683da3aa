"""Offices, the people who held them and when, from our own packaged files."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from functools import cache

from visits.reference.files import split, table
from visits.reference.rows import OfficeRow, OfficialRow, TenureRow
from visits.reference.russian import person_forms
from visits.terms import Rank, Role


@cache
def offices() -> tuple[OfficeRow, ...]:
    """All offices, ordered by key; named in the languages for which the files have names."""
    common = {row["en"]: row for row in table("office_names")}
    own: dict[str, dict[str, str]] = defaultdict(dict)
    for row in table("office_labels"):
        own[row["key"]][row["language"]] = row["name"]
    return tuple(
        OfficeRow(
            key=row["key"],
            country=row["country"],
            role=Role(row["role"]),
            rank=Rank(int(row["rank"])),
            names={"en": row["name"]} | common.get(row["name"], {}) | own[row["key"]],
        )
        for row in table("offices")
    )


@cache
def officials() -> tuple[OfficialRow, ...]:
    """All officials, ordered by key; names in other scripts come from a file kept by hand."""
    tagged = _names()
    return tuple(
        OfficialRow(
            key=row["key"],
            country=row["country"],
            name=row["name"],
            family=row["family"],
            given=row["given"],
            names=tuple(pair for pair in tagged[row["key"]] if pair[0] != "en"),
            aliases=tuple(
                dict.fromkeys(
                    [
                        *split(row["aliases"]),
                        *(form for language, form in tagged[row["key"]] if language == "en"),
                    ]
                )
            ),
        )
        for row in table("officials")
    )


def _names() -> dict[str, list[tuple[str, str]]]:
    """Names by official; each Russian one in the cases that its `case` column allows."""
    tagged: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table("official_names"):
        language, case = row["language"], row["case"]
        forms = list(split(row["forms"]))
        if language == "ru" and case != "fixed":
            female, last = case == "female", case == "last"
            forms += [
                declined
                for form in forms
                for declined in person_forms(form, female=female, family_first=last)
            ]
        tagged[row["key"]] += [(language, form) for form in dict.fromkeys(forms)]
    return tagged


#: The source whose tenures run from the first day to the last on which somebody was seen in office.
SIGHTINGS = "us-travels"


@cache
def tenures() -> tuple[TenureRow, ...]:
    """All tenures, ordered by official, office and start."""
    as_of = {row["source"]: dt.date.fromisoformat(row["as_of"]) for row in table("sources")}
    return tuple(
        TenureRow(
            official=row["official"],
            office=row["office"],
            start=first_day(row["start"]),
            end=last_day(row["end"]),
            start_text=row["start"],
            end_text=row["end"],
            source=row["source"],
            as_of=as_of[row["source"]],
        )
        for row in table("tenures")
    )


def first_day(text: str) -> dt.date | None:
    """The first day that "2013", "2013-03" or "2013-03-14" allows; None for ""."""
    if not text:
        return None
    return dt.date.fromisoformat(f"{text}-01-01"[:10])


def last_day(text: str) -> dt.date | None:
    """The last day that "2013", "2013-03" or "2013-03-14" allows; None for ""."""
    if not text:
        return None
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12)
    return dt.date(year, month, calendar.monthrange(year, month)[1])
