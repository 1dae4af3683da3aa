"""Which trigger each date of a sentence belongs to."""

from __future__ import annotations

from dataclasses import replace

from visits.extraction.dates import DateExpression
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.setting import is_dateline
from visits.extraction.events.shifts import is_aside
from visits.extraction.events.tellings import Telling

LONGEST = 200
LONGEST_STAY = 60
FARTHEST = 120
LISTED = 14
SPEECH = 80
BY = 24


def dated(line: Line, tellings: list[Telling], lexicon: EventLexicon) -> list[Telling]:
    """The tellings of one line, each with the dates that belong to it."""
    if not tellings:
        return tellings
    given: list[list[DateExpression]] = [[] for _ in tellings]
    taken = {id(day) for told in tellings for stop in told.stops for day in stop.days}
    for position, mark in sorted(line.marks.items()):
        if not isinstance(mark, DateExpression) or id(mark) in taken:
            continue
        if line.text[position] not in (masks.DATE, masks.DURATION) or _endless(mark):
            continue
        if mark.kind == "backward":
            continue
        if is_dateline(line, position):
            continue
        if mark.window is None and _is_distance(line, position, lexicon):
            continue
        if is_aside(line, position, lexicon):
            continue
        mark = _on_that_day(line, position, mark, lexicon)
        if mark.kind == "from" and lexicon.first_since.search(line.text, 0, position):
            continue
        for owner in _owners(line, position, tellings, lexicon):
            if not _is_of_speech(line, mark, tellings[owner], lexicon):
                given[owner] = _with(given[owner], mark, tellings[owner])
    _share(line, tellings, given, lexicon)
    return [replace(told, days=tuple(days)) for told, days in zip(tellings, given, strict=True)]


def _on_that_day(
    line: Line, position: int, mark: DateExpression, lexicon: EventLexicon
) -> DateExpression:
    """The day, "later in the day" being the one that the sentence named before it."""
    if mark.stated or lexicon.same_date.fullmatch(mark.text.lower()) is None:
        return mark
    before = [
        day
        for at, day in sorted(line.marks.items())
        if at < position
        and isinstance(day, DateExpression)
        and day.window is not None
        and day.window.is_day
        and not is_dateline(line, at)
    ]
    return replace(mark, window=before[-1].window) if before else mark


def _is_distance(line: Line, position: int, lexicon: EventLexicon) -> bool:
    """Whether a length is no stay's: "two days before", "put off by a week"."""
    if lexicon.counted_from.match(line.text, position + 1):
        return True
    return lexicon.counted_by.search(line.text, max(0, position - BY), position) is not None


def _with(days: list[DateExpression], day: DateExpression, told: Telling) -> list[DateExpression]:
    """The days of a telling and one more; a meeting has several only where they are listed.

    "Met on Monday to speak of the June summit" was on Monday; "this week, on Tuesday" on Tuesday.
    """
    if told.frame.event != "meeting" or not days or not day.window or not days[-1].window:
        return [*days, day]
    if day.start - days[-1].end <= LISTED:
        return [*days, day]
    wide, narrow = days[-1].window, day.window
    if wide.days is not None and narrow.days is not None and narrow.days < wide.days:
        return [*days[:-1], day] if wide.overlaps(narrow) else days
    return days


def _is_of_speech(line: Line, day: DateExpression, told: Telling, lexicon: EventLexicon) -> bool:
    """Whether a day is when a visit was spoken of: "announced her visit yesterday".

    So is that of "on Monday cancelled a visit".
    """
    if not told.frame.noun or told.frame.event == "meeting":
        return False
    behind = next((at for at, mark in line.marks.items() if mark is day), told.start) + 1
    if behind < told.start and lexicon.called_off.match(line.text, behind):
        return True
    if lexicon.carried_on.search(line.text, max(0, told.start - SPEECH), told.start):
        return day.kind == "date"
    if not lexicon.spoken_on.search(day.text):
        return False
    return lexicon.announcing.search(line.text, max(0, told.first - 80), told.first) is not None


def _share(
    line: Line, tellings: list[Telling], given: list[list[DateExpression]], lexicon: EventLexicon
) -> None:
    """Give a day at the head of a clause to what is joined to it: "On Friday, A met B and ...".

    So is one behind a meeting to what came next: "met A on Friday before talks with B".
    """
    for number in range(1, len(tellings)):
        before, told = tellings[number - 1], tellings[number]
        days = given[number - 1]
        if not days or given[number] or not told.frame.dated or (told.stops and told.stops[0].days):
            continue
        behind = any(day.start >= line.offset(before.first) for day in days)
        between = line.text[before.reach if behind else before.end : told.start]
        meetings = before.frame.event == told.frame.event == "meeting"
        if behind and not (meetings and lexicon.same_day.search(between)):
            continue
        if behind or lexicon.joined_clause.search(between):
            given[number] += days


def _owners(line: Line, position: int, tellings: list[Telling], lexicon: EventLexicon) -> list[int]:
    """Indices of the tellings that a date at a position belongs to.

    A date inside a frame is that frame's; else it belongs to the trigger before it, unless another
    clause or the speaker's verb comes between; a date at the head of its clause to the next one.
    """
    text = line.text
    datable = [(n, t) for n, t in enumerate(tellings) if t.frame.dated]
    if _is_attribute(text, position, lexicon):
        return _described(text, position, tellings)
    inside = [n for n, t in datable if t.first <= position < t.reach]
    if inside:
        best = min(inside, key=lambda n: abs(tellings[n].start - position))
        return [n for n in inside if tellings[n].start == tellings[best].start]
    before = [n for n, told in datable if told.start < position]
    after = [n for n, told in datable if told.start > position]
    after = [n for n in after if not _is_beside(text, position, tellings[n], lexicon)] or after
    if after and _modifies(text, position, tellings[after[0]]):
        return [n for n in after if tellings[n].start == tellings[after[0]].start]
    if _of_a_noun(text, position, lexicon):
        return []
    if after and _heads_next(text, position, lexicon):
        before = []
    if before:
        last = tellings[before[-1]].start
        near = [n for n in before if tellings[n].start == last]
        reach = tellings[near[0]].reach
        reported = lexicon.reports.search(text, last, position)
        near_enough = position - reach <= FARTHEST and not (
            ", " in text[reach : position - 4] and lexicon.fronted.search(text[:last])
        )
        kind = _kind(line, position)
        # "since" and "until" are words of the date, not of another clause
        last_word = text.rfind(" ", 0, position - 1) if kind in ("from", "until") else -1
        limit = max(last_word + 1, reach) if last_word >= 0 else position
        if near_enough and not reported and not lexicon.dating_break.search(text, reach, limit):
            visit = _purposive(line, tellings, before[: -len(near)], lexicon)
            ranged = kind == "range"
            return visit if visit and ranged else near + visit
    if lexicon.reports_after.match(text, position + 1):
        return []
    if after and _opens(text, position, tellings[after[0]], lexicon):
        first = tellings[after[0]].start
        if ";" not in text[position:first]:
            return [n for n in after if tellings[n].start == first]
    return []


def _is_beside(text: str, position: int, told: Telling, lexicon: EventLexicon) -> bool:
    """Whether a telling is that of a clause beside: "On Monday, A, who is in Rome, met B"."""
    comma = text.rfind(",", position, told.start)
    return comma >= 0 and lexicon.relative.match(text[comma : told.start]) is not None


def _of_a_noun(text: str, position: int, lexicon: EventLexicon) -> bool:
    """Whether a date stands before another noun: "to discuss the June 14 summit"."""
    if text[position] != masks.DATE or not text[position + 1 : position + 3].strip().isalpha():
        return False
    return lexicon.of_a_noun.search(text, max(0, position - 12), position) is not None


def _is_attribute(text: str, position: int, lexicon: EventLexicon) -> bool:
    """Whether a date stands between a determiner and its noun: "the June 14 summit"."""
    if text[position] != masks.DATE or lexicon.attributed.match(text, position + 1) is None:
        return False
    return lexicon.determiner.search(text[max(0, position - 12) : position]) is not None


def _described(text: str, position: int, tellings: list[Telling]) -> list[int]:
    """The tellings of the noun that a date describes, if it is a trigger."""
    for told in tellings:
        between = text[position + 1 : told.start]
        near = told.start > position and len(between.split()) <= 4
        if near and told.frame.noun and not set(between) & set(",.;:()" + masks.ANYBODY):
            return [n for n, t in enumerate(tellings) if t.start == told.start and t.frame.dated]
    return []


def _heads_next(text: str, position: int, lexicon: EventLexicon) -> bool:
    """Whether a date opens a further clause: "met A, and on Friday he will meet B"."""
    subject = lexicon.next_subject.match(text, position + 1)
    return subject is not None and lexicon.next_head.search(text[:position]) is not None


def _kind(line: Line, position: int) -> str:
    mark = line.marks[position]
    return mark.kind if isinstance(mark, DateExpression) else ""


def _opens(text: str, position: int, told: Telling, lexicon: EventLexicon) -> bool:
    """Whether a date at the head of its clause, or right before a noun, belongs to what follows."""
    between = text[position + 1 : told.start]
    if lexicon.at_once.match(between) or not between.strip():
        return True
    spoken_of = told.frame.event == "meeting" or told.frame.edge == "end"
    if told.frame.edge is not None and lexicon.as_doing.match(between):
        return True
    if (spoken_of and lexicon.said_at.match(between)) or lexicon.said_during.match(between):
        return True
    if lexicon.spoken.search(between):
        return False
    if lexicon.dating_head.search(text, 0, position):
        return True
    before = text[:position]
    if lexicon.dating_adjunct.search(before) and not set(before) & set(masks.ANYBODY):
        return True
    plain = len(between.split()) <= 3 and not set(between) & set(",.;:()" + masks.ANYBODY)
    return told.frame.noun and plain and lexicon.reports.search(before) is None


def _endless(day: DateExpression) -> bool:
    """Whether a window says nothing of a stay: "this century", "in recent years"."""
    if day.window is None:
        return day.duration_days is not None and day.duration_days[0] > LONGEST_STAY
    return day.window.days is None or day.window.days > LONGEST


def _modifies(text: str, position: int, told: Telling) -> bool:
    """Whether a length or date stands before its noun: "a three-day visit", "the May 9 visit"."""
    between = text[position + 1 : told.start]
    if set(between) & set(",.;:()" + masks.ANYBODY):
        return False
    if text[position] == masks.DATE:
        return told.frame.noun and len(between.split()) <= 2 and text[:position].endswith("the ")
    return len(between.split()) <= 4


def _purposive(
    line: Line, tellings: list[Telling], before: list[int], lexicon: EventLexicon
) -> list[int]:
    """The visit that a dated meeting is the purpose of: "travelled there for talks on Friday"."""
    if not before:
        return []
    told = tellings[before[-1]]
    if not told.frame.event.startswith("visit"):
        return []
    return [before[-1]] if lexicon.purpose.match(line.text, told.reach) else []
