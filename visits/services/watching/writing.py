"""Entries → letters: one a person and day or week, whoever writes it and however often."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from visits.choices import Rhythm
from visits.models import WatchEntry, WatchLetter
from visits.queries.watches.letters import period_of, waiting_entries

#: What changes at once soon after a letter waits for the next one.
APART = timedelta(minutes=5)


def write_letters(*, now: datetime | None = None) -> list[int]:
    """Puts what waits into letters that are due; the new letters."""
    moment, made = now or timezone.now(), []
    for rhythm in (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY):
        until = moment if rhythm is Rhythm.AT_ONCE else period_of(rhythm, moment)[1]
        users = waiting_entries(rhythm, until).order_by().values_list("watch__user", flat=True)
        for pk in sorted(set(users)):
            letter = _write(pk, rhythm, moment, until)
            made += [letter.pk] if letter else []
    return made


@transaction.atomic
def _write(pk: int, rhythm: Rhythm, now: datetime, until: datetime) -> WatchLetter | None:
    user = User.objects.select_for_update(no_key=True).get(pk=pk)
    waiting = waiting_entries(rhythm, until).filter(watch__user=user)
    states = list(waiting.values_list("version", flat=True).distinct())
    if not states:
        return None
    if rhythm is Rhythm.AT_ONCE:
        last = WatchLetter.objects.filter(user=user, rhythm=rhythm, created_at__gt=now - APART)
        if last.exists():
            return None
        period = str(max(waiting.values_list("pk", flat=True)))
    else:
        period = period_of(rhythm, now)[0]
    letter, is_new = WatchLetter.objects.get_or_create(
        name=f"{pk}-{rhythm}-{period}", defaults={"user": user, "rhythm": rhythm}
    )
    if not is_new:
        return None
    # What concerns several things that they follow is written once.
    concerning = WatchEntry.objects.filter(watch__user=user, version__in=states, letter=None)
    concerning.filter(is_mailed=True).update(letter=letter)
    return letter
