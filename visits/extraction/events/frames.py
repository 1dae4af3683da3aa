"""Where a line's triggers are and which frame each of them fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visits.extraction.events.lexicon import EventLexicon, Frame
from visits.extraction.events.lines import Line

LEFT_REACH = 120


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger in a line with the frame that it fills; `groups` are spans in the line."""

    line: Line
    frame: Frame
    start: int
    end: int
    reach: int
    first: int
    groups: dict[str, tuple[int, int]]


def matches(line: Line, lexicon: EventLexicon) -> Iterator[Match]:
    """The filled frames of a line in the order of their triggers, one a trigger at most."""
    if not line.marks:
        return
    taken = 0
    for found in lexicon.triggers.finditer(line.text):
        if found.start() < taken or found.lastgroup is None:
            continue
        for frame in lexicon.frames[found.lastgroup]:
            match = _fill(line, frame, found)
            if match is not None:
                if frame.event != "none":
                    yield match
                taken = match.reach if frame.whole else match.end
                break


def _fill(line: Line, frame: Frame, found: re.Match[str]) -> Match | None:
    left = right = None
    start, end = found.span()
    if frame.left is not None:
        left = frame.left.search(line.text, max(0, start - LEFT_REACH), start)
        if left is None:
            return None
    if frame.right is not None:
        right = frame.right.match(line.text, end)
        if right is None:
            return None
    groups: dict[str, tuple[int, int]] = {}
    for part in (left, right):
        if part is not None:
            groups |= {
                name.rstrip("2345"): part.span(name)
                for name, value in part.groupdict().items()
                if value is not None
            }
    reach = right.end() if right is not None else end
    first = min([start, *(span[0] for span in groups.values())])
    return Match(line, frame, start, end, reach, first, groups)
