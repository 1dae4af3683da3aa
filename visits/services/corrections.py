"""Readers' corrections: sent in by anybody, judged by editors."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from visits.models import Correction
from visits.queries.corrections import Target
from visits.terms import CorrectionState
from visits.validators import check_web_address


def send_correction(
    *,
    target: Target,
    wrong: str,
    right: str,
    source_url: str,
    contact: str,
    reader: User | None = None,
) -> Correction:
    """The correction as it waits for an editor; the same one sent again is the one that waits."""
    check_web_address("source_url", source_url)
    said = {"wrong": wrong, "right": right, "source_url": source_url}
    waiting = Correction.objects.filter(
        noun=target.noun, target=target.pk, field=target.field, state=CorrectionState.OPEN, **said
    )
    return waiting.first() or Correction.objects.create(
        noun=target.noun,
        target=target.pk,
        field=target.field,
        about=target.title[:500],
        address=target.address,
        shown=target.shown[:1000],
        contact=contact,
        reader=reader,
        **said,
    )


def judge_correction(*, correction: Correction, state: CorrectionState, editor: User) -> None:
    """Keeps what the editor made of it; back to open forgets who judged it."""
    is_open = state is CorrectionState.OPEN
    correction.state = state
    correction.handled_by = None if is_open else editor
    correction.handled_at = None if is_open else timezone.now()
    correction.save(update_fields=["state", "handled_by", "handled_at"])
