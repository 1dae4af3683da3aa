"""Private feeds: made, given a new secret, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from visits.models import Subscription
from visits.queries.feeds import hash_of
from visits.validators import FieldProblem

MOST_OF_ONE = 50
# How exactly it is kept when a feed was last read: each reading is no write.
_EXACT = timedelta(hours=1)


def make_subscription(*, owner: User, name: str, query: str) -> tuple[Subscription, str]:
    """The private feed and its secret, which is told here and never again."""
    with transaction.atomic():
        # The owner's row is what two requests at one time wait for.
        User.objects.select_for_update().get(pk=owner.pk)
        if Subscription.objects.filter(owner=owner, revoked_at=None).count() >= MOST_OF_ONE:
            raise FieldProblem(
                "name",
                _("You have %(most_of_one)s private feeds: revoke one that you don't need.")
                % {"most_of_one": MOST_OF_ONE},
            )
        token = secrets.token_urlsafe(32)
        made = Subscription.objects.create(
            owner=owner, name=name, query=query, token_hash=hash_of(token)
        )
    return made, token


def renew_subscription(*, subscription: Subscription) -> str:
    """A new secret for the feed; the old address answers nobody from now on."""
    token = secrets.token_urlsafe(32)
    subscription.token_hash = hash_of(token)
    subscription.save(update_fields=["token_hash"])
    return token


def revoke_subscription(*, subscription: Subscription) -> None:
    """The address answers nobody from now on. Twice is once."""
    live = Subscription.objects.filter(pk=subscription.pk, revoked_at=None)
    live.update(revoked_at=timezone.now())


def note_reading(*, subscription: Subscription, now: datetime) -> None:
    """Keeps when the feed was last read, to the hour."""
    stale = Q(read_at=None) | Q(read_at__lt=now - _EXACT)
    Subscription.objects.filter(stale, pk=subscription.pk).update(read_at=now)
