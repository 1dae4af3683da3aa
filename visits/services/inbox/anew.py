"""A decision whose words are gone, made again on the visit that it was of."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from visits.linking.edtf import window_from_edtf
from visits.models import Decision, Visit
from visits.queries.written_dates import window_edtf
from visits.services.editing import (
    confirm_visit,
    correct_field,
    reject_visit,
    restore_visit,
    undo_decision,
)
from visits.terms import DecisionKind
from visits.validators import FieldProblem

_VERDICTS = {
    DecisionKind.REJECTED: reject_visit,
    DecisionKind.RESTORED: restore_visit,
    DecisionKind.CONFIRMED: confirm_visit,
}


def decide_anew(*, lost: Decision, visit: Visit, editor: User, today: date) -> Decision:
    """The same decision on the visit; `lost` is taken back. FieldProblem for one of two visits."""
    kind = DecisionKind(lost.kind)
    if kind in (DecisionKind.SAME, DecisionKind.NOT_SAME):
        raise FieldProblem(
            "action", _("It is of two visits: take it back, and join or part them anew.")
        )
    with transaction.atomic():
        if kind == DecisionKind.VALUE:
            (made,) = correct_field(
                visit=visit,
                field=lost.field,
                value=_typed(lost),
                editor=editor,
                today=today,
                reason=lost.reason,
            )
        else:
            made = _VERDICTS[kind](visit=visit, editor=editor, reason=lost.reason)
        undo_decision(decision=lost, editor=editor)
    return made


def _typed(decision: Decision) -> str:
    """Its value as one types it: days that are one of several as a set."""
    value = str(decision.value or "")
    window = window_from_edtf(value) if decision.field in ("start", "end") else None
    return window_edtf(window.earliest, window.latest) if window else value
