"""Which letters are due, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from visits.choices import LetterState, Rhythm
from visits.models import WatchEntry, WatchLetter
from visits.queries.due import AT_ONCE
from visits.queries.leases import NUMBERS, Work, leased
from visits.queries.watches.lists import Concern, changes_of_watches

#: Lines of a letter; an import makes thousands of changes.
MOST_LINES = 40
#: The hour, by UTC, at which what is daily or weekly is written.
HOUR = 6


@dataclass(frozen=True, slots=True)
class Contents:
    """The changes that are told, in the order in which we learnt of them, and how many are not."""

    told: tuple[Concern, ...]
    more: int


def period_of(rhythm: Rhythm, now: datetime) -> tuple[str, datetime]:
    """The day or week of a letter, as in "2025-W14", and until when its changes were learnt."""
    began = datetime.combine((now - timedelta(hours=HOUR)).date(), time(HOUR), now.tzinfo)
    if rhythm is Rhythm.DAILY:
        return began.date().isoformat(), began
    began -= timedelta(days=began.weekday())
    year, week, _ = began.isocalendar()
    return f"{year}-W{week:02}", began


def waiting_entries(rhythm: Rhythm, until: datetime) -> QuerySet[WatchEntry]:
    """What was learnt until then and is in no letter yet."""
    return WatchEntry.objects.filter(
        is_mailed=True,
        letter=None,
        watch__rhythm=rhythm,
        watch__user__is_active=True,
        created_at__lt=until,
    )


def due_letters() -> list[int]:
    """Letters to be sent now, and those whose worker was lost while it sent them."""
    rows = WatchLetter.objects.filter(
        Q(state=LetterState.DUE, due_at__lte=Now()) | Q(state=LetterState.SENDING)
    )
    found = list(rows.order_by("due_at", "pk").values_list("pk", "state")[:AT_ONCE])
    taken = leased(Work.WRITING)
    return [pk for pk, state in found if state != LetterState.SENDING or pk % NUMBERS not in taken]


def address_of(user: User) -> str:
    """The address that the person has confirmed, "" where there is none."""
    rows = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    found = rows.values_list("email", flat=True).first()
    return found or ""


def contents_of(letter: WatchLetter) -> Contents:
    states = letter.entries.order_by("version").values_list("version", flat=True).distinct()
    first = list(states[:MOST_LINES])
    told = changes_of_watches(letter.user, first)
    return Contents(tuple(reversed(told)), max(0, states.count() - len(first)))
