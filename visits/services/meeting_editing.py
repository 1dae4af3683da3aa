"""What editors decide of a meeting; linking holds to it whatever is announced later."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from visits.models import Announcement, Decision, Meeting
from visits.queries.decisions import MEETING_FIELDS, decisions_on_meeting
from visits.queries.evidence import claims_of
from visits.services.anchors import anchor_claim
from visits.services.decision_rows import store_decisions
from visits.services.linking import link_now
from visits.services.meeting_values import decided_of_meeting
from visits.terms import DecisionKind


def correct_meeting(
    *, meeting: Meeting, field: str, value: str, editor: User, today: date, reason: str = ""
) -> Decision:
    """The decision that this field of the meeting has this value, whatever is announced later.

    An empty value means "not known"; one that stands already is not made again. Raises FieldProblem
    for a value that the field can't have, LinkingDelayed where the decision is stored and waits.
    """
    wanted = decided_of_meeting(field, value, today)
    claim, kept = anchor_claim(meeting, field), MEETING_FIELDS[field]
    before = meeting.values.get(field, {}).get("value")
    with transaction.atomic():
        # Of two posts of one form the second waits here, and finds what the first has made.
        texts = Announcement.objects.select_for_update(no_key=True)
        texts.get(pk=claim.announcement.root_pk)
        made = (one for one in decisions_on_meeting(claims_of(meeting)) if one.field == kept)
        standing = next((one for one in made if one.undone_at is None), None)
        if standing and standing.value == wanted:
            return standing
        (row,), timelines = store_decisions(
            [(DecisionKind.VALUE, claim, None)],
            editor,
            reason,
            field=kept,
            value=wanted,
            previous=before,
        )
    link_now(timelines)
    return row
