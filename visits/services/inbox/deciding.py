"""What an editor makes of an item, carried out by the services that the pages use as well."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from visits.models import Correction, Decision, InboxItem, Official, Visit
from visits.queries.inbox.cards import Card, card_of
from visits.queries.inbox.matters import matter_of
from visits.queries.merge_warnings import warnings_before_merge
from visits.services.corrections import judge_correction
from visits.services.editing import (
    confirm_visit,
    correct_field,
    join_visits,
    keep_apart,
    reject_visit,
    undo_decision,
)
from visits.services.inbox.anew import decide_anew
from visits.services.inbox.keeping import keep_done, keep_later
from visits.services.linking import LinkingDelayed
from visits.services.meeting_editing import correct_meeting
from visits.services.people import confirm_official, merge_official
from visits.terms import CorrectionState, InboxKind
from visits.validators import FieldProblem


@dataclass(frozen=True, slots=True)
class Said:
    """What the editor chose; `other` is the id of a visit or of an official, "" for none."""

    action: str
    reason: str = ""
    field: str = ""
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """An item in the hands of an editor."""

    card: Card
    said: Said
    editor: User
    today: date
    batch: uuid.UUID | None

    @property
    def by(self) -> dict[str, Any]:
        return {"editor": self.editor, "reason": self.said.reason}


class NothingLeft(Exception):
    """The record that the item was about is gone, or was decided elsewhere."""


def decide_item(
    *, item: InboxItem, said: Said, editor: User, today: date, batch: uuid.UUID | None = None
) -> None:
    """Does what was said, and keeps how it is undone. Raises FieldProblem for what can't be done,
    NothingLeft where there is nothing to decide on any more, LinkingDelayed as all decisions do.
    """
    kind, matter = InboxKind(item.kind), matter_of(item.key)
    card = card_of(kind, matter.ids) if matter else None
    if card is None:
        raise NothingLeft
    kept = {"batch": str(batch)} if batch else {}
    if said.action == "later":
        keep_later(item=item, editor=editor, title=card.title, details=kept)
        return
    act = _ACTS.get((kind, said.action))
    if act is None:
        raise FieldProblem("action", _("This can't be done with such an item."))
    try:
        done = act(Doing(card, said, editor, today, batch))
    except LinkingDelayed:
        # It is decided; the page of the visit has it, and takes it back.
        keep_done(item=item, editor=editor, action=said.action, title=card.title, details=kept)
        raise
    keep_done(item=item, editor=editor, action=said.action, title=card.title, details=done | kept)


def actions_of(kind: InboxKind) -> frozenset[str]:
    """What may be done with items of the kind."""
    return frozenset({"later", *(action for one, action in _ACTS if one == kind)})


def _made(*decisions: Decision) -> dict[str, Any]:
    return {"decisions": [one.pk for one in decisions]}


def _confirm(doing: Doing) -> dict[str, Any]:
    visit = doing.card.visits[0].visit
    return _made(confirm_visit(visit=visit, batch=doing.batch, **doing.by))


def _reject(doing: Doing) -> dict[str, Any]:
    """The visit; of several the one that was named."""
    visit = _chosen(doing)
    return _made(reject_visit(visit=visit, batch=doing.batch, **doing.by))


def _chosen(doing: Doing) -> Visit:
    visits = [told.visit for told in doing.card.visits]
    if len(visits) == 1:
        return visits[0]
    found = next((one for one in visits if str(one.pk) == doing.said.other), None)
    if found is None:
        raise FieldProblem("other", _("Choose one of the visits."))
    return found


def _correct(doing: Doing) -> dict[str, Any]:
    visit = _chosen(doing)
    return _made(*_set(doing, visit, doing.said.field))


def _set(doing: Doing, visit: Visit, field: str) -> list[Decision]:
    return correct_field(
        visit=visit,
        field=field,
        value=doing.said.value,
        today=doing.today,
        batch=doing.batch,
        **doing.by,
    )


def _join(doing: Doing) -> dict[str, Any]:
    """The two visits; one of an item about one visit with the one that was named.

    What something speaks against is joined on the page with the preview, which asks once more.
    """
    one = doing.card.visits[0].visit
    if len(doing.card.visits) == 2:
        other: Visit | None = doing.card.visits[1].visit
    else:
        named = doing.said.other
        number = int(named) if named.isascii() and named.isdigit() and len(named) < 19 else 0
        other = Visit.objects.defer("days").filter(pk=number).first()
    if other is None:
        raise FieldProblem("other", _("Choose the visit that this one is."))
    if warnings := warnings_before_merge(one, other):
        raise FieldProblem("other", " ".join((*warnings, _("Look at the preview first."))))
    return _made(*join_visits(visits=(one, other), **doing.by))


def _apart(doing: Doing) -> dict[str, Any]:
    one, other = (told.visit for told in doing.card.visits)
    return _made(keep_apart(visits=(one, other), **doing.by))


def _leave(doing: Doing) -> dict[str, Any]:
    """Nothing: as it is it will do, until something else is told."""
    return {}


def _known(doing: Doing) -> dict[str, Any]:
    official = doing.card.official
    assert official is not None
    confirm_official(official=official, editor=doing.editor)
    return {"confirmed": official.pk}


def _same_person(doing: Doing) -> dict[str, Any]:
    official, named = doing.card.official, doing.said.other
    assert official is not None
    number = int(named) if named.isascii() and named.isdigit() and len(named) < 19 else 0
    into = Official.objects.filter(pk=number).first() or Official.objects.filter(slug=named).first()
    if into is None:
        raise FieldProblem("other", _("Choose the official who this is."))
    merge_official(official=official, into=into, editor=doing.editor)
    return {"merged": official.pk, "into": into.pk, "name": official.name}


def _nobody(doing: Doing) -> dict[str, Any]:
    """No person at all: the visits that they lead are rejected, all at one stroke."""
    official = doing.card.official
    assert official is not None
    batch = doing.batch or uuid.uuid4()
    led = list(official.visits_led.exclude(state="rejected").defer("days"))
    if not led:
        raise FieldProblem("action", _("They lead no visit: there is nothing to reject."))
    return _made(*(reject_visit(visit=visit, batch=batch, **doing.by) for visit in led))


def _take_back(doing: Doing) -> dict[str, Any]:
    assert doing.card.decision is not None
    undo_decision(decision=doing.card.decision, editor=doing.editor)
    return {"taken_back": doing.card.decision.pk}


def _anew(doing: Doing) -> dict[str, Any]:
    """The same decision on the visit that was named; the one without its words is taken back."""
    lost, named = doing.card.decision, doing.said.other
    assert lost is not None
    visit = next((one for one in doing.card.near if str(one.pk) == named), None)
    if visit is None:
        raise FieldProblem("other", _("Choose the visit that it is of."))
    made = decide_anew(lost=lost, visit=visit, editor=doing.editor, today=doing.today)
    return {"decisions": [made.pk], "taken_back": lost.pk}


def _agree(doing: Doing) -> dict[str, Any]:
    """The reader is right; with a value the field is set to it."""
    correction = doing.card.correction
    assert correction is not None
    made = {}
    if doing.said.value.strip() and doing.card.field:
        made = _made(*(_set_meeting(doing) if doing.card.meeting else _set_visit(doing)))
    return made | _judged(correction, CorrectionState.ACCEPTED, doing.editor)


def _set_visit(doing: Doing) -> list[Decision]:
    return _set(doing, doing.card.visits[0].visit, doing.card.field)


def _set_meeting(doing: Doing) -> list[Decision]:
    assert doing.card.meeting is not None
    made = correct_meeting(
        meeting=doing.card.meeting,
        field=doing.card.field,
        value=doing.said.value,
        today=doing.today,
        **doing.by,
    )
    return [made]


def _disagree(doing: Doing) -> dict[str, Any]:
    assert doing.card.correction is not None
    return _judged(doing.card.correction, CorrectionState.REJECTED, doing.editor)


def _judged(correction: Correction, state: CorrectionState, editor: User) -> dict[str, Any]:
    judge_correction(correction=correction, state=state, editor=editor)
    return {"correction": correction.pk}


_ACTS: dict[tuple[InboxKind, str], Callable[[Doing], dict[str, Any]]] = {
    (InboxKind.DOUBT, "accept"): _confirm,
    (InboxKind.DOUBT, "correct"): _correct,
    (InboxKind.DOUBT, "reject"): _reject,
    (InboxKind.DOUBT, "same"): _join,
    (InboxKind.LINK, "same"): _join,
    (InboxKind.LINK, "different"): _apart,
    (InboxKind.LINK, "reject"): _reject,
    (InboxKind.CONTRADICTION, "accept"): _leave,
    (InboxKind.CONTRADICTION, "correct"): _correct,
    (InboxKind.CONTRADICTION, "reject"): _reject,
    (InboxKind.DIARY, "accept"): _leave,
    (InboxKind.DIARY, "correct"): _correct,
    (InboxKind.DIARY, "reject"): _reject,
    (InboxKind.PERSON, "accept"): _known,
    (InboxKind.PERSON, "same"): _same_person,
    (InboxKind.PERSON, "reject"): _nobody,
    (InboxKind.DECISION, "accept"): _anew,
    (InboxKind.DECISION, "reject"): _take_back,
    (InboxKind.CORRECTION, "accept"): _agree,
    (InboxKind.CORRECTION, "reject"): _disagree,
    (InboxKind.SOURCE, "accept"): _leave,
}
