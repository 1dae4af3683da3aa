"""What hangs on a date: "the week of April 10", "two days after 5 May"."""

from __future__ import annotations

import re
from dataclasses import replace

from visits.extraction.dates.mentions import Duration, Mention, Span
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import CalendarDate, Distance, Value, WeekOf

_DAY_BY = re.compile(r"hU[<>]h?$")
_WEEK_OF = re.compile(r"h?U[vB]h?$")


def attach_weeks(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        value = mention.value
        previous = kept[-1] if kept else None
        if isinstance(value, (Span, Duration)):
            kept.append(mention)
            continue
        if previous is not None and _names_its_weekday(previous, mention, tokens):
            kept[-1] = replace(previous, end=mention.end)
            continue
        counted = _counted(previous, mention, value, tokens)
        if counted is not None:
            kept[-1] = counted
            continue
        floor = previous.end if previous else 0
        beside = _DAY_BY.search(tokens.tags, max(floor, mention.start - 4), mention.start)
        if beside is not None and tokens.values[beside.start() + 1] == Unit.DAY:
            kept.append(_beside(mention, value, beside, tokens))
            continue
        head = _WEEK_OF.search(tokens.tags, max(floor, mention.start - 5), mention.start)
        kept.append(_week(mention, value, head, tokens) if head else mention)
    return kept


def _names_its_weekday(day: Mention, mention: Mention, tokens: Tokens) -> bool:
    """5月12日星期一, where the weekday says nothing more."""
    told, value = day.value, mention.value
    if not isinstance(told, CalendarDate) or not isinstance(value, CalendarDate):
        return False
    alone = value.weekday is not None and value.day is None
    touching = tokens.ends[day.end - 1] == tokens.starts[mention.start]
    return told.day is not None and alone and touching


def _week(mention: Mention, value: Value, head: re.Match[str], tokens: Tokens) -> Mention:
    unit = head.start() + (tokens.tags[head.start()] == "h")
    if tokens.values[unit] != Unit.WEEK:
        return mention
    return replace(mention, start=head.start(), value=WeekOf(value))


def _beside(mention: Mention, value: Value, beside: re.Match[str], tokens: Tokens) -> Mention:
    """ "the day before last Tuesday"."""
    count = -1 if "<" in beside.group() else 1
    distance = Distance(Unit.DAY, count, exact=True, origin=value)
    return Mention(beside.start(), mention.end, distance)


def _running(start: int, end: int, length: Duration, first: Value) -> Mention:
    """ "for three days from Tuesday", "two weeks starting May 20": a range of so many days."""
    after = Distance(length.unit, length.count, exact=True, origin=first)
    return Mention(start, end, Span(first, Distance(Unit.DAY, -1, origin=after)), kind="range")


def _counted(
    previous: Mention | None, mention: Mention, value: Value, tokens: Tokens
) -> Mention | None:
    """ "two days after" and a date, as the day so many units from it."""
    if previous is None or not isinstance(previous.value, Duration):
        return None
    between = tokens.tags[previous.end : mention.start].strip(",h")
    led = tokens.tags[max(0, previous.start - 1) : previous.start] == "g"
    if between == "B" or (led and between == "f"):
        return _running(previous.start, mention.end, previous.value, value)
    if between not in ("<", ">", "f"):
        return None
    length = previous.value
    count = -length.count if between[0] == "<" else length.count
    distance = Distance(length.unit, count, exact=True, origin=value)
    return Mention(previous.start, mention.end, distance)
