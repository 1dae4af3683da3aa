"""The words behind the fields of an event."""

from __future__ import annotations

from visits.extraction.dates import DateExpression
from visits.extraction.events.tellings import Telling
from visits.extraction.events.units import Unit
from visits.extraction.events.windows import Stay
from visits.extraction.mentions import Mentions
from visits.extraction.records import Evidence, Span


def visit_evidence(lead: Unit, told: Stay, mentions: Mentions) -> dict[str, Evidence]:
    """Evidence of a visit's fields, from the telling that says most of it."""
    found = _common(lead.telling, mentions)
    if lead.telling.positions:
        found["visitors"] = Evidence(_people(lead.telling, lead.telling.positions, mentions))
    if lead.stop is not None and lead.stop.position >= 0:
        span = lead.telling.line.span(lead.stop.position, lead.stop.position + 1)
        found["destination"] = Evidence(_span(mentions, *span))
    if told.start is not None and told.start_words is not None:
        found["start"] = _day(told.start_words, mentions)
    if told.end is not None and told.end_words is not None:
        stated = told.stated_end or told.end_words.kind == "range"
        found["end"] = _day(told.end_words, mentions, stated=stated)
    return found


def meeting_evidence(
    telling: Telling, day: DateExpression | None, mentions: Mentions
) -> dict[str, Evidence]:
    """Evidence of a meeting's fields."""
    found = _common(telling, mentions)
    if telling.positions:
        found["participants"] = Evidence(_people(telling, telling.positions, mentions))
    if day is not None:
        found["date"] = _day(day, mentions)
    return found


def _common(telling: Telling, mentions: Mentions) -> dict[str, Evidence]:
    sentence = telling.line.sentence
    trigger = telling.line.span(telling.start, telling.end)
    found = {
        "sentence": Evidence(_span(mentions, sentence.start, sentence.end)),
        "trigger": Evidence(_span(mentions, *trigger)),
        "status": Evidence(_span(mentions, *trigger)),
    }
    if telling.hedge is not None:
        found["certainty"] = Evidence(_span(mentions, *telling.line.span(*telling.hedge)))
    return found


def _people(telling: Telling, positions: tuple[int, ...], mentions: Mentions) -> Span:
    first, last = min(positions), max(positions)
    if len(positions) > 1 and telling.start in range(first, last):
        last = max(p for p in positions if p < telling.start)
    return _span(mentions, *telling.line.span(first, last + 1))


def _day(words: DateExpression, mentions: Mentions, *, stated: bool = True) -> Evidence:
    return Evidence(_span(mentions, words.start, words.end), stated and words.stated)


def _span(mentions: Mentions, start: int, end: int) -> Span:
    return Span(start, end, mentions.text[start:end])
