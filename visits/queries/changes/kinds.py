"""What kind of change it is that one state of a visit became another; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from visits.terms import EditorialState, VisitStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Snapshot = Mapping[str, Any]


class ChangeKind(StrEnum):
    """MADE_EXACT: the new days lie within the old ones; MOVED: they do not."""

    ANNOUNCED = "announced"
    MOVED = "moved"
    MADE_EXACT = "exact"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    ON_AGAIN = "on-again"
    INVITED = "invited"
    ACCEPTED = "accepted"
    UNDER_WAY = "under-way"
    TOOK_PLACE = "took-place"
    DETAILS = "details"
    WITHDRAWN = "withdrawn"


CHANGE_KINDS: dict[ChangeKind, StrPromise] = {
    ChangeKind.ANNOUNCED: _("announced"),
    ChangeKind.MOVED: _("days moved"),
    ChangeKind.MADE_EXACT: _("days made exact"),
    ChangeKind.CONFIRMED: _("confirmed by both sides"),
    ChangeKind.POSTPONED: _("postponed"),
    ChangeKind.CANCELLED: _("cancelled"),
    ChangeKind.ON_AGAIN: _("on again"),
    ChangeKind.INVITED: _("invited"),
    ChangeKind.ACCEPTED: _("invitation accepted"),
    ChangeKind.UNDER_WAY: _("under way"),
    ChangeKind.TOOK_PLACE: _("took place"),
    ChangeKind.DETAILS: _("details"),
    ChangeKind.WITHDRAWN: _("not told any more"),
}
_BY_STATUS = {
    VisitStatus.INVITED: ChangeKind.INVITED,
    VisitStatus.PLANNED: ChangeKind.ANNOUNCED,
    VisitStatus.ONGOING: ChangeKind.UNDER_WAY,
    VisitStatus.COMPLETED: ChangeKind.TOOK_PLACE,
    VisitStatus.POSTPONED: ChangeKind.POSTPONED,
    VisitStatus.CANCELLED: ChangeKind.CANCELLED,
}
_OFF = (VisitStatus.POSTPONED, VisitStatus.CANCELLED)
_DETAILS = ("host_id", "visitor_country_id", "cities", "kind", "members", "purpose")


def shown(snapshot: Snapshot) -> Snapshot:
    """The snapshot as readers see it: empty where there was no visit, or a rejected one."""
    return {} if snapshot.get("state") == EditorialState.REJECTED else snapshot


def kinds_of(old: Snapshot, new: Snapshot) -> tuple[ChangeKind, ...]:
    """What happened between two states as `shown`; nothing where readers see no difference."""
    if not new:
        return (ChangeKind.WITHDRAWN,) if old else ()
    return tuple(dict.fromkeys(_happened(old, new)))


def _happened(old: Snapshot, new: Snapshot) -> Iterator[ChangeKind]:
    status = VisitStatus(new.get("status", VisitStatus.PLANNED))
    was = VisitStatus(old.get("status", VisitStatus.PLANNED)) if old else None
    if status is not was:
        again = status is VisitStatus.PLANNED and was in _OFF
        yield ChangeKind.ON_AGAIN if again else _BY_STATUS[status]
    if new.get("confirmed_by_both") and not old.get("confirmed_by_both"):
        yield ChangeKind.CONFIRMED
    if new.get("accepted") and not old.get("accepted"):
        yield ChangeKind.ACCEPTED
    if old:
        yield from _of_days(old, new)
        if any(old.get(name) != new.get(name) for name in _DETAILS):
            yield ChangeKind.DETAILS


def _of_days(old: Snapshot, new: Snapshot) -> Iterator[ChangeKind]:
    pairs = [(_window(old, edge), _window(new, edge)) for edge in ("start", "end")]
    if all(before == after for before, after in pairs):
        return
    within = all(_lies_within(after, before) for before, after in pairs)
    yield ChangeKind.MADE_EXACT if within else ChangeKind.MOVED


def _window(told: Snapshot, edge: str) -> tuple[date, date] | None:
    """The window of the first or the last day, None where nothing is told of it."""
    first, last = told.get(f"{edge}_earliest"), told.get(f"{edge}_latest")
    if not first and not last:
        return None
    return date.fromisoformat(first or "0001-01-01"), date.fromisoformat(last or "9999-12-31")


def _lies_within(inner: tuple[date, date] | None, outer: tuple[date, date] | None) -> bool:
    if outer is None:
        return True
    return inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]
