"""Writes that are done once, however often they are sent: by their Idempotency-Key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from visits.models import KeptAnswer
from visits.queries.leases import Work
from visits.services.leases import lease

#: As long as a key is remembered.
REMEMBERED = timedelta(days=7)


class KeyReused(Exception):
    """The key came with another request before."""


class KeyBusy(Exception):
    """The same request is under way at this moment."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a write is answered; `is_replay` where it was done before."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    is_replay: bool = False


def answer_once(*, user: User, key: str, digest: str, act: Callable[[], Answered]) -> Answered:
    """What `act` answers, or what it answered when the same request came before.

    A request that failed leaves its key free. One whose process was lost before it could answer is
    done again: what is written through here does nothing the second time. Raises KeyReused, KeyBusy
    and whatever `act` raises.
    """
    row, _ = KeptAnswer.objects.get_or_create(user=user, key=key, defaults={"digest": digest})
    if row.digest != digest:
        raise KeyReused
    with lease(Work.ANSWERING, [row.pk]) as ours:
        kept = KeptAnswer.objects.filter(pk=row.pk).first()
        if not ours or kept is None:
            raise KeyBusy
        if kept.status is not None:
            return Answered(kept.status, kept.body, kept.headers, is_replay=True)
        try:
            done = act()
        except Exception:
            kept.delete()
            raise
        kept.status, kept.body, kept.headers = done.status, done.body, done.headers
        kept.save(update_fields=["status", "body", "headers"])
    old = KeptAnswer.objects.filter(user=user, created_at__lt=timezone.now() - REMEMBERED)
    old.delete()
    return done
