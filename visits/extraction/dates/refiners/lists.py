"""What borrows from a neighbour: "April 17 and 20", "18 and 19 June", "May and June 1940"."""

from __future__ import annotations

import re
from dataclasses import replace

from visits.extraction.dates.mentions import Mention, Span
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.values import CalendarDate

_NEXT = re.compile(r"(?:,?[&|]|,)h?([nD])(?![UMmncYZ#/-]|[&|,]{1,2}n?[Mm])")
_NEXT_RANGE = re.compile(r"(?:,?[&|]|,)[fv]?h?([nD])[-tu]h?([nD])(?![UMmncYZ#/-]|[&|,]{1,2}n?[Mm])")
_PREVIOUS_RANGE = re.compile(r"[fv]?h?([nD])[-tu]h?([nD])(?:,?[&|]|,)[fbv]?h?$")
_LISTED = re.compile(r",?[&|]?h?$")
_PREVIOUS = re.compile(r"h?([nD])(?:,?[&|]|,)$")


def extend_lists(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    kept: list[Mention] = []
    for position, mention in enumerate(mentions):
        value = mention.value
        last = value.last if isinstance(value, Span) else value
        if not isinstance(last, CalendarDate) or last.day is None or last.month is None:
            kept.append(mention)
            continue
        floor = kept[-1].end if kept else 0
        ranges = _ranges_before(mention, floor, tokens)
        kept.extend(ranges)
        if not ranges and tokens.tags[mention.start] in "nDh":
            kept.extend(_before(mention, last, floor, tokens))
        kept.append(mention)
        ceiling = mentions[position + 1].start if position + 1 < len(mentions) else len(tokens.tags)
        if tokens.tags[mention.end - 1] not in "nD":
            continue
        if isinstance(value, Span):
            kept.extend(_ranges_after(mention, last, ceiling, tokens))
        if kept[-1] is mention:
            kept.extend(_after(mention, last, ceiling, tokens))
    return _with_years(kept, tokens)


def _with_years(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    """The mentions, each in the year that the next one of its list tells."""
    kept = list(mentions)
    for position in range(len(kept) - 2, -1, -1):
        one, other = kept[position], kept[position + 1]
        if not isinstance(one.value, CalendarDate) or not isinstance(other.value, CalendarDate):
            continue
        gap = tokens.tags[one.end : other.start]
        listed = gap and _LISTED.fullmatch(gap) is not None
        if listed and _shares_year(one.value, other.value):
            kept[position] = replace(one, value=replace(one.value, year=other.value.year))
    return kept


def _shares_year(one: CalendarDate, other: CalendarDate) -> bool:
    """Whether a month or day of no year stands before a later one of a year."""
    if one.year is not None or one.year_shift is not None or one.step is not None:
        return False
    if other.year is None or one.month is None or other.month is None:
        return False
    return (one.month, one.day or 0) < (other.month, other.day or 0)


def _after(mention: Mention, last: CalendarDate, ceiling: int, tokens: Tokens) -> list[Mention]:
    found: list[Mention] = []
    end, day = mention.end, last.day or 0
    while match := _NEXT.match(tokens.tags, end):
        value = tokens.values[match.start(1)]
        if match.end() > ceiling or not day < value <= 31 or _is_count(match.end(), tokens):
            break
        found.append(Mention(match.start(1), match.end(), replace(last, day=value, weekday=None)))
        end, day = match.end(), value
    return found


def _ranges_after(
    mention: Mention, last: CalendarDate, ceiling: int, tokens: Tokens
) -> list[Mention]:
    """The ranges that follow one of the same month: "on March 10-12 and 13-15"."""
    found: list[Mention] = []
    end, day = mention.end, last.day or 0
    while match := _NEXT_RANGE.match(tokens.tags, end):
        one, other = tokens.values[match.start(1)], tokens.values[match.start(2)]
        if match.end() > ceiling or not day <= one < other <= 31:
            break
        ends = (replace(last, day=day, weekday=None) for day in (one, other))
        found.append(Mention(match.start(1), match.end(), Span(*ends), kind="range"))
        end, day = match.end(), other
    return found


def _ranges_before(mention: Mention, floor: int, tokens: Tokens) -> list[Mention]:
    """The ranges before one that names their month: "on 10-12 and 13-15 March"."""
    value = mention.value
    if not isinstance(value, Span) or not isinstance(value.first, CalendarDate):
        return []
    found: list[Mention] = []
    start, day = mention.start, value.first.day or 0
    while match := _PREVIOUS_RANGE.search(tokens.tags, max(floor, start - 7), start):
        one, other = tokens.values[match.start(1)], tokens.values[match.start(2)]
        if not 0 < one < other <= day:
            break
        ends = (replace(value.first, day=day, weekday=None) for day in (one, other))
        found.insert(0, Mention(match.start(), match.end(2), Span(*ends), kind="range"))
        start, day = match.start(), one
    return found


def _is_count(index: int, tokens: Tokens) -> bool:
    """Whether the number before counts what follows: "on May 3, 20 ministers", "and 9 people"."""
    if tokens.tags[index : index + 1] != "x":
        return False
    word = tokens.word(index)
    counted = word.endswith("s") or not word[0].islower()
    return counted or tokens.tags[index - 2] == ","


def _before(mention: Mention, first: CalendarDate, floor: int, tokens: Tokens) -> list[Mention]:
    found: list[Mention] = []
    start, day = mention.start, first.day or 0
    while match := _PREVIOUS.search(tokens.tags, max(floor, start - 4), start):
        value = tokens.values[match.start(1)]
        if not 0 < value < day:
            break
        found.insert(
            0, Mention(match.start(), match.end(1), replace(first, day=value, weekday=None))
        )
        start, day = match.start(), value
    return found
