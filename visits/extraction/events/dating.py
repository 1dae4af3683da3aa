"""Which trigger each date of a sentence belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Telling

_CLAUSE = re.compile(r";|, (?:while|but|and (?:the|he|she|[\ue000\ue002]))|\b(?:while|whereas)\b")


def dated(line: Line, tellings: list[Telling], lexicon: EventLexicon) -> list[Telling]:
    """The tellings of one line, each with the dates that belong to it."""
    given: list[list[DateExpression]] = [[] for _ in tellings]
    taken = {id(day) for told in tellings for stop in told.stops for day in stop.days}
    for position, mark in sorted(line.marks.items()):
        if not isinstance(mark, DateExpression) or id(mark) in taken:
            continue
        if line.text[position] not in (masks.DATE, masks.DURATION):
            continue
        for owner in _owners(line, position, tellings, lexicon):
            given[owner].append(mark)
    return [replace(told, days=tuple(days)) for told, days in zip(tellings, given, strict=True)]


def _owners(
    line: Line, position: int, tellings: list[Telling], lexicon: EventLexicon
) -> list[int]:
    """Indices of the tellings that a date at a position belongs to."""
    text = line.text
    inside = [n for n, t in enumerate(tellings) if _first(t) <= position < t.reach]
    if inside:
        best = min(inside, key=lambda n: abs(tellings[n].start - position))
        return [n for n in inside if tellings[n].start == tellings[best].start]
    before = [n for n, told in enumerate(tellings) if told.start < position]
    after = [n for n, told in enumerate(tellings) if told.start > position]
    last = tellings[before[-1]].start if before else 0
    reported = lexicon.reports.search(text, last, position)
    if reported is not None and text[position] == masks.DATE:
        return []
    near = [n for n in before if tellings[n].start == last]
    if near and not _CLAUSE.search(text, tellings[near[0]].reach, position):
        return near
    if after:
        first = tellings[after[0]].start
        return [n for n in after if tellings[n].start == first]
    return near


def _first(told: Telling) -> int:
    return min((position for position in told.positions if position < told.start), default=told.start)
