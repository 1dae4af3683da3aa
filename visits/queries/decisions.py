"""What editors have decided, the latest first, and of which visit each decision is."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from visits.models import Claim, Decision, Visit
from visits.queries.evidence import anchor_of


def decisions_made() -> QuerySet[Decision]:
    """All decisions, the latest first, undone ones among them."""
    return Decision.objects.select_related("editor", "undone_by")


def visits_decided(decisions: Collection[Decision]) -> dict[int, Visit]:
    """Decision → the visit that it is of, a rejected one too; those that fit none are left out."""
    roots = {decision.announcement_id for decision in decisions}
    claims = (
        Claim.objects.filter(Q(announcement__in=roots) | Q(announcement__root__in=roots))
        .filter(visit_link__isnull=False)
        .select_related(
            "announcement",
            "visit_link__visit__head",
            "visit_link__visit__host",
            "visit_link__visit__visitor_country",
        )
        .defer("announcement__text", "announcement__signature", "visit_link__visit__days")
        .prefetch_related("visit_link__visit__stops", "visit_link__visit__members__official")
    )
    visits = {anchor_of(claim): claim.visit_link.visit for claim in claims.order_by("pk")}
    anchors = {one.pk: (one.announcement_id, one.quote, one.host) for one in decisions}
    return {pk: visits[anchor] for pk, anchor in anchors.items() if anchor in visits}


def in_batches(decisions: Iterable[Decision]) -> list[list[Decision]]:
    """The decisions, each with those that were made at one stroke with it and still stand alike."""
    found: dict[object, list[Decision]] = {}
    for one in decisions:
        name = (one.batch, one.undone_at is None) if one.batch else one.pk
        found.setdefault(name, []).append(one)
    return list(found.values())
