"""How firmly a sentence says what it tells: denied, reported, asked, thought possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from visits.extraction.events.cues import first_cue
from visits.extraction.events.lexicon import TRIGGER_CLOSE, TRIGGER_OPEN, EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Telling
from visits.terms import Certainty

#: So much of a sentence on either side may say how firm it is.
REACH = 260
#: So many sentences later a report may be called untrue.
LATER = 2
#: What nobody says takes place: the values of cues that are no certainty.
DENIED, UNREAL = "denied", "unreal"
_CALLED_OFF = {"cancelled", "postponed"}
_FIRMNESS = list(Certainty)


def weighed(telling: Telling, lexicon: EventLexicon) -> Telling:
    """The telling with its certainty; one that is denied has the status "denied".

    Who denies that a visit was called off says that it takes place.
    """
    line = telling.line
    asked = line.sentence.speaker == "question"
    first = max(0, telling.start - REACH)
    text = line.text
    left, right = text[first : telling.start], text[telling.end : telling.end + REACH]
    context = f"{left}{TRIGGER_OPEN}{text[telling.start : telling.end]}{TRIGGER_CLOSE}{right}"
    found = first_cue(lexicon.certainties, context, telling)
    if found is None:
        return replace(telling, certainty=Certainty.QUESTION) if asked else telling
    value, words = found
    if value == UNREAL:
        return replace(telling, status="negated")
    if value == DENIED:
        meant = "planned" if telling.status in _CALLED_OFF else "denied"
        return replace(telling, status=meant, firm=True)
    status = telling.status
    if value in (Certainty.POSSIBLE, Certainty.QUESTION) and status == "doubtful":
        status = "planned"
    hedge = (_in_line(words.start(), first, telling), _in_line(words.end(), first, telling))
    return replace(telling, certainty=Certainty(value), status=status, hedge=hedge)


def _in_line(position: int, first: int, telling: Telling) -> int:
    """Where a position of the context stands in the line; the two marks are not in the line."""
    place = first + position
    return place - (place > telling.start) - (place > telling.end + 1)


def undenied(
    told: Sequence[Telling], lines: Sequence[Line], lexicon: EventLexicon
) -> list[Telling]:
    """The tellings; what is only reported is no visit where a later sentence calls it untrue."""
    return [
        replace(telling, status="denied") if _is_denied(telling, lines, lexicon) else telling
        for telling in told
    ]


def _is_denied(telling: Telling, lines: Sequence[Line], lexicon: EventLexicon) -> bool:
    if telling.certainty not in (Certainty.REPORTED, Certainty.QUESTION):
        return False
    here = telling.line.index + 1
    return any(lexicon.denial.search(line.text) for line in lines[here : here + LATER])


def firmest(tellings: Iterable[Telling]) -> Certainty:
    """The certainty of the firmest telling; a title and "the visit" leave it to the others."""
    told = list(tellings)
    plain = [t for t in told if t.stops and not t.frame.known]
    body = [t for t in plain if not t.line.sentence.is_title]
    return min((t.certainty for t in body or plain or told), key=_FIRMNESS.index)
