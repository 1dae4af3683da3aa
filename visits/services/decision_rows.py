"""Decisions as rows, and the timelines that they leave due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from visits.models import Announcement, Claim, Decision, Timeline
from visits.services.anchors import held
from visits.services.timelines import retell
from visits.terms import DecisionKind
from visits.validators import FieldProblem

Pair = tuple[DecisionKind, Claim, Claim] | tuple[DecisionKind, Claim, None]


def store_decisions(
    pairs: Sequence[Pair], editor: User, reason: str, **what: Any
) -> tuple[list[Decision], set[int]]:
    """The decisions, stored in the caller's transaction, and the timelines that they leave due."""
    if len(reason) > 1000:
        raise FieldProblem("reason", _("Give the reason in at most 1,000 characters."))
    now = timezone.now()
    rows = [
        Decision.objects.create(
            kind=kind,
            **held(one),
            **({f"other_{name}": value for name, value in held(other).items()} if other else {}),
            reason=reason,
            editor=editor,
            made_at=now,
            **what,
        )
        for kind, one, other in pairs
    ]
    for row, (_kind, one, other) in zip(rows, pairs, strict=True):
        sides = [side.pk for side in (one, other) if side]
        row.timelines.set(Timeline.objects.filter(places__claim__in=sides).distinct())
    return rows, retell([text for row in rows for text in texts_of(row)], now)


def texts_of(row: Decision) -> list[Announcement]:
    """The announcements that the decision holds on to."""
    return [text for text in (row.announcement, row.other_announcement) if text is not None]
