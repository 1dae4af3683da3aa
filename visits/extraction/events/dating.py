"""Which trigger each date of a sentence belongs to."""

from __future__ import annotations

from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Telling

LONGEST = 200


def dated(line: Line, tellings: list[Telling], lexicon: EventLexicon) -> list[Telling]:
    """The tellings of one line, each with the dates that belong to it."""
    given: list[list[DateExpression]] = [[] for _ in tellings]
    taken = {id(day) for told in tellings for stop in told.stops for day in stop.days}
    for position, mark in sorted(line.marks.items()):
        if not isinstance(mark, DateExpression) or id(mark) in taken:
            continue
        if line.text[position] not in (masks.DATE, masks.DURATION) or _endless(mark):
            continue
        for owner in _owners(line, position, tellings, lexicon):
            given[owner].append(mark)
    return [replace(told, days=tuple(days)) for told, days in zip(tellings, given, strict=True)]


def _owners(
    line: Line, position: int, tellings: list[Telling], lexicon: EventLexicon
) -> list[int]:
    """Indices of the tellings that a date at a position belongs to.

    A date inside a frame is that frame's; else it belongs to the trigger before it, unless another
    clause or the speaker's verb comes between; a date at the head of its clause to the next one.
    """
    text = line.text
    inside = [n for n, t in enumerate(tellings) if t.first <= position < t.reach]
    if inside:
        best = min(inside, key=lambda n: abs(tellings[n].start - position))
        return [n for n in inside if tellings[n].start == tellings[best].start]
    before = [n for n, told in enumerate(tellings) if told.start < position]
    after = [n for n, told in enumerate(tellings) if told.start > position]
    if before:
        last = tellings[before[-1]].start
        near = [n for n in before if tellings[n].start == last]
        reach = tellings[near[0]].reach
        reported = lexicon.reports.search(text, last, position)
        if not reported and not lexicon.dating_break.search(text, reach, position):
            return near
    if after and lexicon.dating_head.search(text, 0, position):
        first = tellings[after[0]].start
        if ";" not in text[position:first]:
            return [n for n in after if tellings[n].start == first]
    return []


def _endless(day: DateExpression) -> bool:
    """Whether a window says nothing of a stay: "this century", "in recent years"."""
    return day.window is not None and (day.window.days is None or day.window.days > LONGEST)
