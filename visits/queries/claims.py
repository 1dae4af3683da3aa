"""The claims and decisions that one run of linking needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from visits.linking import Anchor
from visits.linking import Decision as DecisionValue
from visits.models import Announcement, Claim, Decision
from visits.queries.claim_values import announcement_name
from visits.terms import DecisionKind


def _live() -> QuerySet[Claim]:
    return Claim.objects.filter(superseded_at=None).select_related("announcement__source")


def claims_by_id(claims: Collection[int]) -> list[Claim]:
    """These claims, each with announcement and source."""
    return list(_live().filter(pk__in=claims).order_by("key"))


def claims_of_announcements(announcements: Iterable[Announcement]) -> list[Claim]:
    """The live claims of the texts, in whichever of their revisions."""
    roots = {row.root_pk for row in announcements}
    told = Q(announcement__in=roots) | Q(announcement__root__in=roots)
    return list(_live().filter(told).order_by("key"))


def decisions_on(announcements: Iterable[Announcement]) -> list[DecisionValue]:
    """Decisions in force that hold on to any of the texts, as values."""
    roots = {row.root_pk for row in announcements}
    rows = Decision.objects.filter(
        Q(announcement__in=roots) | Q(other_announcement__in=roots), undone_at=None
    ).select_related("announcement__source", "other_announcement__source", "editor")
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
