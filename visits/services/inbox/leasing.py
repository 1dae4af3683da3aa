"""One item for one editor: leases that end by themselves, taken without waiting for each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import BooleanField, Case, CharField, F, Func, Q, QuerySet, Value, When
from django.utils import timezone

from visits.models import InboxItem
from visits.queries.inbox.matters import Matter
from visits.terms import InboxState

#: An editor who does nothing for so long has gone away.
LEASE = timedelta(minutes=10)
#: How far down the list one looks for an item that nobody has.
AT_ONCE = 200


def lease_next(*, matters: Sequence[Matter], editor: User, after: int = 0) -> InboxItem | None:
    """The first of the matters that nobody else looks at, held for the editor; None without any.

    What the editor holds already comes first, but for the item `after` which another is wanted.
    Of two editors at once the second gets the next one: rows that are locked are passed over.
    """
    wanted = matters[:AT_ONCE]
    keys = [matter.key for matter in wanted]
    InboxItem.objects.bulk_create(
        [InboxItem(key=matter.key, kind=matter.kind) for matter in wanted], ignore_conflicts=True
    )
    with transaction.atomic():
        rows = _free(InboxItem.objects.filter(key__in=keys), editor).exclude(pk=after)
        mine = Case(
            When(leased_to=editor, then=Value(True)), default=Value(False),
            output_field=BooleanField(),
        )  # fmt: skip
        place = Func(Value(keys, ArrayField(CharField())), F("key"), function="array_position")
        found = rows.order_by(mine.desc(), place).select_for_update(skip_locked=True).first()
        _let_go(editor, found.pk if found else 0)
        return _held(found, editor) if found else None


def lease_item(*, item: InboxItem, editor: User) -> bool:
    """Holds this item for the editor; False where another one has it."""
    with transaction.atomic():
        rows = _free(InboxItem.objects.filter(pk=item.pk), editor)
        found = rows.select_for_update(skip_locked=True).first()
        if found is None:
            return False
        _held(found, editor)
    return True


def let_go(*, editor: User) -> None:
    """Gives back what the editor holds."""
    _let_go(editor, 0)


def _free(rows: QuerySet[InboxItem], editor: User) -> QuerySet[InboxItem]:
    now = timezone.now()
    open_ = Q(state=InboxState.OPEN) | Q(state=InboxState.LATER, later_until__lte=now)
    nobody = Q(leased_to=None) | Q(leased_to=editor) | Q(leased_until__lte=now)
    return rows.filter(open_ & nobody)


def _held(item: InboxItem, editor: User) -> InboxItem:
    item.leased_to = editor
    item.leased_until = timezone.now() + LEASE
    item.save(update_fields=["leased_to", "leased_until"])
    return item


def _let_go(editor: User, but: int) -> None:
    held = InboxItem.objects.filter(leased_to=editor).exclude(pk=but)
    held.update(leased_to=None, leased_until=None)
