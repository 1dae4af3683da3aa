"""Sources added, changed, paused and started again; who did it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from visits.models import Reading, Source, Timeline
from visits.services.source_fields import SourceProblems, cleaned
from visits.terms import DeliveryState

NEW = "New: look at what would be read, then start it."
#: What is fetched, and how: a change makes what was kept of the last fetch void.
_ADDRESS = ("url", "format", "selectors", "folder")
_AFRESH: dict[str, Any] = {
    "etag": "",
    "last_modified": "",
    "failures": 0,
    "failing_since": None,
    "gones": 0,
    "last_error": "",
    "next_check_at": None,
    "next_check_why": "",
}


@transaction.atomic
def add_source(*, told: Mapping[str, Any], editor: User) -> Source:
    """A new source, paused until somebody starts it. Raises SourceProblems by field."""
    source = Source(is_active=False, disabled_reason=NEW, **cleaned(told, source=None))
    try:
        with transaction.atomic():
            source.save(force_insert=True)
    except IntegrityError as problem:
        raise SourceProblems({"slug": "There is a source of this name: choose another."}) from (
            problem
        )
    _log(source, editor, ADDITION, "Added.")
    return source


@transaction.atomic
def edit_source(*, source: Source, told: Mapping[str, Any], editor: User) -> Source:
    """The source with the fields that are told. Raises SourceProblems by field.

    Another address, format or description is fetched afresh at once.
    """
    row = Source.objects.select_for_update().get(pk=source.pk)
    changes = {
        name: value
        for name, value in cleaned(told, source=row).items()
        if getattr(row, name) != value
    }
    if not changes:
        return row
    words = ", ".join(sorted(name.removesuffix("_id") for name in changes))
    if any(name in changes for name in _ADDRESS):
        changes |= _AFRESH | {"moved_from": ""}
        row.pages.all().delete()
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    _log(row, editor, CHANGE, f"Changed {words}.")
    return row


@transaction.atomic
def pause_source(*, source: Source, editor: User, reason: str = "") -> Source:
    """The source, left alone until it is started again. Twice is once."""
    row = Source.objects.select_for_update().get(pk=source.pk)
    if not row.is_active:
        return row
    row.is_active = False
    row.disabled_reason = (reason or f"Paused by {editor.get_username()}.")[:300]
    row.save(update_fields=["is_active", "disabled_reason"])
    _log(row, editor, CHANGE, f"Paused. {reason}".strip())
    return row


@transaction.atomic
def start_source(*, source: Source, editor: User) -> Source:
    """The source, due at once and with nothing held against it."""
    row = Source.objects.select_for_update().get(pk=source.pk)
    was_active = row.is_active
    row.is_active, row.disabled_reason = True, ""
    row.failures, row.failing_since, row.gones = 0, None, 0
    row.next_check_at, row.next_check_why = timezone.now(), "an editor asked for it"
    row.save(
        update_fields=[
            "is_active", "disabled_reason", "failures", "failing_since", "gones",
            "next_check_at", "next_check_why",
        ]
    )  # fmt: skip
    _log(row, editor, CHANGE, "Asked to be fetched." if was_active else "Started.")
    return row


@transaction.atomic
def replay_dead(*, source: Source, editor: User) -> int:
    """How many announcements of the source, given up or failed before, are due again.

    So are the timelines of its claims that linking gave up.
    """
    now = timezone.now()
    ended = [DeliveryState.DEAD, DeliveryState.FAILED]
    due = {"state": DeliveryState.DUE, "due_at": now, "attempts": 0, "reason": ""}
    ours = Q(announcement__source=source) | Q(announcement__source__feed=source)
    count = Reading.objects.filter(ours, state__in=ended).update(**due)
    dead = Timeline.objects.filter(state__in=ended).values_list("pk", flat=True)
    places = Q(places__announcement__source=source) | Q(places__announcement__source__feed=source)
    timelines = set(Timeline.objects.filter(places, pk__in=list(dead)).values_list("pk", flat=True))
    count += Timeline.objects.filter(pk__in=timelines).update(**due)
    if count:
        _log(source, editor, CHANGE, f"Replayed {count} that had failed.")
    return count


def _log(source: Source, editor: User, action: int, words: str) -> None:
    LogEntry.objects.log_actions(
        editor.pk,
        Source.objects.filter(pk=source.pk),
        action,
        change_message=words,
        single_object=True,
    )
