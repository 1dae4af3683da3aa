"""The date ladder: how the announced days of a visit narrowed, one rung a telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visits.models import Claim
from visits.queries.evidence import Quote, quote_of
from visits.queries.wording import range_words, window_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WIDTH = 1000
# Beyond this many rungs those in the middle are counted and not drawn.
MOST_RUNGS = 14
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Rung:
    """What one announcement says of the days. `change` compares with the rung above.

    `x` and `width` draw every day that is possible, `sure_x` and `sure_width` those that are
    sure (no width without any), in thousandths of the axis. `more` counts later tellings that
    say the same.
    """

    claim: Claim
    quote: Quote
    days: Days
    sure: Days | None
    words: str
    change: StrOrPromise
    more: int = 0
    x: int = 0
    width: int = 0
    sure_x: int = 0
    sure_width: int = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in the order of publication, on one axis; `left_out` counts undrawn ones."""

    rungs: tuple[Rung, ...]
    first: date
    last: date
    ticks: tuple[int, ...]
    left_out: int

    @property
    def axis(self) -> str:
        return range_words(self.first, self.last)


def ladder_of(claims: Sequence[Claim]) -> Ladder | None:
    """The ladder of claims in the order of publication; None where no two tell different days."""
    told = [rung for claim in claims if (rung := _rung(claim))]
    if not told:
        return None
    rungs = _folded(told)
    if len(rungs) < 2:
        return None
    drawn, left_out = rungs, 0
    if len(rungs) > MOST_RUNGS:
        left_out = len(rungs) - MOST_RUNGS
        drawn = [*rungs[: MOST_RUNGS // 2], *rungs[-(MOST_RUNGS - MOST_RUNGS // 2) :]]
    first = min(rung.days[0] for rung in drawn)
    last = max(rung.days[1] for rung in drawn)
    length = (last - first).days + 1
    placed = tuple(_placed(rung, first, length) for rung in drawn)
    return Ladder(placed, first, last, _ticks(first, length), left_out)


def _rung(claim: Claim) -> Rung | None:
    value: Mapping[str, Any] = claim.value
    start = _days(value.get("new_start")) or _days(value.get("start"))
    if start is None:
        return None
    end = _days(value.get("end"))
    if end and end[1] < start[0]:
        end = None
    days = (start[0], max(end[1], start[1]) if end else start[1])
    sure = None
    if start[0] == start[1]:
        sure = (start[0], end[0] if end and end[0] > start[0] else start[0])
    return Rung(claim, quote_of(claim, "start"), days, sure, _words(start, end), "")


def _words(start: Days, end: Days | None) -> str:
    if end is None or end == start:
        return window_words(*start)
    if start[0] == start[1] and end[0] == end[1]:
        return range_words(start[0], end[1])
    told = {"start": window_words(*start), "end": window_words(*end)}
    return gettext("%(start)s to %(end)s") % told


def _folded(told: Sequence[Rung]) -> list[Rung]:
    """Tellings that repeat the rung above are counted there."""
    kept = [replace(told[0], change=_("first told"))]
    for rung in told[1:]:
        above = kept[-1]
        if (rung.days, rung.sure) == (above.days, above.sure):
            kept[-1] = replace(above, more=above.more + 1)
        else:
            kept.append(replace(rung, change=_change(above, rung)))
    return kept


def _change(above: Rung, rung: Rung) -> StrOrPromise:
    (first, last), (old_first, old_last) = rung.days, above.days
    if last < old_first or first > old_last:
        return _("moved")
    if (first, last) == (old_first, old_last):
        return _("more exact") if rung.sure else _("less exact")
    if old_first <= first and last <= old_last:
        return _("narrower")
    return _("wider") if first <= old_first and old_last <= last else _("shifted")


def _placed(rung: Rung, first: date, length: int) -> Rung:
    def at(day: date) -> int:
        return round((day - first).days * WIDTH / length)

    x, end = at(rung.days[0]), at(rung.days[1] + timedelta(days=1))
    if rung.sure is None:
        return replace(rung, x=x, width=max(end - x, 4))
    sure_x, sure_end = at(rung.sure[0]), at(rung.sure[1] + timedelta(days=1))
    return replace(
        rung, x=x, width=max(end - x, 4), sure_x=sure_x, sure_width=max(sure_end - sure_x, 4)
    )


def _ticks(first: date, length: int) -> tuple[int, ...]:
    """Where lines stand: days, else weeks, else months, so that there are never many."""
    days = [first + timedelta(days=n) for n in range(min(length, 3660))]
    if length > 21:
        days = [day for day in days if day.weekday() == 0] if length <= 120 else days
        days = [day for day in days if day.day == 1] if length > 120 else days
    places = [round((day - first).days * WIDTH / length) for day in days]
    return tuple(b for a, b in pairwise([-WIDTH, *places]) if b - a >= 8 and b)


def _days(told: Sequence[str | None] | None) -> Days | None:
    if not told:
        return None
    known = [date.fromisoformat(day) for day in told if day]
    return (known[0], known[-1]) if known else None
