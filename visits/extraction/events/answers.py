"""What became of an invitation: accepted or declined, in its own sentence or soon after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Telling

#: So many sentences later an invitation may be answered.
LATER = 2
#: The status of a telling of an invitation that was turned down: no visit comes of it.
DECLINED = "declined"


def answered(
    told: Iterable[Telling], lines: Sequence[Line], lexicon: EventLexicon
) -> list[Telling]:
    """The tellings; an invitation is accepted or declined where the text answers it."""
    return [
        _answered(telling, lines, lexicon) if telling.status == "invited" else telling
        for telling in told
    ]


def _answered(telling: Telling, lines: Sequence[Line], lexicon: EventLexicon) -> Telling:
    if lexicon.accepted.search(telling.line.text):
        return replace(telling, accepted=True)
    here = telling.line.index
    for line in lines[here : here + 1 + LATER]:
        if lexicon.declines.search(line.text):
            return replace(telling, status=DECLINED)
        if lexicon.accepts.search(line.text):
            return replace(telling, accepted=True)
    return telling
