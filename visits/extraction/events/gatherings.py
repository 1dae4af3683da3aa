"""The multilateral occasion that a visit is for, or on whose sidelines people meet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from visits.extraction.events.details import (
    DetailTable,
    Region,
    clause_of,
    detail_table,
    stop_of,
    words,
)
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling
from visits.extraction.events.units import Unit
from visits.extraction.mentions import Mentions, PlaceForm, PlaceMention
from visits.extraction.records import Evidence, VisitEvent

Occasion: TypeAlias = tuple[str | None, Mapping[str, Evidence]]
NOTHING: Occasion = (None, MappingProxyType({}))
#: How far behind its name the place of a gathering is told.
NEAR = 60
_IN = (" in ", " at ", " à ", " en ", " в ", "在")


def visit_gathering(group: Iterable[Unit], setting: Setting) -> Occasion:
    """The name of the gathering that a visit is for, as printed, with its evidence.

    What is told of a whole tour ("... and attend a summit") says nothing of one of its stops.
    """
    table, mentions = detail_table(setting.lexicon.language), setting.mentions
    for unit in group:
        if unit.inferred and unit.telling.frame.kind != "multilateral":
            continue
        region = stop_of(unit, clause_of(unit, table, mentions))
        found = _named(table, mentions, region)
        if found is not None and not _elsewhere(unit, found, region, mentions):
            return found.span.quote, {"gathering": found}
    return NOTHING


def meeting_gathering(
    tellings: Iterable[Telling], around: VisitEvent | None, setting: Setting
) -> Occasion:
    """The gathering at which people meet: named beside the telling, or that of their visit.

    "On the sidelines of the summit" is the summit that the visit is for.
    """
    table, mentions = detail_table(setting.lexicon.language), setting.mentions
    for telling in tellings:
        region = clause_of(Unit(telling, telling.people, None), table, mentions)
        found = _named(table, mentions, region)
        if found is not None:
            return found.span.quote, {"gathering": found}
        aside = table.sidelines.search(mentions.text, *region)
        if aside is not None and around is not None and around.gathering is not None:
            return around.gathering, {"gathering": words(mentions, *aside.span())}
    return NOTHING


def _named(table: DetailTable, mentions: Mentions, region: Region) -> Evidence | None:
    for pattern in table.gatherings:
        for found in pattern.finditer(mentions.text, *region):
            start, end = found.span("name")
            name = mentions.text[start:end].rstrip(".,-")
            end = start + len(name)
            if table.named.search(name) and not _bilateral(mentions, start, end):
                return words(mentions, start, end)
    return None


def _bilateral(mentions: Mentions, start: int, end: int) -> bool:
    """Whether a name joins two states alone: "the Japan-France Dialogue"."""
    inside = _places(mentions, start, end)
    states = {p.country for p in inside if p.form in (PlaceForm.COUNTRY, PlaceForm.DEMONYM)}
    bodies = {state for state in states if state.startswith("X-") or state in ("EU", "UN")}
    return len(states) == 2 and not bodies


def _elsewhere(unit: Unit, found: Evidence, region: Region, mentions: Mentions) -> bool:
    """Whether the gathering is told to be held in another country than that of the stop."""
    end = found.span.end
    near = _places(mentions, end, min(end + NEAR, region[1]))
    held = [
        place
        for place in near
        if place.form in (PlaceForm.COUNTRY, PlaceForm.CITY)
        and mentions.text[max(0, place.start - 4) : place.start].endswith(_IN)
    ]
    return bool(held and unit.stop and held[0].country != unit.stop.country)


def _places(mentions: Mentions, start: int, end: int) -> tuple[PlaceMention, ...]:
    first = bisect_left(mentions.places, start, key=lambda place: place.start)
    last = bisect_left(mentions.places, end, key=lambda place: place.start)
    return mentions.places[first:last]
