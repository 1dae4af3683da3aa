"""Announcements: listed, and one with what was read from it and its revisions."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from visits.models import Announcement, Claim, Retraction
from visits.queries.criteria import AnnouncementCriteria


def announcements_matching(
    criteria: AnnouncementCriteria, announcements: QuerySet[Announcement] | None = None
) -> QuerySet[Announcement]:
    """The announcements asked for, the latest published first."""
    found = (
        Announcement.objects.select_related("source__country")
        if announcements is None
        else announcements
    )
    if criteria.text:
        found = found.filter(title__icontains=criteria.text)
    plain = {
        "published_on__gte": criteria.from_day,
        "published_on__lte": criteria.until_day,
        "source__slug__in": criteria.sources,
        "language__in": criteria.languages,
        "source__country__in": criteria.countries,
    }
    return found.filter(**{lookup: value for lookup, value in plain.items() if value})


def announcements_listed(criteria: AnnouncementCriteria) -> QuerySet[Announcement]:
    """For a list: without the texts, `claim_count` and `is_retracted` on each."""
    return as_listed(announcements_matching(criteria))


def as_listed(announcements: QuerySet[Announcement]) -> QuerySet[Announcement]:
    """The announcements with what a list shows of each."""
    live = Claim.objects.filter(superseded_at=None, announcement=OuterRef("pk")).order_by()
    counted = live.values("announcement").annotate(number=Count("pk")).values("number")
    found = announcements.defer("text", "signature")
    return found.annotate(
        claim_count=Coalesce(Subquery(counted), 0), is_retracted=Exists(in_force())
    )


def in_force() -> QuerySet[Retraction]:
    """The retraction in force of the announcement that the outer query is about."""
    root = Coalesce(OuterRef("root"), OuterRef("pk"))
    return Retraction.objects.filter(lifted_at=None, announcement=root).order_by()


def retraction_of(announcement: Announcement) -> Retraction | None:
    """The retraction in force of the announcement, whichever revision of it this is."""
    rows = Retraction.objects.filter(lifted_at=None, announcement=announcement.root_pk)
    return rows.first()


def live_claims() -> QuerySet[Claim]:
    """Claims of the newest reading, with what became of them; no query for each."""
    return (
        Claim.objects.filter(superseded_at=None)
        .select_related("side", "visit_link__visit__host", "meeting_link")
        .order_by("pk")
    )


def announcement_with_everything(pk: int) -> Announcement | None:
    """One announcement with its source and the claims read from it; None where there is none."""
    claims = Prefetch("claims", queryset=live_claims(), to_attr="read_claims")
    found = Announcement.objects.select_related("source__country", "reading")
    return found.prefetch_related(claims).filter(pk=pk).first()


def revisions_of(announcement: Announcement) -> QuerySet[Announcement]:
    """Every revision of the same page, the first one on top."""
    root = announcement.root_pk
    same = Announcement.objects.filter(Q(pk=root) | Q(root=root))
    return same.defer("text", "signature").order_by("revision")
