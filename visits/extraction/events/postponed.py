"""The days of a visit that was put off, or that begins on another day than was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    shifted = next((u.telling for u in group if u.telling.replaced is not None), None)
    if shifted is not None and shifted.replaced is not None and status in _AHEAD:
        days = shifted.replaced or _other_days(group)
        before = completed(stay(days, shifted.edge))
        if status is VisitStatus.POSTPONED:
            return Moved(before, new_start=completed(stay(shifted.days, shifted.edge)).start)
        return Moved(told, replaced=before.start)
    return _put_off(group, told) if status is VisitStatus.POSTPONED else Moved(told)


def _other_days(group: Sequence[Unit]) -> tuple[DateExpression, ...]:
    """The days told of a visit before it is said to have moved."""
    return next((u.days for u in group if u.days and u.telling.replaced is None), ())


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
    if new and after is not None and before.start is not None and _precedes(after, before.start):
        return Moved(completed(stay(new[0].days, new[0].telling.edge)), new_start=before.start)
    return Moved(before, new_start=after if after != before.start else None)


def _but_until(days: tuple[DateExpression, ...]) -> tuple[DateExpression, ...]:
    return tuple(day for day in days if day.kind != "until")


def _precedes(one: Window, other: Window) -> bool:
    """Whether what is told as the new day comes first: "will be rescheduled for late April"."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
