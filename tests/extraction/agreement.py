"""Whether what was read agrees with what a corpus line says, by the rules of the corpus."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

Event = dict[str, Any]
Days = tuple[date, date]
DONE = {"completed", "ongoing"}
AHEAD = {"planned", "invited"}


def faults(gold: Event, read: Event) -> list[str]:
    """What is missed, invented or read otherwise in one announcement; empty where all agrees."""
    found: list[str] = []
    for kind, name, agree in (("visits", _visitors, _visit), ("meetings", _together, _meeting)):
        left = list(read[kind])
        for want in gold[kind]:
            got = next((event for event in left if name(want, event)), None)
            exact = next((event for event in left if name(want, event) and agree(want, event)), got)
            if exact is not None:
                left.remove(exact)
            if want.get("background"):
                continue
            if exact is None:
                found.append(f"{kind} missed: {want}")
            elif not agree(want, exact):
                found.append(f"{kind} differ: {want} read as {exact}")
        found += [f"{kind} invented: {event}" for event in left]
    return found


def _visitors(want: Event, got: Event) -> bool:
    same = any(_same(a, b) for a in want["visitors"] for b in got["visitors"])
    places = _accepted(want, "destination_country") | _accepted(want, "destination")
    return same and got["destination_country"] in places


def _together(want: Event, got: Event) -> bool:
    names = want["participants"]
    hits = sum(any(_same(a, b) for b in got["participants"]) for a in names)
    return want["form"] == got["form"] and hits >= min(2, len(names))


def _visit(want: Event, got: Event) -> bool:
    plain = _dated(want, got) and _status(want, got) and _kind(want, got)
    moved = all(want[name] == got.get(name) for name in ("new_start", "replaced") if name in want)
    return plain and moved and _certain(want, got)


def _meeting(want: Event, got: Event) -> bool:
    return _dated(want, got) and _certain(want, got)


def _certain(want: Event, got: Event) -> bool:
    """Whether the certainty agrees, where the line says anything of it."""
    return "certainty" not in want or want["certainty"] == got.get("certainty", "stated")


def _status(want: Event, got: Event) -> bool:
    right = _accepted(want, "status")
    return any(got["status"] in (right | (group if right & group else set()))
               for group in (DONE, AHEAD))  # fmt: skip


def _kind(want: Event, got: Event) -> bool:
    return want["kind"] == "unspecified" or got["kind"] in _accepted(want, "kind")


def _dated(want: Event, got: Event) -> bool:
    start, end = got.get("start") or got.get("date"), got.get("end")
    tour = _days(want.get("within"))
    if tour is not None:
        given = [days for days in (_days(start), _days(end)) if days]
        return all(tour[0] <= first and last <= tour[1] for first, last in given)
    starts = _given(want, "start") | _given(want, "date")
    ends = _given(want, "end")
    if not starts and not ends:
        return _vague(_days(start))
    return _one_of(starts, start) and _one_of(ends, end or start)


def _given(event: Event, field: str) -> set[str]:
    """The dates that are right; none where the text gives none."""
    return _accepted(event, field) if event.get(field) else set()


def _one_of(right: set[str], got: str | None) -> bool:
    return not right or any(_window_agrees(value, got) for value in right)


def _window_agrees(want: str, got: str | None) -> bool:
    ours, theirs = _days(want), _days(got)
    if _open(ours):
        return _vague(theirs)
    if ours is None or theirs is None:
        return False
    near = "~" in want and ours[0] <= theirs[1] and theirs[0] <= ours[1]
    return ours == theirs or near


def _vague(days: Days | None) -> bool:
    return days is None or _open(days) or (days[1] - days[0]).days > 14


def _open(days: Days | None) -> bool:
    return days is None or date.min in days or date.max in days


def _days(edtf: str | None) -> Days | None:
    text = (edtf or "").rstrip("~?%")
    if text in ("", ".."):
        return None
    if "/" in text:
        first, last = (_days(part) for part in text.split("/", 1))
        return (first[0] if first else date.min), (last[1] if last else date.max)
    numbers = [int(part) for part in text.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if len(numbers) == 3:
        return date(*numbers), date(*numbers)
    first_month, last_month = month or 1, month or 12
    last_day = calendar.monthrange(year, last_month)[1]
    return date(year, first_month, 1), date(year, last_month, last_day)


def _accepted(event: Event, field: str) -> set[str]:
    more = event.get(f"{field}_alt") or []
    values: Sequence[str | None] = [event.get(field), *([more] if isinstance(more, str) else more)]
    return {value for value in values if value is not None}


def _same(one: str, other: str) -> bool:
    a, b = _tokens(one), _tokens(other)
    return bool(a and b) and (a <= b or b <= a)


def _tokens(name: str) -> frozenset[str]:
    flat = unicodedata.normalize("NFKD", name)
    flat = "".join(c for c in flat if not unicodedata.combining(c)).casefold()
    return frozenset(re.findall(r"\w+", flat))
