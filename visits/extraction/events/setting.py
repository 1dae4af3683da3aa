"""What every step of reading one announcement knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visits.extraction.dates import DateExpression
from visits.extraction.documents import Document
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.mentions import Mentions

LEAD = 2
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


def news_day(lines: Sequence[Line], published: date) -> tuple[DateExpression | None, int, bool]:
    """The first day named in the first sentences, if it is the publication day or the eve.

    With the line that names it, and whether that is the first one. Lines that are no sentences
    ("Office of the Spokesperson") do not count.
    """
    body = [line for line in lines if not line.sentence.is_title and _is_prose(line)][:LEAD]
    for late in (timedelta(), timedelta(days=1)):
        for number, line in enumerate(body):
            for _, mark in sorted(line.marks.items()):
                if not isinstance(mark, DateExpression) or mark.window is None:
                    continue
                if mark.window.is_day and mark.window.earliest == published - late:
                    return mark, line.index, number == 0
    return None, -1, False


def _is_prose(line: Line) -> bool:
    return line.text.rstrip()[-1:] in ENDINGS
