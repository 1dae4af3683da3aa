"""Days that replace others: "put off from April 1 to April 8", "on April 8 instead of April 1"."""

from __future__ import annotations

import re
from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Telling

#: So much of the text before a day tells whether it is the old one or the new one.
REACH = 90
_RANGES = ("range", "backward")
#: A stay written with a dash, which nobody reads as the old day and the new one.
_COMPACT = re.compile(r"\d ?[-–—] ?\d")
Days = list[DateExpression]


def redated(line: Line, tellings: list[Telling], lexicon: EventLexicon) -> list[Telling]:
    """The tellings of one line; a visit that is moved has its new days, and the old as replaced."""
    visits = [told for told in tellings if told.frame.event.startswith("visit")]
    if not visits or lexicon.shift.search(line.text) is None:
        return tellings
    old, new, plain = _sorted_days(line, lexicon)
    if old and not new:
        new, plain = plain[:1], []
    elif new and not old:
        old = plain[:1]
    if not old and not new:
        return tellings
    owner = _owner(line, visits, [*old, *new])
    return [
        replace(told, days=_lengths(told) + tuple(new), replaced=tuple(old))
        if told.start == owner.start and told.frame.event.startswith("visit")
        else told
        for told in tellings
    ]


def _sorted_days(line: Line, lexicon: EventLexicon) -> tuple[Days, Days, Days]:
    """The days of a line that are given up, those that replace them, and all others."""
    old: Days = []
    new: Days = []
    plain: Days = []
    for position, mark in sorted(line.marks.items()):
        if not isinstance(mark, DateExpression) or line.text[position] != masks.DATE:
            continue
        if is_aside(line, position, lexicon):
            continue
        first = max(0, position - REACH)
        if lexicon.new_day.search(line.text, first, position):
            new.append(replace(mark, kind="from") if mark.kind == "until" else mark)
        elif _is_old(line, position, lexicon):
            old.append(mark)
        elif mark.kind in _RANGES and lexicon.shifting.search(line.text, first, position):
            if _COMPACT.search(mark.text):
                old.append(mark)
                continue
            old.append(replace(mark, last=None, kind="date"))
            new.append(replace(mark, window=mark.last, last=None, kind="date"))
        elif mark.kind != "backward" and not lexicon.departing.search(line.text, first, position):
            plain.append(mark)
    return old, new, plain


def is_aside(line: Line, position: int, lexicon: EventLexicon) -> bool:
    """Whether a day is none of the visit's: "postponed on Tuesday a trip", "a week later than"."""
    if lexicon.compared.match(line.text, position + 1):
        return True
    called = lexicon.calling_off.search(line.text, max(0, position - REACH))
    return called is not None and called.start("day") == position


def _is_old(line: Line, position: int, lexicon: EventLexicon) -> bool:
    before = lexicon.old_day.search(line.text, max(0, position - REACH), position)
    return bool(before or lexicon.old_day_after.match(line.text, position + 1))


def _owner(line: Line, visits: list[Telling], days: Days) -> Telling:
    """The visit that is moved: the one that has one of the days, else the last before them."""
    starts = {day.start for day in days}
    for told in visits:
        if any(day.start in starts for day in told.days):
            return told
    before = [told for told in visits if line.offset(told.start) < min(starts)]
    return before[-1] if before else visits[0]


def _lengths(told: Telling) -> tuple[DateExpression, ...]:
    return tuple(day for day in told.days if day.window is None)
