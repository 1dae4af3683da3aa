"""What was done with an item, as its row keeps it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from visits.models import InboxItem, Visit
from visits.queries.inbox.matters import Matter, contradiction_of
from visits.terms import InboxState

#: An item that is put off comes back after this.
LATER = timedelta(days=1)
#: What the column takes of a title.
LONGEST_TITLE = 400


def item_for(*, matter: Matter) -> InboxItem:
    """The row of the matter, made where there is none yet."""
    found, _ = InboxItem.objects.get_or_create(key=matter.key, defaults={"kind": matter.kind})
    return found


def keep_done(
    *, item: InboxItem, editor: User, action: str, title: str = "", details: Any = None
) -> None:
    """Done with: it comes back only where this is undone, or where something else is told."""
    _keep(item, editor, InboxState.DONE, action, title, details or {})


def keep_later(*, item: InboxItem, editor: User, title: str = "", details: Any = None) -> None:
    """Put off for a day."""
    item.later_until = timezone.now() + LATER
    _keep(item, editor, InboxState.LATER, "later", title, details or {})


def keep_open(*, item: InboxItem) -> None:
    """Waiting again, as if nothing had been done with it."""
    item.state = InboxState.OPEN
    item.later_until = item.handled_at = item.handled_by = None
    item.action, item.details = "", {}
    item.save()


def settle_contradiction(*, visit: Visit, editor: User) -> None:
    """What an editor has decided on the page of the visit is not asked again."""
    visit = Visit.objects.filter(pk=visit.pk).defer("days").first() or visit
    matter = contradiction_of(visit)
    if matter is not None:
        item = item_for(matter=matter)
        if item.state != InboxState.DONE:
            keep_done(item=item, editor=editor, action="corrected")


def _keep(
    item: InboxItem,
    editor: User,
    state: InboxState,
    action: str,
    title: str,
    details: dict[str, Any],
) -> None:
    item.state = state
    item.action = action
    item.title = title[:LONGEST_TITLE]
    item.details = details
    item.handled_by, item.handled_at = editor, timezone.now()
    item.leased_to = item.leased_until = None
    item.save()
