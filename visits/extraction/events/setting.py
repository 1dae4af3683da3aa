"""What every step of reading one announcement knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Precision, Window
from visits.extraction.documents import Document
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.mentions import Mentions

LEAD, LEAD_LENGTH = 2, 250
DATELINE = 60
ENDINGS = frozenset(".!?…。！？\"”'’»")


@dataclass(frozen=True, slots=True)
class Setting:
    """The announcement's mentions, day and table; `news` is the day that its lead tells of."""

    mentions: Mentions
    published: date
    document: Document
    lexicon: EventLexicon
    news: DateExpression | None = None
    news_line: int = -1
    leads: bool = False


def news_day(
    lines: Sequence[Line], published: date, lexicon: EventLexicon
) -> tuple[DateExpression | None, int, bool]:
    """The first day named in the first sentences, if it is the publication day or the eve.

    With the line that names it, and whether that is the first one. Lines that are no sentences
    ("Office of the Spokesperson") do not count. "I just spoke with ..." names the day as well.
    """
    body = _lead(lines)
    named = [
        (mark, line.index, number == 0)
        for number, line in enumerate(body)
        for position, mark in sorted(line.marks.items())
        if isinstance(mark, DateExpression)
        and mark.window is not None
        and mark.window.is_day
        and mark.kind == "date"
        and not is_dateline(line, position)
    ]
    just = [
        (day, line.index, number == 0)
        for number, line in enumerate(body)
        if (day := _just_now(line, published, lexicon)) is not None
    ]
    for late in (timedelta(), timedelta(days=1)):
        for told in named:
            if told[0].window is not None and told[0].window.earliest == published - late:
                return told
    return just[0] if just else (None, -1, False)


def _just_now(line: Line, published: date, lexicon: EventLexicon) -> DateExpression | None:
    found = lexicon.just_now.search(line.text)
    return today(line, found.span("just"), published) if found is not None else None


def today(line: Line, span: tuple[int, int], published: date) -> DateExpression:
    """The day of publication, which these words of a line mean without naming it."""
    start, end = line.span(*span)
    window, words = Window(published, published), line.text[slice(*span)]
    return DateExpression(start, end, words, window, None, Precision.DAY, False, None, "date")


def dateline_day(mentions: Mentions) -> DateExpression | None:
    """The day of the dateline as a date of the text."""
    opening = mentions.dateline
    if opening is None or opening.day is None:
        return None
    window, text = Window(opening.day, opening.day), mentions.text[opening.start : opening.end]
    return DateExpression(
        opening.start, opening.end, text, window, None, Precision.DAY, True, None, "date"
    )


def _lead(lines: Sequence[Line]) -> list[Line]:
    """The first sentences, more of them where they are short."""
    lead: list[Line] = []
    length = 0
    for line in lines:
        if line.sentence.is_title or not _is_prose(line):
            continue
        if len(lead) >= LEAD and length > LEAD_LENGTH:
            break
        lead.append(line)
        length += len(line.text)
    return lead


def is_dateline(line: Line, position: int) -> bool:
    """Whether a day is that of a dateline not seen as one: "SANTA BARBARA, April 13 -".

    "The minister -- due here on Monday -- ..." has none.
    """
    if position >= DATELINE or set(line.text[:position]) & set(masks.ANYBODY):
        return False
    return line.text[position + 1 :].lstrip()[:1] in ("-", "–", "—")


def _is_prose(line: Line) -> bool:
    return line.text.rstrip()[-1:] in ENDINGS
