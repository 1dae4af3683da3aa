"""Every state of a visit: since when it stood by publication, and when we had it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from visits.models import VisitVersion
from visits.services.snapshots import Snapshot

State = tuple[datetime, Mapping[int, Snapshot]]
# What lists and pages show of a visit. How many claims support it is no reason for a past state.
FACTS = (
    *("state", "status", "kind", "host_id", "visitor_country_id", "head_id", "members", "cities"),
    *("start_earliest", "start_latest", "end_earliest", "end_latest"),
    *("window_earliest", "window_latest", "confirmed_by_both", "accepted"),
)
GONE: Snapshot = {}


class Versions:
    """The stored states of some visits, and those that are to be added."""

    def __init__(self, visits: Collection[int]) -> None:
        self._told: dict[int, list[VisitVersion]] = defaultdict(list)
        for row in VisitVersion.objects.filter(visit__in=visits).order_by("visit", "number"):
            self._told[row.visit].append(row)
        self._added: list[VisitVersion] = []
        self._ended: list[VisitVersion] = []

    def standing(self, visit: int, when: datetime) -> Snapshot:
        """What the visit was at a time of publication; empty where there was none."""
        told = [row for row in self._told[visit] if row.published_from <= when]
        last = max(told, key=lambda row: (row.published_from, row.number), default=None)
        return last.snapshot if last else GONE

    def changes(self, visits: Iterable[int], since: datetime) -> set[datetime]:
        """When, from that time on, one of the visits came to be something else."""
        rows = (row for visit in visits for row in self._told[visit])
        return {row.published_from for row in rows if row.published_from >= since}

    def tell(self, visit: int, states: Sequence[State], since: datetime, now: datetime) -> None:
        """Adds what differs from the stored states; the last of `states` is what is so now.

        `since` is the time of the last claim on the visit itself.
        """
        for when, state in states[:-1]:
            told = state.get(visit, GONE)
            if not same_facts(self.standing(visit, when), told):
                self._add(visit, told, when, now, recorded_to=now)
        last, state = states[-1]
        wanted = state.get(visit, GONE)
        current = next((row for row in self._told[visit] if row.recorded_to is None), None)
        if current is not None and current.snapshot != wanted:
            current.recorded_to = now
            self._ended.append(current)
            current = None
        if wanted and current is None:
            at = max(since, _first(visit, wanted, states))
            self._add(visit, wanted, at, now, recorded_to=None)
        if not same_facts(self.standing(visit, last), wanted):
            self._add(visit, wanted, last, now, recorded_to=now)

    def save(self) -> None:
        """Writes what was added, after it ended what stood before."""
        if self._ended:
            ended = [row.pk for row in self._ended]
            rows = VisitVersion.objects.filter(pk__in=ended)
            rows.update(recorded_to=self._ended[0].recorded_to)
        if self._added:
            VisitVersion.objects.bulk_create(self._added)

    def _add(
        self,
        visit: int,
        snapshot: Snapshot,
        since: datetime,
        now: datetime,
        *,
        recorded_to: datetime | None,
    ) -> None:
        told = self._told[visit]
        row = VisitVersion(
            visit=visit,
            number=told[-1].number + 1 if told else 1,
            snapshot=snapshot,
            published_from=since,
            recorded_from=now,
            recorded_to=recorded_to,
        )
        told.append(row)
        self._added.append(row)


def same_facts(one: Snapshot, other: Snapshot) -> bool:
    """Whether the two show the same."""
    return bool(one) == bool(other) and all(one.get(name) == other.get(name) for name in FACTS)


def _first(visit: int, wanted: Snapshot, states: Sequence[State]) -> datetime:
    """From when on the visit was what it is now."""
    found = states[-1][0]
    for when, state in reversed(states):
        if not same_facts(state.get(visit, GONE), wanted):
            break
        found = when
    return found
