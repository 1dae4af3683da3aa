"""What one trigger tells, before the tellings of a document are put together."""

from __future__ import annotations

from dataclasses import dataclass

from visits.extraction.dates import DateExpression
from visits.extraction.events.lexicon import Frame
from visits.extraction.events.lines import Line
from visits.terms import Certainty


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a list with the dates that stand beside it alone."""

    country: str
    city: str | None
    position: int
    days: tuple[DateExpression, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger with its arguments.

    `people` are the visitors, or all participants of a meeting; `hosts` the people visited;
    `here` that the place is the one where the announcement was written, whichever that is.
    `positions` are the places in the line that the people were read from; `hedge` is where the
    words of its `certainty` stand in the line. `replaced` are the days that `days` take the
    place of, none where the text leaves them out.
    """

    line: Line
    frame: Frame
    start: int
    end: int
    reach: int
    first: int
    people: tuple[int, ...]
    positions: tuple[int, ...] = ()
    hosts: tuple[int, ...] = ()
    stops: tuple[Stop, ...] = ()
    here: bool = False
    venue: Stop | None = None
    days: tuple[DateExpression, ...] = ()
    replaced: tuple[DateExpression, ...] | None = None
    status: str = "planned"
    firm: bool = False
    kind: str | None = None
    edge: str | None = None
    certainty: Certainty = Certainty.STATED
    hedge: tuple[int, int] | None = None
    accepted: bool = False
