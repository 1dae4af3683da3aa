"""One stay of which two sides give different days: "Beijing says May 3-5, Moscow May 4-6"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from visits.extraction.dates import DateExpression
from visits.extraction.events.lines import Line
from visits.extraction.events.setting import Setting
from visits.extraction.events.units import Unit
from visits.extraction.events.windows import later_than
from visits.extraction.mentions import PersonMention, PlaceMention


@dataclass(frozen=True, slots=True)
class Version:
    """The units of a stay as one side tells it; no side where all tell the same."""

    units: list[Unit]
    side: str | None = None


def versions(group: list[Unit], setting: Setting) -> list[Version]:
    """The stay as guest and host date it, or as it stands where the two do not differ."""
    lines = {unit.telling.line.index: unit.telling.line for unit in group}
    if sum(_dates(line) for line in lines.values()) < 2:
        return [Version(group)]
    sides = {group[0].stop.country if group[0].stop else None}
    sides |= {setting.mentions.people[person].country for person in group[0].visitors}
    dated = [one for line in lines.values() for one in _dated_by(line, setting)]
    told = {side: day for side, day in reversed(dated) if side in sides}
    if len({(day.window, day.last) for day in told.values()}) < 2:
        return [Version(group)]
    return [Version(_dated(group, day), side) for side, day in reversed(told.items())]


def _dates(line: Line) -> int:
    return sum(isinstance(mark, DateExpression) for mark in line.marks.values())


def _dated_by(line: Line, setting: Setting) -> Iterator[tuple[str, DateExpression]]:
    """Countries with the days of a stay ahead that they are quoted for."""
    for found in setting.lexicon.dated_by.finditer(line.text):
        at = {
            name[:2]: found.start(name)
            for name, told in found.groupdict().items()
            if told is not None
        }
        speaker, day = line.marks.get(at["by"]), line.marks.get(at["on"])
        if not isinstance(day, DateExpression) or not later_than(day.window, setting.published):
            continue
        side = None
        if isinstance(speaker, PlaceMention):
            side = speaker.country
        elif isinstance(speaker, PersonMention):
            side = setting.mentions.people[speaker.people[0]].country
        if side is not None and len(side) == 2:
            yield side, day


def _dated(group: Sequence[Unit], day: DateExpression) -> list[Unit]:
    """The units with that day alone, which the first of them has."""
    first, *others = sorted(group, key=lambda unit: (unit.inferred, unit.order))
    return [replace(first, days=(day,), own=True), *(replace(unit, days=()) for unit in others)]
