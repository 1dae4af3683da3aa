"""What decisions hold on to: the claims of a visit, by their words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from visits.linking import Anchor, timeline_keys
from visits.models import Claim, Meeting, Visit
from visits.queries.claim_values import announcement_name, link_claim, participant_keys
from visits.terms import ClaimSubject
from visits.validators import FieldProblem


def anchor_claim(visit: Visit | Meeting, field: str = "") -> Claim:
    """The claim that a decision holds on to: the one that tells the field, else the first."""
    live = live_claims(visit)
    telling = set(visit.values.get(field, {}).get("claims", ()))
    return next((claim for claim in live if claim.key in telling), live[0])


def live_claims(visit: Visit | Meeting) -> list[Claim]:
    """The claims of a visit or a meeting as they are read now; those before, while the new ones
    wait to be linked.

    A decision holds on to their words, and finds them again in the new reading.
    """
    rows = list(visit.claims.select_related("announcement__source").order_by("key"))
    live = [row for row in rows if row.superseded_at is None]
    if not rows:
        raise FieldProblem("visit", _("What was told of this has just changed: reload the page."))
    return live or rows


def held(claim: Claim) -> dict[str, Any]:
    """The columns of a decision that find the claim again in another reading of the text."""
    of_meeting = claim.subject == ClaimSubject.MEETING
    return {
        "announcement_id": claim.announcement.root_pk,
        "quote": claim.evidence.get("sentence", {}).get("quote", ""),
        "person": _met(claim) if of_meeting else timeline_keys(link_claim(claim))[-1],
        "host": "" if of_meeting else claim.value["destination_country"],
    }


def _met(claim: Claim) -> str:
    """Who tells the meeting apart from the others of its announcement, if anybody does."""
    others = Claim.objects.filter(
        announcement=claim.announcement_id, subject=ClaimSubject.MEETING, superseded_at=None
    ).exclude(pk=claim.pk)
    elsewhere = {key for other in others for key in participant_keys(other)}
    own = participant_keys(claim)
    return next((key for key in own if key not in elsewhere), own[-1])


def anchor_on(claim: Claim) -> Anchor:
    """The same as the value that linking works on."""
    columns = held(claim)
    return Anchor(
        announcement_name(claim.announcement),
        columns["quote"],
        columns["person"],
        columns["host"],
    )
