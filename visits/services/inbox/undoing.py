"""Taking back what was done with an item."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import User
from django.db import transaction

from visits.models import Correction, Decision, InboxItem, Official
from visits.services.corrections import judge_correction
from visits.services.editing import undo_decision
from visits.services.inbox.keeping import keep_open
from visits.services.linking import LinkingDelayed
from visits.services.people_undone import propose_again, unmerge_official
from visits.services.restating import restate_decision
from visits.terms import CorrectionState, InboxState


def undo_item(*, item: InboxItem, editor: User) -> None:
    """The item waits again, and what was decided on it is taken back. Twice is once."""
    with transaction.atomic():
        row = InboxItem.objects.select_for_update().get(pk=item.pk)
        if row.state == InboxState.OPEN:
            return
        done = dict(row.details)
        keep_open(item=row)
    delayed = None
    for pk in reversed(done.get("decisions", [])):
        try:
            undo_decision(decision=Decision.objects.get(pk=pk), editor=editor)
        except LinkingDelayed as problem:  # it is stored; the rest is to be taken back as well
            delayed = problem
    if pk := done.get("taken_back"):
        restate_decision(decision=Decision.objects.get(pk=pk))
    if "correction" in done:
        correction = Correction.objects.get(pk=done["correction"])
        judge_correction(correction=correction, state=CorrectionState.OPEN, editor=editor)
    if found := Official.objects.filter(pk=done.get("confirmed", 0)).first():
        propose_again(official=found)
    if "merged" in done:
        unmerge_official(official=done["merged"], into=done["into"], name=done["name"])
    if delayed is not None:
        raise delayed


def undo_items(*, batch: uuid.UUID, editor: User) -> int:
    """The same for all items that were decided at one stroke; how many that were."""
    rows = list(InboxItem.objects.filter(details__batch=str(batch)).order_by("-pk"))
    for row in rows:
        undo_item(item=row, editor=editor)
    return len(rows)
