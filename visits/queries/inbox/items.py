"""Matters with what the desk did with them: counts, lists, and what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from visits.models import InboxItem
from visits.queries.inbox.matters import MOST, Matter, matters_of
from visits.terms import InboxKind, InboxState


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind wait; `is_more` where there are more than are counted."""

    kind: InboxKind
    number: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits: `matters` of the kinds asked for, in order, and the counts of all kinds."""

    matters: tuple[Matter, ...]
    counts: tuple[Count, ...]

    @property
    def total(self) -> int:
        return sum(count.number for count in self.counts)


def inbox_of(kind: InboxKind | None = None) -> Inbox:
    """What waits of the kind, of all kinds for None; the same number of queries for any number."""
    now = timezone.now()
    every = {one: matters_of(one, now) for one in InboxKind}
    hidden = _put_away([matter.key for found in every.values() for matter in found], now)
    waiting = {
        one: [matter for matter in found if matter.key not in hidden]
        for one, found in every.items()
    }
    counts = tuple(Count(one, len(waiting[one]), len(every[one]) >= MOST) for one in InboxKind)
    asked = [kind] if kind else list(InboxKind)
    return Inbox(tuple(matter for one in asked for matter in waiting[one]), counts)


def matters_waiting(kind: InboxKind | None = None) -> list[Matter]:
    """The matters of the kind, or of all, without the counts of others."""
    now = timezone.now()
    found = [matter for one in ([kind] if kind else InboxKind) for matter in matters_of(one, now)]
    hidden = _put_away([matter.key for matter in found], now)
    return [matter for matter in found if matter.key not in hidden]


def _put_away(keys: Iterable[str], now: datetime) -> set[str]:
    """The keys of what is done, or put off until later than now."""
    rows = InboxItem.objects.filter(key__in=list(keys)).filter(
        Q(state=InboxState.DONE) | Q(state=InboxState.LATER, later_until__gt=now)
    )
    return set(rows.values_list("key", flat=True))


def items_held(keys: Iterable[str], editor: User) -> dict[str, str]:
    """Key → who else looks at it now."""
    rows = InboxItem.objects.filter(key__in=list(keys), leased_until__gt=timezone.now())
    rows = rows.exclude(leased_to=editor).exclude(leased_to=None)
    return dict(rows.values_list("key", "leased_to__username"))


def items_handled(kind: InboxKind | None = None) -> QuerySet[InboxItem]:
    """What was decided and put off, the latest first."""
    rows = InboxItem.objects.exclude(handled_at=None).select_related("handled_by")
    rows = rows.filter(kind=kind) if kind else rows
    return rows.order_by("-handled_at", "-pk")
