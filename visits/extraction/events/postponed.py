"""The days of a visit that was put off, or that begins on another day than was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from visits.extraction.dates import DateExpression, Window
from visits.extraction.events.units import Unit
from visits.extraction.events.windows import Stay, completed, stay
from visits.terms import VisitStatus

_AHEAD = (VisitStatus.PLANNED, VisitStatus.POSTPONED)


@dataclass(frozen=True, slots=True)
class Moved:
    """A stay with the new start of one that is put off, or the old start of one that is not."""

    told: Stay
    new_start: Window | None = None
    replaced: Window | None = None


def moved(group: Sequence[Unit], told: Stay, status: VisitStatus) -> Moved:
    """The dates by the status: one put off keeps those that had been announced."""
    unit = next((u for u in group if u.telling.replaced is not None), None)
    if unit is not None and status in _AHEAD:
        shifted = unit.telling
        days = shifted.replaced or _other_days(group, unit)
        before = completed(stay(days, shifted.edge))
        after = completed(stay(shifted.days, shifted.edge))
        if status is VisitStatus.POSTPONED:
            return Moved(before, new_start=after.start)
        return Moved(_renewed(told, before, after), replaced=before.start)
    return _put_off(group, told) if status is VisitStatus.POSTPONED else Moved(told)


def _renewed(told: Stay, before: Stay, after: Stay) -> Stay:
    """The stay from its new start on, without the end that went with the old one."""
    if after.start is None or told.start == after.start != before.start:
        kept = told
    else:
        kept = replace(told, start=after.start, start_words=after.start_words)
    if kept.end is None or kept.end != before.end or kept.end == after.end:
        return kept
    return replace(kept, end=after.end, end_words=after.end_words)


def _other_days(group: Sequence[Unit], moved_unit: Unit) -> tuple[DateExpression, ...]:
    """The days told of a visit before it is said to have moved, else those told after."""
    told = [u for u in group if u.days and u.telling.replaced is None and u.telling.edge != "end"]
    before = [u for u in told if u.order < moved_unit.order]
    return next((u.days for u in [*before, *told]), ())


def _put_off(group: Sequence[Unit], told: Stay) -> Moved:
    """The dates that had been announced, and the new start that another sentence gives."""
    old = [u for u in group if u.telling.status == "postponed" and u.days]
    new = [u for u in group if u.telling.status not in ("postponed", "cancelled") and u.days]
    if not old:
        return Moved(told)
    until = [day.window for day in old[0].days if day.kind == "until"]
    before = completed(stay(_but_until(old[0].days), old[0].telling.edge))
    after = completed(stay(new[0].days, new[0].telling.edge)).start if new else None
    if after is None and until:
        after = until[0]
    if new and new[0].order < old[0].order and _precedes(after, before.start):
        return Moved(completed(stay(new[0].days, new[0].telling.edge)), new_start=before.start)
    return Moved(before, new_start=after if after != before.start else None)


def _but_until(days: tuple[DateExpression, ...]) -> tuple[DateExpression, ...]:
    return tuple(day for day in days if day.kind != "until")


def _precedes(one: Window | None, other: Window | None) -> bool:
    """Whether what is told as the new day comes first: "will be rescheduled for late April"."""
    if one is None or other is None:
        return False
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
