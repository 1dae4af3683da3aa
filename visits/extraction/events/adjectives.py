"""Days that stand beside a noun as its adjective: "a 48-hour stay", "a weekend visit"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Precision, Window
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.tellings import Telling

REACH = 45
HOURS = 24
SATURDAY = 5
#: More hours than that are no stay's.
LONGEST = 96
_AHEAD = ("planned", "ahead", "invited", "cancelled", "postponed")


def described(telling: Telling, published: date, lexicon: EventLexicon) -> Telling:
    """The telling of a visit with the days that its noun is told with, where it has none.

    A weekend that is over is the last one before the publication day.
    """
    if not telling.frame.noun or not telling.frame.event.startswith("visit"):
        return telling
    text, before = telling.line.text, max(0, telling.start - REACH)
    found = lexicon.adjective_days.search(text, before, telling.start)
    if found is None:
        return telling
    if found["hours"]:
        day = _length(telling, found, int(found["hours"]))
    else:
        day = _weekend(telling, found, published)
    known = any(bool(one.window) == bool(day.window) for one in telling.days)
    return telling if known else replace(telling, days=(*telling.days, day))


def _length(telling: Telling, found: re.Match[str], hours: int) -> DateExpression:
    """A length in days, of which the first and the last are not whole."""
    whole = min(hours, LONGEST) // HOURS
    start, end = telling.line.span(*found.span("hours"))
    days = (max(whole, 1), whole + 1)
    return DateExpression(
        start, end, found["hours"], None, None, Precision.DURATION, True, days, "duration"
    )


def _weekend(telling: Telling, found: re.Match[str], published: date) -> DateExpression:
    """The weekend around or after the publication day, or before it for what is over."""
    saturday = published + timedelta(days=SATURDAY - published.weekday())
    if telling.status not in _AHEAD and saturday > published:
        saturday -= timedelta(days=7)
    sunday = saturday + timedelta(days=1)
    start, end = telling.line.span(*found.span("weekend"))
    return DateExpression(
        start, end, found["weekend"], Window(saturday, saturday), Window(sunday, sunday),
        Precision.WEEKEND, False, None, "range",
    )  # fmt: skip
