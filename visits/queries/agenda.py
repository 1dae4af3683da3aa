"""A month as a list: its visits and meetings by the day on which they may begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from visits.queries.bars import Bar, Span
from visits.queries.events import bars_of
from visits.queries.periods import Agenda


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """`date` is the first day of the month for what began before it."""

    date: date
    bars: tuple[Bar, ...]


def agenda_days(
    period: Agenda, spans: Sequence[Span], today: date, colour: str = ""
) -> list[AgendaDay]:
    """The days on which the spans begin, with their bars."""
    bars = bars_of([one.key for one in spans], today, colour)
    by_day = groupby(spans, key=lambda one: max(one.first, period.first))
    return [
        AgendaDay(day, tuple(bars[one.key] for one in group if one.key in bars))
        for day, group in by_day
    ]
