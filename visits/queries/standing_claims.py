"""The claims and decisions that stood at a time: by publication, or by what had been recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from visits.linking import Decision as DecisionValue
from visits.linking.asof import Basis
from visits.models import Announcement, Claim
from visits.terms import DecisionKind


@dataclass(frozen=True, slots=True)
class Told:
    """All that was ever read of some texts: `claims` with those superseded since, and for each
    revision that a later one replaced (`replaced`, by id) when that one was published."""

    claims: tuple[Claim, ...]
    replaced: dict[int, datetime]

    def standing(self, when: datetime, basis: Basis) -> list[Claim]:
        """The claims that stood then.

        By record: read by then, and not yet read again. By publication: those of the revision
        that stood then, as they are read now or were last, before a later revision came.
        """
        if basis == "recorded":
            return [row for row in self.claims if _recorded(row, when)]
        return [row for row in self.claims if self._published(row, when)]

    def _published(self, row: Claim, when: datetime) -> bool:
        if row.announcement.published_at > when:
            return False
        if row.superseded_at is None:
            return True
        until = self.replaced.get(row.announcement_id)
        return until is not None and when < until and row.generation == self._last(row)

    def _last(self, row: Claim) -> int:
        same = (r.generation for r in self.claims if r.announcement_id == row.announcement_id)
        return max(same)


def _recorded(row: Claim, when: datetime) -> bool:
    return row.created_at <= when and (row.superseded_at is None or when < row.superseded_at)


def everything_told(announcements: Collection[Announcement]) -> Told:
    """All that was ever read of the texts, in whichever of their revisions."""
    roots = {row.root_pk for row in announcements}
    texts = Announcement.objects.filter(Q(pk__in=roots) | Q(root__in=roots)).order_by("revision")
    following: dict[int, tuple[int, datetime]] = {}
    replaced: dict[int, datetime] = {}
    for pk, root, published in texts.values_list("pk", "root", "published_at"):
        before = following.get(root or pk)
        if before is not None:
            replaced[before[0]] = published
        following[root or pk] = (pk, published)
    rows = Claim.objects.filter(announcement__in=[*replaced, *(pk for pk, _ in following.values())])
    return Told(tuple(rows.select_related("announcement__source").order_by("key")), replaced)


def decisions_standing(decisions: Iterable[DecisionValue], when: datetime) -> list[DecisionValue]:
    """Of decisions in force those that hold of the time by publication.

    What is one visit, and what is none, is so at any time; a value counts since it was given.
    """
    return [
        decision
        for decision in decisions
        if decision.kind != DecisionKind.VALUE or decision.made is None or decision.made <= when
    ]
