"""The table of what stands around a visit: occasions, purposes, invitations."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

from visits.extraction.events.lexicon import NEVER
from visits.extraction.events.masks import expand
from visits.extraction.events.units import Unit
from visits.extraction.mentions import Mentions
from visits.extraction.records import Evidence, Span

Region: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DetailTable:
    """The patterns of a language's [details].

    `gatherings` (group "name"), `purposes` ("purpose"), `clause` and `sidelines` run over the text
    itself; `inviters` and `hosts` (group "who", a stretch that names people) over a masked line.
    `named` tells a name from a common noun, `listing` is what topics are split at.
    """

    gatherings: tuple[re.Pattern[str], ...]
    named: re.Pattern[str]
    sidelines: re.Pattern[str]
    purposes: tuple[re.Pattern[str], ...]
    discussed: re.Pattern[str]
    listing: re.Pattern[str]
    clause: re.Pattern[str]
    inviters: tuple[re.Pattern[str], ...]
    hosts: tuple[re.Pattern[str], ...]


@cache
def detail_table(language: str) -> DetailTable:
    """The details of a language's table; patterns that it leaves out fit nothing."""
    file = resources.files("visits.extraction.lexicon").joinpath(f"events_{language}.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    rows: dict[str, Any] = table.get("details", {})
    macros = dict(table.get("macros", {})) | dict(rows.get("macros", {}))

    def several(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(expand(pattern, macros)) for pattern in rows.get(name, ()))

    def single(name: str) -> re.Pattern[str]:
        return re.compile(expand(rows.get(name, NEVER), macros))

    return DetailTable(
        gatherings=several("gathering"),
        named=single("named"),
        sidelines=single("sidelines"),
        purposes=several("purpose"),
        discussed=single("discussed"),
        listing=single("listing"),
        clause=single("clause"),
        inviters=several("inviter"),
        hosts=several("host"),
    )


def clause_of(unit: Unit, table: DetailTable, mentions: Mentions) -> Region:
    """Where in the text the clause stands that a unit was told in."""
    telling, line = unit.telling, unit.telling.line
    first, last = line.span(telling.start, max(telling.end, telling.start + 1))
    start, end = line.sentence.start, line.sentence.end
    for found in table.clause.finditer(mentions.text, start, end):
        if found.end() <= first:
            start = found.end()
        elif found.start() >= last:
            return start, found.start()
    return start, end


def stop_of(unit: Unit, region: Region) -> Region:
    """The part of a clause that belongs to one stop of several."""
    stops, line = unit.telling.stops, unit.telling.line
    if unit.size < 2 or unit.stop is None or unit.stop.position < 0:
        return region
    start = line.offset(unit.stop.position)
    later = [stop.position for stop in stops[unit.place + 1 :] if stop.position >= 0]
    end = line.offset(later[0]) if later else region[1]
    return (start, end) if start < end else region


def words(mentions: Mentions, start: int, end: int) -> Evidence:
    """A stretch of the text as evidence."""
    return Evidence(Span(start, end, mentions.text[start:end]))
