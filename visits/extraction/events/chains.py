"""Tellings of one sentence that need each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line
from visits.extraction.events.tellings import Telling
from visits.extraction.mentions import PersonMention

TOPIC_REACH = 2
#: So many tellings are looked back at for the visit that is spoken of.
NEAR = 8
#: And so many for whoever leads the delegation.
FAR = 200


def with_topics(found: list[Telling], before: list[Telling]) -> list[Telling]:
    """The tellings of a sentence, those without a subject about whom the text was speaking."""
    whole: list[Telling] = []
    for telling in found:
        known = [t for t in (before + whole)[-1:] if t.people]
        topic = known[0] if known else None
        bare = set(telling.people) <= set(telling.hosts)
        near = topic is not None and telling.line.index - topic.line.index <= TOPIC_REACH
        if topic is not None and bare and near and telling.frame.subject == "left":
            leader = tuple(p for p in topic.people if p not in topic.hosts)[:1]
            people = tuple(dict.fromkeys(leader + telling.people))
            telling = replace(telling, people=people)
        whole.append(telling)
    return whole


def with_pairs(found: list[Telling], before: list[Telling]) -> list[Telling]:
    """The tellings of a sentence, "the pair" being those whose contact was told of last."""
    last = next((t for t in reversed(before) if t.frame.event == "meeting"), None)
    if last is None or len(last.people) != 2:
        return found
    return [replace(t, people=last.people) if _is_pair(t, last) else t for t in found]


def with_near_pairs(found: list[Telling], before: Line | None) -> list[Telling]:
    """The tellings, "the two" who "exchange views" being both named in the sentence before."""
    near = before.marks.values() if before is not None else ()
    named = {n for mark in near if isinstance(mark, PersonMention) for n in mark.people}
    return [
        t
        for t in found
        if not (t.frame.loose and t.frame.base == "group" and t.frame.event == "meeting")
        or named.issuperset(t.people)
    ]


def with_delegations(
    found: list[Telling], before: list[Telling], lexicon: EventLexicon
) -> list[Telling]:
    """The tellings of a sentence, "the delegation" being those who were told to lead one."""
    bare = [set(t.people) <= set(t.hosts) and _has_delegation(t, lexicon) for t in found]
    if not any(bare):
        return found
    leaders = next((t.people for t in reversed(before[-FAR:]) if _is_led(t, lexicon)), ())
    return [
        replace(t, people=tuple(dict.fromkeys(leaders + t.hosts))) if leaders and open_ else t
        for t, open_ in zip(found, bare, strict=True)
    ]


def _has_delegation(telling: Telling, lexicon: EventLexicon) -> bool:
    text = telling.line.text
    return lexicon.bare_delegation.search(text, 0, telling.start) is not None


def _is_led(telling: Telling, lexicon: EventLexicon) -> bool:
    text = telling.line.text
    told = bool(telling.people) and telling.frame.event.startswith("visit")
    return told and lexicon.led_delegation.search(text) is not None


def _is_pair(telling: Telling, last: Telling) -> bool:
    near = telling.line.index - last.line.index <= TOPIC_REACH
    group = [telling.line.text[position] == masks.GROUP for position in telling.positions]
    both = telling.frame.base == "group" and group == [True] and len(telling.people) == 2
    return near and both and len(set(telling.people) & set(last.people)) == 1


def completed_lines(
    found: list[Telling], before: list[Telling], lexicon: EventLexicon
) -> list[Telling]:
    """The tellings of a sentence without meetings of one person.

    A meeting that names its host alone is with the visitor whose visit the sentence tells: "The
    meeting with the minister opened a visit by ..."; or is told of: "During the visit, ...".
    """
    whole = []
    for telling in found:
        bare = telling.frame.subject == "none" and not telling.people
        if telling.frame.event != "meeting" or len(telling.people) > 1 or bare:
            whole.append(telling)
        elif telling.hosts and (guests := _guests(found) or _received(telling, before, lexicon)):
            people = tuple(dict.fromkeys(guests + telling.people))
            if len(people) > 1:
                whole.append(replace(telling, people=people))
    return whole


def _guests(found: Sequence[Telling]) -> tuple[int, ...]:
    for telling in found:
        if telling.frame.event.startswith("visit") and telling.people and telling.stops:
            return telling.people
    return ()


def _received(
    meeting: Telling, before: Sequence[Telling], lexicon: EventLexicon
) -> tuple[int, ...]:
    """Those whose visit was told of last, where the sentence is about what happens on it."""
    text = meeting.line.text
    near = [t for t in before[-NEAR:] if meeting.line.index - t.line.index <= TOPIC_REACH]
    if lexicon.aside.search(text) is not None:
        return _guests(near[::-1])
    return _guests(near[::-1]) or _visiting(near) if lexicon.set_meeting.match(text) else ()


def _visiting(near: Sequence[Telling]) -> tuple[int, ...]:
    """The one who met others in the meeting told of last."""
    last = next((t for t in reversed(near) if t.frame.event == "meeting"), None)
    ours = tuple(p for p in last.people if p not in last.hosts) if last is not None else ()
    return ours if len(ours) == 1 else ()


def chained(told: list[Telling], lexicon: EventLexicon) -> list[Telling]:
    """The tellings, a journey told stop by stop put together: "to A and then to B from ... to ...".

    The dates at its end are those of the whole journey.
    """
    result = list(told)
    placed = [number for number, telling in enumerate(told) if telling.stops]
    for before, number in pairwise(placed):
        first, second = result[before], result[number]
        stops = first.stops + second.stops
        if _one_journey(first, second, lexicon):
            status = first.status if second.status == "unknown" else second.status
            result[number] = replace(second, stops=stops, status=status)
        elif _covers(first, second, lexicon):
            whole = {stop.country: stop for stop in reversed(stops)}
            result[before] = replace(first, stops=tuple(whole.values())[::-1])
            result[number] = replace(second, stops=(), people=(), days=())
    return result


def _covers(first: Telling, second: Telling, lexicon: EventLexicon) -> bool:
    """Whether the dates of the first stop are those of the stops told after it as well."""
    both = first.frame.event == second.frame.event == "visit" and first.people == second.people
    if not both or second.days or not any(day.kind == "range" for day in first.days):
        return False
    return lexicon.whole_range.search(first.line.text, first.reach, second.start) is not None


def _one_journey(first: Telling, second: Telling, lexicon: EventLexicon) -> bool:
    both = first.frame.event == second.frame.event == "visit" and first.people == second.people
    if not both or not first.stops or not second.stops or first.days:
        return False
    if not any(day.kind == "range" for day in second.days):
        return False
    if any(stop.days for stop in first.stops + second.stops):
        return False
    return lexicon.onward.search(first.line.text, first.reach, second.start) is not None


def with_meeting_days(told: list[Telling]) -> list[Telling]:
    """The tellings, meetings dated by what is said next of "the meeting"."""
    result = list(told)
    undated = [n for n, t in enumerate(told) if _undated_meeting(t)]
    lines = [told[number].line.index for number in undated]
    for telling in told:
        if telling.frame.event != "meeting" or telling.people or not telling.days:
            continue
        line = telling.line.index
        near = slice(
            bisect_left(lines, line - TOPIC_REACH), bisect_right(lines, line + TOPIC_REACH)
        )
        for number in undated[near]:
            if not result[number].days:
                result[number] = replace(result[number], days=telling.days)
    return [t for t in result if t.people or t.frame.event != "meeting"]


def _undated_meeting(telling: Telling) -> bool:
    return telling.frame.event == "meeting" and bool(telling.people) and not telling.days
