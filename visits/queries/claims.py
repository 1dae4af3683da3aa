"""The claims and decisions that one run of linking needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from visits.linking import Anchor
from visits.linking import Decision as DecisionValue
from visits.models import Claim, Decision, Timeline
from visits.queries.claim_values import announcement_name
from visits.terms import ClaimSubject, DecisionKind

# Two tellings of one meeting are never printed further apart.
NEAR = timedelta(days=60)


def _live() -> QuerySet[Claim]:
    return Claim.objects.filter(superseded_at=None).select_related("announcement__source")


def closure(timelines: Iterable[int]) -> set[int]:
    """The timelines that hang together with these: by visits of ambiguous names, by decisions."""
    found = set(timelines)
    fresh = set(found)
    while fresh:
        by_visits = Timeline.objects.filter(
            claims__in=Claim.objects.filter(
                superseded_at=None, subject=ClaimSubject.VISIT, timelines__in=fresh
            )
        )
        by_decisions = Timeline.objects.filter(
            decisions__in=Decision.objects.filter(undone_at=None, timelines__in=fresh)
        )
        near = {*by_visits.values_list("pk", flat=True), *by_decisions.values_list("pk", flat=True)}
        fresh = near - found
        found |= fresh
    return found


def timelines_of(timelines: Iterable[int]) -> set[int]:
    """All timelines of the people who met anybody of these: their meetings are written as well."""
    met = Claim.objects.filter(
        superseded_at=None, subject=ClaimSubject.MEETING, timelines__in=list(timelines)
    )
    return set(Timeline.objects.filter(claims__in=met).values_list("pk", flat=True))


def claims_of_timelines(timelines: Iterable[int]) -> list[Claim]:
    """Live claims of the timelines, each once, with announcement and source."""
    own = Claim.timelines.through.objects.filter(timeline__in=list(timelines))
    return list(_live().filter(pk__in=own.values("claim")).order_by("key"))


def siblings(claims: Iterable[Claim]) -> list[Claim]:
    """The other live claims of the same announcements."""
    claims = list(claims)
    announcements = {row.announcement_id for row in claims}
    return list(
        _live()
        .filter(announcement__in=announcements)
        .exclude(pk__in=[row.pk for row in claims])
        .order_by("key")
    )


def neighbouring_meetings(claims: Iterable[Claim]) -> list[Claim]:
    """Meetings that may be one with a meeting of three or more of these, though nobody of ours
    is named in them."""
    wide = [
        row
        for row in claims
        if row.subject == ClaimSubject.MEETING and len(row.value["participants"]) > 2
    ]
    if not wide:
        return []
    told = [row.announcement.published_at for row in wide]
    shared = Claim.timelines.through.objects.filter(claim__in=[row.pk for row in wide])
    near = Claim.timelines.through.objects.filter(timeline__in=shared.values("timeline"))
    return list(
        _live()
        .filter(subject=ClaimSubject.MEETING, pk__in=near.values("claim"))
        .filter(announcement__published_at__range=(min(told) - NEAR, max(told) + NEAR))
        .order_by("key")
    )


def decisions_of_timelines(timelines: Iterable[int]) -> list[DecisionValue]:
    """Decisions in force on claims of the timelines, as values."""
    rows = (
        Decision.objects.filter(undone_at=None, timelines__in=list(timelines))
        .distinct()
        .select_related("announcement__source", "other_announcement__source", "editor")
    )
    return [_value(row) for row in rows.order_by("pk")]


def _value(row: Decision) -> DecisionValue:
    other = row.other_announcement
    right = (
        Anchor(announcement_name(other), row.other_quote, row.other_person, row.other_host)
        if other
        else None
    )
    return DecisionValue(
        key=f"{row.pk:012d}",
        kind=DecisionKind(row.kind),
        left=Anchor(announcement_name(row.announcement), row.quote, row.person, row.host),
        right=right,
        field=row.field,
        value=row.value,
        made=row.made_at,
        editor=row.editor.get_username(),
    )
