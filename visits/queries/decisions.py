"""What editors have decided, the latest first, and of which visit each decision is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q, QuerySet

from visits.models import Claim, Decision, Meeting, Visit
from visits.queries.claim_values import participant_keys
from visits.queries.evidence import anchor_of, decisions_on
from visits.terms import ClaimSubject

#: What of a meeting may be decided, and what the decision calls it: a sentence may tell of a visit
#: as well.
MEETING_FIELDS = {
    "day": "day",
    "status": "meeting_status",
    "country": "meeting_country",
    "city": "meeting_city",
}


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


def decisions_on_meeting(claims: Sequence[Claim]) -> list[Decision]:
    """Decisions on the meeting that the claims are of, the latest first; undone ones too."""
    return [
        one
        for one in decisions_on(claims)
        if one.field in MEETING_FIELDS.values() and any(_is_of(one, claim) for claim in claims)
    ]


def meetings_decided(decisions: Collection[Decision]) -> dict[int, Meeting]:
    """Decision → the meeting that it is of; those that fit none are left out."""
    mine = [one for one in decisions if one.field in MEETING_FIELDS.values()]
    if not mine:
        return {}
    roots = {decision.announcement_id for decision in mine}
    claims = (
        Claim.objects.filter(Q(announcement__in=roots) | Q(announcement__root__in=roots))
        .filter(subject=ClaimSubject.MEETING, meeting_link__isnull=False)
        .select_related("announcement", "meeting_link__meeting")
        .defer("announcement__text", "announcement__signature")
        .prefetch_related("meeting_link__meeting__participants__official")
    )
    told = list(claims.order_by("pk"))
    return {
        one.pk: claim.meeting_link.meeting
        for one in mine
        for claim in told
        if anchor_of(claim) == (one.announcement_id, one.quote, one.host) and _is_of(one, claim)
    }


def _is_of(decision: Decision, claim: Claim) -> bool:
    """Whether somebody of the meeting bears the name that the decision holds on to."""
    wanted = decision.person.partition("|")[0]
    return any(wanted == key.partition("|")[0] for key in participant_keys(claim))


def in_batches(decisions: Iterable[Decision]) -> list[list[Decision]]:
    """The decisions, each with those that were made at one stroke with it and still stand alike."""
    found: dict[object, list[Decision]] = {}
    for one in decisions:
        name = (one.batch, one.undone_at is None) if one.batch else one.pk
        found.setdefault(name, []).append(one)
    return list(found.values())
