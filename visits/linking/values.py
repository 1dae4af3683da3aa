"""Consolidated fields: which value wins among claims, why, and who dissents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from visits.extraction.dates import Window
from visits.linking.authority import C, Hearing, reason_for
from visits.linking.edtf import window_from_edtf
from visits.linking.positions import to_date
from visits.linking.records import Decision, Value
from visits.terms import SourceSide

# A window of more days than this comes from words for a week, a part of a month or a month.
VAGUE = 4


def decided(decisions: Iterable[Decision], *fields: str) -> Decision | None:
    """The last decision on one of the fields; `decisions` are in the order they were made."""
    found = None
    for decision in decisions:
        if decision.field in fields:
            found = decision
    return found


def choose(
    claims: Iterable[C],
    read: Callable[[C], str | None],
    hearing: Hearing,
    *,
    own: str | None = None,
    field: str | None = None,
    decision: Decision | None = None,
) -> Value | None:
    """The value of a field without an order of exactness; None where nobody tells one."""
    heard = [(claim, read(claim)) for claim in hearing.preferred(claims, own, field)]
    telling = [(claim, value) for claim, value in heard if value]
    if decision is not None:
        return _locked(decision, decision.value, telling)
    if not telling:
        return None
    first, value = telling[0]
    reason = reason_for(first, own)
    both = _both_ministries(telling)
    if both is not None and first.told.standing != SourceSide.EDITOR:
        value, reason = both, "both ministries say so"
    return Value(
        value,
        tuple(sorted(claim.key for claim, said in telling if said == value)),
        reason,
        tuple(sorted(claim.key for claim, said in telling if said != value)),
        locked=first.told.standing == SourceSide.EDITOR,
    )


def _both_ministries(telling: Sequence[tuple[C, str]]) -> str | None:
    """The value that ministries of two countries agree on, the one heard first where several."""
    sides: dict[str, set[str]] = {}
    for claim, value in telling:
        if claim.told.standing == SourceSide.MINISTRY and claim.told.side:
            sides.setdefault(value, set()).add(claim.told.side)
    return next((value for value, said_by in sides.items() if len(said_by) > 1), None)


def _locked(decision: Decision, value: str | None, telling: Sequence[tuple[C, str]]) -> Value:
    return Value(
        value,
        tuple(sorted(claim.key for claim, said in telling if said == value)),
        "decided by an editor",
        tuple(sorted(claim.key for claim, said in telling if said != value)),
        locked=True,
    )


def choose_window(
    claims: Iterable[C],
    read: Callable[[C], Window | None],
    hearing: Hearing,
    *,
    decision: Decision | None = None,
    after: Window | None = None,
    field: str | None = None,
) -> tuple[Window | None, Value | None]:
    """The window of a field, narrowed by every claim that is compatible with what won.

    `after` is the start that an end must not precede.
    """
    heard = [(claim, read(claim)) for claim in hearing.preferred(claims, field=field)]
    telling = [(claim, window) for claim, window in heard if window is not None]
    if decision is not None:
        window = window_from_edtf(decision.value)
        said = [(claim, told.edtf) for claim, told in telling]
        return window, _locked(decision, window.edtf if window else None, said)
    telling = [(claim, window) for claim, window in telling if _follows(window, after)]
    if not telling:
        return None, None
    first, best = _heard_first(telling)
    others = [window for _, window in telling[1:]]
    is_entered = first.told.standing == SourceSide.EDITOR
    if is_entered:  # what an editor says is made more exact, and never cut
        others = [window for window in others if best.contains(window)]
    narrowed = _narrowed(best, others)
    is_narrowed = narrowed != best
    reason = reason_for(first)
    if is_narrowed:
        best, reason = narrowed, f"{reason}, narrowed by a more exact one"
    return best, Value(
        best.edtf,
        tuple(sorted(claim.key for claim, window in telling if window.contains(best))),
        reason,
        tuple(sorted(claim.key for claim, window in telling if not window.contains(best))),
        locked=is_entered and not is_narrowed,
    )


def _heard_first(telling: Sequence[tuple[C, Window]]) -> tuple[C, Window]:
    """The first heard; words for a week or a month yield to a day that they just miss."""
    claim, window = telling[0]
    if window.days is None or window.days <= VAGUE or claim.told.standing == SourceSide.EDITOR:
        return telling[0]
    named = [(other, day) for other, day in telling[1:] if day.is_day]
    if any(window.contains(day) for _, day in named):
        return telling[0]
    wide = Window(_days_off(window.earliest, -2), _days_off(window.latest, 2))
    return next(((other, day) for other, day in named if wide.contains(day)), telling[0])


def _days_off(day: date | None, n: int) -> date | None:
    return to_date(day.toordinal() + n) if day else None


def _follows(window: Window, start: Window | None) -> bool:
    if start is None or start.earliest is None or window.latest is None:
        return True
    return window.latest >= start.earliest


def _narrowed(best: Window, others: Iterable[Window]) -> Window:
    for other in others:
        shared = best.intersection(other)
        if shared is not None:
            best = shared
    return best
