"""Drafts: what was typed of a trip, kept until it is entered or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from visits.models import TripDraft

#: Of one person; the oldest go where there are more.
MOST = 50
_SALT = "visits.trip"


class FormKey(NamedTuple):
    """Whose form it is, its draft, and the day it was opened: "next week" is that day's."""

    owner: int
    draft: UUID
    opened: date


def new_key(*, owner: User, opened: date, draft: UUID | None = None) -> str:
    """What a form carries, and nobody else can make.

    So what was typed is kept for its owner even where the session has ended meanwhile.
    """
    told = [owner.pk, str(draft or uuid4()), opened.isoformat()]
    return signing.dumps(told, salt=_SALT)


def read_key(*, key: str) -> FormKey | None:
    """None for what is no key of ours."""
    try:
        owner, draft, opened = signing.loads(key, salt=_SALT)
        return FormKey(int(owner), UUID(draft), date.fromisoformat(opened))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def save_draft(
    *,
    key: str,
    title: str,
    data: Mapping[str, Any],
    pasted: Mapping[str, Any] | None = None,
) -> TripDraft | None:
    """The draft of the form, as it is now; None for a key that is none, or an owner who is gone.

    One that was entered stays as it is.
    """
    named = read_key(key=key)
    owner = User.objects.filter(pk=named.owner, is_active=True).first() if named else None
    if named is None or owner is None:
        return None
    told: dict[str, Any] = {"title": title[:200], "data": dict(data), "changed_at": timezone.now()}
    if pasted is not None:
        told["pasted"] = dict(pasted)
    with transaction.atomic():
        TripDraft.objects.bulk_create(
            [TripDraft(pk=named.draft, owner=owner)], ignore_conflicts=True
        )
        mine = TripDraft.objects.filter(pk=named.draft, owner=owner)
        mine.filter(entered=None).update(**told)
        old = drafts_of(owner).values("pk")[MOST:]
        TripDraft.objects.filter(pk__in=[row["pk"] for row in old]).delete()
    return mine.first()


def drop_draft(*, owner: User, draft: UUID) -> None:
    """Throws it away; one that was entered is kept, so that its form is not entered twice."""
    TripDraft.objects.filter(pk=draft, owner=owner, entered=None).delete()


def drafts_of(owner: User) -> QuerySet[TripDraft]:
    """Those that were not entered yet, the latest first."""
    return TripDraft.objects.filter(owner=owner, entered=None)
