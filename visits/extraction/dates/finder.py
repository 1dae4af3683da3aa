"""The one entrance: text in, date expressions out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from visits.extraction.dates.expressions import DateExpression, Precision
from visits.extraction.dates.lexicon import Lexicon, lexicon_for
from visits.extraction.dates.mentions import Duration, Mention, Parser, Span
from visits.extraction.dates.parsers import PARSERS
from visits.extraction.dates.refiners import REFINERS
from visits.extraction.dates.tense import is_gone_by, is_of_event, sentence_before, tense_at
from visits.extraction.dates.tokens import Tokens, near_dates, tokenize
from visits.extraction.dates.units import SPAN_OF_DAYS, Unit
from visits.extraction.dates.values import (
    CalendarDate,
    Context,
    Distance,
    Reading,
    Tense,
    UnitRun,
    UnitShift,
    Value,
    WeekdayIn,
)
from visits.extraction.dates.windows import Window

# A text without any of these classes holds no date.
_TRIGGERS = frozenset("MmWwUSsTnYDZzQKqpjX")


def find_dates(
    text: str, reference: date, language: str = "en", *, tense_hint: Tense | str | None = None
) -> tuple[DateExpression, ...]:
    """The date expressions of the text in order; offsets index it.

    `reference` is the day of writing in the source's time zone, or the day of the dateline where
    that differs. `tense_hint` ("past" or "future") goes before the tense of the clause.
    """
    lexicon = lexicon_for(language)
    tokens = tokenize(text, lexicon)
    if _TRIGGERS.isdisjoint(tokens.tags):
        return ()
    tokens = near_dates(tokens)
    mentions = _sweep(tokens)
    for refine in REFINERS:
        mentions = refine(mentions, tokens)
    return tuple(_resolve(mentions, tokens, reference, lexicon, tense_hint))


def _sweep(tokens: Tokens) -> list[Mention]:
    """The leftmost longest mentions; parsers named first win ties."""
    found = []
    classes = set(tokens.tags)
    for order, parser in enumerate(PARSERS):
        if parser.needs.isdisjoint(classes):
            continue
        for match in parser.pattern.finditer(tokens.tags):
            mention = _read(parser, match, tokens)
            if mention is not None:
                found.append((mention.start, -mention.end, order, mention))
    found.sort(key=lambda item: item[:3])
    kept: list[Mention] = []
    end = 0
    for _, _, _, mention in found:
        if mention.start >= end:
            kept.append(mention)
            end = mention.end
    return kept


def _read(parser: Parser, match: re.Match[str], tokens: Tokens) -> Mention | None:
    """The mention; in "May 12 this week" without the last words, which tell no year of it."""
    value = parser.read(match, tokens)
    if value is None and "rel" in match.re.groupindex and match.start("rel") > match.start():
        shorter = parser.pattern.match(tokens.tags, match.start(), match.start("rel"))
        if shorter is None:
            return None
        match, value = shorter, parser.read(shorter, tokens)
    return Mention(match.start(), match.end(), value) if value is not None else None


def _resolve(
    mentions: list[Mention],
    tokens: Tokens,
    reference: date,
    lexicon: Lexicon,
    tense_hint: Tense | str | None,
) -> Iterator[DateExpression]:
    previous: Window | None = None
    before: Mention | None = None
    for mention in mentions:
        start, end = tokens.starts[mention.start], tokens.ends[mention.end - 1]
        lead = sentence_before(tokens.text, start, lexicon.tense)
        if tense_hint is not None:
            tense = Tense(tense_hint)
        else:
            tense = tense_at(tokens.text, lead, end, lexicon.tense)
        is_settled = mention.bound == "since" or is_gone_by(lead, lexicon.tense)
        context = Context(
            reference,
            Tense.PAST if is_settled else tense,
            previous,
            of_event=is_of_event(tokens.text, start, end, lexicon.tense),
            is_settled=is_settled,
        )
        if before is not None and _continues(before, mention, tokens) and previous is not None:
            context = _following(previous, context)
        before = mention
        expression = _express(mention, tokens.text, start, end, context)
        if expression is None:
            continue
        yield expression
        if expression.window is not None:
            previous = expression.window


_AND = ("&", "|", ",", ",&", ",|")


def _continues(before: Mention, mention: Mention, tokens: Tokens) -> bool:
    """Whether a weekday is one of a list: "on Thursday and Friday", "tomorrow and Friday"."""
    day = isinstance(before.value, UnitShift) and before.value.unit is Unit.DAY
    listed = (day or _is_lone_weekday(before)) and _is_lone_weekday(mention)
    return listed and tokens.tags[before.end : mention.start] in _AND


def _is_lone_weekday(mention: Mention) -> bool:
    value = mention.value
    return isinstance(value, CalendarDate) and value.weekday is not None and value.day is None


def _following(previous: Window, context: Context) -> Context:
    """The context of the day after the one told before, from which the next is looked for."""
    if previous.latest is None or previous.latest == date.max:
        return context
    day = previous.latest + timedelta(days=1)
    return replace(context, reference=day, tense=Tense.FUTURE)


def _express(
    mention: Mention, text: str, start: int, end: int, context: Context
) -> DateExpression | None:
    value = mention.value
    quote = text[start:end]
    if isinstance(value, Duration):
        low, high = SPAN_OF_DAYS[value.unit]
        days = (low * value.count, high * value.count)
        return DateExpression(
            start, end, quote, None, None, Precision.DURATION, True, days, "duration"
        )
    if isinstance(value, Span):
        return _express_range(mention, value, quote, start, end, context)
    reading = value.resolve(context)
    if reading is None:
        return None
    reading = _bounded(reading, mention.bound)
    return DateExpression(
        start,
        end,
        quote,
        reading.window,
        None,
        reading.precision,
        reading.stated,
        None,
        mention.kind,
        reading.named,
    )


def _express_range(
    mention: Mention, value: Span, quote: str, start: int, end: int, context: Context
) -> DateExpression | None:
    ends = _ends(value, context)
    if ends is None:
        return _backward(value, quote, start, end, context)
    first, last = ends
    stated = first.stated and last.stated
    if mention.bound == "either":
        both = Window(first.window.earliest, last.window.latest)
        return DateExpression(start, end, quote, both, None, first.precision, stated, None, "date")
    return DateExpression(
        start, end, quote, first.window, last.window, Precision.RANGE, stated, None, "range"
    )


def _backward(
    value: Span, quote: str, start: int, end: int, context: Context
) -> DateExpression | None:
    """Two days of which the second comes first, as where something is brought forward."""
    last = value.last.resolve(context)
    first = value.first.resolve(_from(last, context)) if last is not None else None
    if first is None or last is None or not (first.window.is_day and last.window.is_day):
        return None
    return DateExpression(
        start, end, quote, first.window, last.window, Precision.RANGE, False, None, "backward"
    )


def _ends(value: Span, context: Context) -> tuple[Reading, Reading] | None:
    """Both ends of a range; the second is looked for from the first on."""
    first = value.first.resolve(context)
    if first is None or first.window.earliest is None:
        return None
    last = value.last.resolve(context if _is_relative(value.last) else _from(first, context))
    if last is None or last.window.latest is None:
        return None
    if last.window.latest < first.window.earliest:
        first = _back_from(value.first, last, context)
        if first is None:
            return None
    return first, last


def _is_relative(value: Value) -> bool:
    """Whether the value counts from the present, whatever stands before it."""
    if isinstance(value, CalendarDate):
        shifts = (value.month_shift, value.year_shift, value.step)
        return any(shift is not None for shift in shifts)
    if isinstance(value, (UnitShift, Distance)):
        return not value.anchored
    return isinstance(value, (UnitRun, WeekdayIn))


def _from(first: Reading, context: Context) -> Context:
    return replace(
        context,
        reference=first.window.earliest or context.reference,
        tense=Tense.FUTURE,
        previous=first.window,
    )


def _back_from(value: Value, last: Reading, context: Context) -> Reading | None:
    """The first end before a second one that told its year: "28 December to 3 January 2018"."""
    day = last.window.earliest
    assert day is not None
    earlier = replace(context, reference=day - timedelta(days=1), tense=Tense.PAST)
    first = value.resolve(earlier)
    if first is None or first.window.earliest is None or first.window.earliest > day:
        return None
    return first


def _bounded(reading: Reading, bound: str) -> Reading:
    """The window that "by", "before" or "after" opens on one side."""
    window, named = reading.window, reading.named or reading.window
    if bound == "by":
        return replace(reading, window=Window(None, window.latest), named=named)
    if bound == "before" and window.earliest is not None:
        before = window.earliest - timedelta(days=1)
        return replace(reading, window=Window(None, before), named=named)
    if bound == "after" and window.latest is not None:
        return replace(reading, window=Window(window.latest + timedelta(days=1), None), named=named)
    return reading
