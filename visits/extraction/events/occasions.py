"""Days of recurring occasions: "hours after the inauguration in January"."""

from __future__ import annotations

from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Precision, Window
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling
from visits.extraction.mentions import PersonMention

NEAR = 30
#: Month, day, years between two, and a year that had one. US: Twentieth Amendment, section 1.
_INAUGURATIONS = {"US": (1, 20, 4, 1937)}


def occasion_day(telling: Telling, setting: Setting) -> DateExpression | None:
    """The day and the one after it of an occasion that a telling came some hours after."""
    line = telling.line
    found = setting.lexicon.occasion.search(line.text, telling.reach, telling.reach + 90)
    if found is None or found.start() > telling.reach + NEAR:
        return None
    owner = line.marks.get(found.start("of"))
    named = line.marks.get(found.start("in")) if found.group("in") else None
    assert isinstance(owner, PersonMention)
    latest = setting.published
    if isinstance(named, DateExpression) and named.window and named.window.latest:
        latest = min(latest, named.window.latest)
    day = _last(setting.mentions.people[owner.people[0]].country, latest)
    if day is None:
        return None
    start, end = line.span(found.start(), found.end())
    window = Window(day, day + timedelta(days=1))
    text = setting.mentions.text[start:end]
    return DateExpression(start, end, text, window, None, Precision.RANGE, False, None, "date")


def _last(country: str | None, latest: date) -> date | None:
    """The last inauguration of a country's head of state up to a day."""
    if country not in _INAUGURATIONS:
        return None
    month, day, every, known = _INAUGURATIONS[country]
    year = latest.year - (latest.year - known) % every
    found = date(year, month, day)
    return found if found <= latest else date(year - every, month, day)
