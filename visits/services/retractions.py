"""Announcements that their publishers take back: kept with all they said, and counting no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from visits.models import Announcement, Claim, Reading, Retraction, Source
from visits.services.incoming import stored_guid
from visits.services.timelines import store_claims
from visits.terms import DeliveryState


@dataclass(frozen=True, slots=True)
class Retracted:
    """First revisions that were taken back, or told again, now; and what is due because of it."""

    announcements: tuple[int, ...] = ()
    timelines: tuple[int, ...] = ()
    readings: tuple[int, ...] = ()


@transaction.atomic
def retract_announcements(
    *, source: Source, reasons: Mapping[str, str], now: datetime
) -> Retracted:
    """Takes back the announcements of the source (and its publishers) by their guids.

    Their claims are live no more, so that what rests on them alone goes when their timelines are
    linked; texts, claims and decisions stay. One that is taken back already, or was never stored,
    changes nothing.
    """
    asked = {stored_guid(guid): reason for guid, reason in reasons.items()}
    done: list[int] = []
    due: set[int] = set()
    for root in _roots(source, asked):
        # Reading holds this row as well while it stores claims, so none slips by.
        readings = Reading.objects.select_for_update(no_key=True)
        list(readings.filter(announcement__in=_revisions(root.pk)).order_by("pk"))
        _, is_new = Retraction.objects.get_or_create(
            announcement=root,
            lifted_at=None,
            defaults={"reason": asked[root.guid][:300], "retracted_at": now},
        )
        if is_new:
            live = Claim.objects.filter(announcement__in=_revisions(root.pk), superseded_at=None)
            due |= store_claims([], now, replaced=list(live))
            done.append(root.pk)
    return Retracted(tuple(done), tuple(sorted(due)))


@transaction.atomic
def lift_retractions(*, source: Source, guids: Collection[str], now: datetime) -> Retracted:
    """Lets announcements count again that are told again: they are due to be read."""
    rows = Retraction.objects.filter(
        Q(announcement__source=source) | Q(announcement__source__feed=source),
        lifted_at=None,
        announcement__guid__in=[stored_guid(guid) for guid in guids],
    )
    roots = list(rows.values_list("announcement", flat=True)) if guids else []
    if not roots:
        return Retracted()
    rows.update(lifted_at=now)
    latest = [
        Announcement.objects.filter(pk__in=_revisions(root)).order_by("-revision").first()
        for root in roots
    ]
    readings = [row.pk for row in latest if row is not None]
    Reading.objects.filter(pk__in=readings).update(
        state=DeliveryState.DUE, due_at=now, attempts=0, reason=""
    )
    return Retracted(tuple(roots), (), tuple(readings))


def retracted_roots(roots: Collection[int]) -> set[int]:
    """Those first revisions that are taken back at the moment."""
    rows = Retraction.objects.filter(announcement__in=roots, lifted_at=None)
    return set(rows.values_list("announcement", flat=True))


def _roots(source: Source, guids: Collection[str]) -> list[Announcement]:
    rows = Announcement.objects.filter(
        Q(source=source) | Q(source__feed=source), guid__in=list(guids), root=None
    )
    return list(rows.order_by("pk"))


def _revisions(root: int) -> list[int]:
    rows = Announcement.objects.filter(Q(pk=root) | Q(root=root))
    return list(rows.order_by().values_list("pk", flat=True))
