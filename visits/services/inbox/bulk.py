"""Several items decided at one stroke."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from visits.queries.inbox.cards import card_of
from visits.queries.inbox.matters import matter_of
from visits.services.inbox.deciding import NothingLeft, Said, decide_item
from visits.services.inbox.keeping import item_for
from visits.services.inbox.leasing import lease_item
from visits.services.linking import LinkingDelayed
from visits.validators import FieldProblem


@dataclass(slots=True)
class Outcome:
    """How many were decided, how many of them wait to be linked, and what was refused and why."""

    done: int = 0
    delayed: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def decide_items(
    *, keys: Iterable[str], said: Said, editor: User, today: date, batch: uuid.UUID
) -> Outcome:
    """Each for itself: one that is refused keeps no other from it. All share the batch."""
    outcome = Outcome()
    for key in dict.fromkeys(keys):
        matter = matter_of(key)
        card = card_of(matter.kind, matter.ids) if matter else None
        if matter is None or card is None:
            outcome.refused.append((key, _("This was settled in the meantime.")))
            continue
        item = item_for(matter=matter)
        if not lease_item(item=item, editor=editor):
            outcome.refused.append((card.title, _("Somebody else is looking at it, or was.")))
            continue
        try:
            decide_item(item=item, said=said, editor=editor, today=today, batch=batch)
        except FieldProblem as problem:
            outcome.refused.append((card.title, problem.message))
        except NothingLeft:
            outcome.refused.append((card.title, _("This was settled in the meantime.")))
        except LinkingDelayed:
            outcome.done += 1
            outcome.delayed += 1
        else:
            outcome.done += 1
    return outcome
