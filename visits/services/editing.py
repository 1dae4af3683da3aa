"""What editors decide of a visit; linking holds to it whatever is announced later."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from visits.models import Announcement, Claim, ClaimTimeline, Decision, Visit
from visits.queries.claims import claims_of_announcements
from visits.queries.editions import decision_edition, edition_of
from visits.queries.evidence import claims_of, decisions_on
from visits.services.anchors import anchor_claim
from visits.services.decision_rows import store_decisions, texts_of
from visits.services.field_values import decided_values
from visits.services.inbox.keeping import settle_contradiction
from visits.services.linking import LinkingDelayed, link_now
from visits.services.pairing import pairs_to_join, pairs_to_part
from visits.services.timelines import lock_timelines, retell
from visits.terms import DecisionKind

#: The editions that will do; None: whichever there is.
Seen = Collection[str] | None
#: Names decisions that are made at one stroke.
Batch = uuid.UUID | None
_VERDICTS = [DecisionKind.REJECTED, DecisionKind.RESTORED, DecisionKind.CONFIRMED]


class ChangedMeanwhile(Exception):
    """The visit, or the decision, is not in the edition any more that the editor has seen."""


def correct_field(
    *,
    visit: Visit,
    field: str,
    value: str,
    editor: User,
    today: date,
    reason: str = "",
    seen: Seen = None,
    batch: Batch = None,
) -> list[Decision]:
    """The decision that this field of the visit has this value, whatever is announced later.

    An empty value means "not known"; dates are words or EDTF, read from `today`: a first and a
    last day are two decisions at one stroke. What stands already is not decided again. Raises
    FieldProblem for a value that the field can't have, and, as all of these do, LinkingDelayed
    where the decision is stored and waits; ChangedMeanwhile where the visit is in another edition
    than those `seen`.
    """
    wanted = decided_values(visit, field, value, today)
    stroke = batch or _batch(list(wanted))
    told = [
        {
            "field": name,
            "value": decided,
            "previous": visit.values.get(name, {}).get("value"),
            "batch": stroke,
        }
        for name, decided in wanted.items()
    ]
    made = _decide(visit, DecisionKind.VALUE, editor, reason, seen, *told)
    settle_contradiction(visit=visit, editor=editor)
    return made


def reject_visit(
    *, visit: Visit, editor: User, reason: str = "", seen: Seen = None, batch: Batch = None
) -> Decision:
    """The decision that this is no visit: it leaves the calendar and can be restored."""
    return _judge(visit, DecisionKind.REJECTED, editor, reason, seen, batch)


def restore_visit(
    *, visit: Visit, editor: User, reason: str = "", seen: Seen = None, batch: Batch = None
) -> Decision:
    """The decision that a rejected visit stands after all."""
    return _judge(visit, DecisionKind.RESTORED, editor, reason, seen, batch)


def confirm_visit(
    *, visit: Visit, editor: User, reason: str = "", seen: Seen = None, batch: Batch = None
) -> Decision:
    """The decision that the visit is as it was read: published, however unsure the reading is."""
    return _judge(visit, DecisionKind.CONFIRMED, editor, reason, seen, batch)


def undo_decision(*, decision: Decision, editor: User, seen: Seen = None) -> None:
    """Takes a decision back; what the announcements say stands again. Twice is once."""
    with transaction.atomic():
        row = Decision.objects.select_for_update().get(pk=decision.pk)
        if seen is not None and decision_edition(row) not in seen:
            raise ChangedMeanwhile
        if row.undone_at is not None:
            return
        row.undone_at = timezone.now()
        row.undone_by = editor
        row.save(update_fields=["undone_at", "undone_by"])
        timelines = retell(texts_of(row), row.undone_at)
    link_now(timelines)


def join_visits(
    *, visits: tuple[Visit, Visit], editor: User, reason: str = "", seen: Seen = None
) -> list[Decision]:
    """The decisions that the two are one visit; all that was told of either is told of it.

    One decision where that is enough; where the announcements contradict each other, or editors
    parted them, one for each claim. The id of the smaller one redirects to the other, and comes
    back when this is undone. `seen` is the edition of the first.
    """
    pairs = pairs_to_join(visits)
    with transaction.atomic():
        _hold(visits, seen)
        rows, timelines = store_decisions(pairs, editor, reason, batch=_batch(pairs))
    link_now(timelines)
    return rows


def part_claims(
    *,
    visit: Visit,
    claims: Collection[Claim],
    editor: User,
    reason: str = "",
    seen: Seen = None,
) -> list[Decision]:
    """The decisions that these claims tell of another visit than the visit's other claims."""
    pairs = pairs_to_part(visit, claims)
    with transaction.atomic():
        _hold((visit,), seen)
        rows, timelines = store_decisions(pairs, editor, reason, batch=_batch(pairs))
    link_now(timelines)
    return rows


def keep_apart(*, visits: tuple[Visit, Visit], editor: User, reason: str = "") -> Decision:
    """The decision that two visits, which are two already, stay two."""
    pair = (anchor_claim(visits[0]), anchor_claim(visits[1]))
    with transaction.atomic():
        _hold(visits, None)
        (row,), timelines = store_decisions([(DecisionKind.NOT_SAME, *pair)], editor, reason)
    link_now(timelines)
    return row


def undo_batch(*, batch: uuid.UUID, editor: User) -> int:
    """Takes back what of a batch still stands; how many decisions that were."""
    rows = list(Decision.objects.filter(batch=batch, undone_at=None))
    delayed = None
    for row in rows:
        try:
            undo_decision(decision=row, editor=editor)
        except LinkingDelayed as problem:  # the others are to be taken back all the same
            delayed = problem
    if delayed is not None:
        raise delayed
    return len(rows)


def _batch(pairs: Sequence[object]) -> Batch:
    return uuid.uuid4() if len(pairs) > 1 else None


def _decide(
    visit: Visit,
    kind: DecisionKind,
    editor: User,
    reason: str,
    seen: Seen,
    *matters: Mapping[str, Any],
) -> list[Decision]:
    """One decision for each of the matters (its further columns), all in one transaction."""
    claims = [anchor_claim(visit, matter.get("field", "")) for matter in matters]
    made: list[Decision] = []
    due: set[int] = set()
    with transaction.atomic():
        _hold((visit,), seen)
        for claim, what in zip(claims, matters, strict=True):
            standing = _standing(visit, kind, what.get("field", ""))
            if standing and _says(standing, kind, what.get("value"), editor):
                made.append(standing)
                continue
            rows, timelines = store_decisions([(kind, claim, None)], editor, reason, **what)
            made += rows
            due |= timelines
    link_now(due)
    return made


def _judge(
    visit: Visit, kind: DecisionKind, editor: User, reason: str, seen: Seen, batch: Batch
) -> Decision:
    (row,) = _decide(visit, kind, editor, reason, seen, {"batch": batch})
    return row


def _says(standing: Decision, kind: DecisionKind, value: str | None, editor: User) -> bool:
    """Whether it has been decided so already; what one confirmed, another may confirm as well."""
    again = (standing.kind, standing.value) == (kind, value)
    return again and (kind != DecisionKind.CONFIRMED or standing.editor_id == editor.pk)


def _standing(visit: Visit, kind: DecisionKind, field: str) -> Decision | None:
    """The last decision on the same matter that was not taken back."""
    kinds = _VERDICTS if kind in _VERDICTS else [kind]
    made = decisions_on(claims_of(visit))
    same = (one for one in made if one.kind in kinds and one.field == field)
    return next((one for one in same if one.undone_at is None), None)


def _hold(visits: Sequence[Visit], seen: Seen) -> None:
    """Keeps others from deciding on the visits until the transaction ends.

    Of two posts of one form the second waits here, and finds what the first has made. Where the
    first visit must be in an edition that was `seen`, linking is kept from them as well.
    """
    roots = {claim.announcement.root_pk for visit in visits for claim in claims_of(visit)}
    texts = Announcement.objects.select_for_update(no_key=True).filter(pk__in=roots)
    held = list(texts.order_by("pk"))
    if seen is None:
        return
    # All that storing the decision will lock: in two goes two editors could wait for each other.
    places = ClaimTimeline.objects.filter(claim__in=claims_of_announcements(row.pk for row in held))
    lock_timelines(set(places.values_list("timeline", flat=True)))
    now = Visit.objects.filter(pk=visits[0].pk).first()
    if now is None or edition_of(now) not in seen:
        raise ChangedMeanwhile
