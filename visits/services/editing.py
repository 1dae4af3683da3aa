"""What editors decide of a visit; linking holds to it whatever is announced later."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from visits.linking import timeline_keys
from visits.models import Announcement, Claim, Decision, Visit
from visits.queries.claim_values import link_claim
from visits.services.field_values import decided_value
from visits.services.linking import link_now
from visits.services.timelines import retell
from visits.terms import DecisionKind
from visits.validators import FieldProblem


def correct_field(
    *, visit: Visit, field: str, value: str, editor: User, today: date, reason: str = ""
) -> Decision:
    """The decision that this field of the visit has this value, whatever is announced later.

    An empty value means "not known"; dates are words or EDTF, read from `today`. Raises
    FieldProblem for a value that the field can't have.
    """
    wanted = decided_value(visit, field, value, today)
    before = visit.values.get(field, {}).get("value")
    return _decide(
        visit, DecisionKind.VALUE, editor, reason, field=field, value=wanted, previous=before
    )


def reject_visit(*, visit: Visit, editor: User, reason: str = "") -> Decision:
    """The decision that this is no visit: it leaves the calendar and can be restored."""
    return _decide(visit, DecisionKind.REJECTED, editor, reason)


def restore_visit(*, visit: Visit, editor: User, reason: str = "") -> Decision:
    """The decision that a rejected visit stands after all."""
    return _decide(visit, DecisionKind.RESTORED, editor, reason)


def undo_decision(*, decision: Decision, editor: User) -> None:
    """Takes a decision back; what the announcements say stands again. Twice is once."""
    with transaction.atomic():
        row = Decision.objects.select_for_update().get(pk=decision.pk)
        if row.undone_at is not None:
            return
        row.undone_at = timezone.now()
        row.undone_by = editor
        row.save(update_fields=["undone_at", "undone_by"])
        timelines = retell(_texts(row), row.undone_at)
    link_now(timelines)


def _decide(visit: Visit, kind: DecisionKind, editor: User, reason: str, **what: Any) -> Decision:
    if len(reason) > 1000:
        raise FieldProblem("reason", "Give the reason in at most 1,000 characters.")
    with transaction.atomic():
        claim = _anchor(visit, what.get("field", ""))
        row = Decision.objects.create(
            kind=kind,
            announcement_id=claim.announcement.root_pk,
            quote=claim.evidence.get("sentence", {}).get("quote", ""),
            person=timeline_keys(link_claim(claim))[-1],
            host=claim.value["destination_country"],
            reason=reason,
            editor=editor,
            made_at=timezone.now(),
            **what,
        )
        row.timelines.set(claim.timelines.all())
        timelines = retell(_texts(row), row.made_at)
    link_now(timelines)
    return row


def _texts(row: Decision) -> list[Announcement]:
    """The announcements that the decision holds on to."""
    return [text for text in (row.announcement, row.other_announcement) if text is not None]


def _anchor(visit: Visit, field: str) -> Claim:
    """The claim that the decision holds on to: the one that tells the field, else the first."""
    live = list(
        visit.claims.filter(superseded_at=None)
        .select_related("announcement__source")
        .order_by("key")
    )
    telling = set(visit.values.get(field, {}).get("claims", ()))
    return next((claim for claim in live if claim.key in telling), live[0])
