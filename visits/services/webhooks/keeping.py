"""Webhooks as their owners keep them: made, changed, given a new secret, stopped, replayed."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from visits.models import Watch, Webhook, WebhookMessage
from visits.outbound.client import FetchFailed, address
from visits.services.changes import number_changes
from visits.services.webhooks.signing import new_secret
from visits.terms import WEBHOOK_EVENTS, DeliveryState
from visits.validators import FieldProblem, check_web_address

MOST = 10
#: As long as messages carry a signature of the secret before the last renewal.
BOTH = timedelta(hours=24)
TEST = "visitbook.test"


def make_webhook(
    *,
    owner: User,
    url: str,
    events: Collection[str],
    label: str = "",
    watch: Watch | None = None,
) -> Webhook:
    """A webhook that is told of what happens from now on, to what the `watch` follows alone where
    one is given. Raises FieldProblem."""
    told = {
        "url": _address(url),
        "events": _events(events),
        "label": _label(label),
        "watch": watch,
    }
    now = number_changes()
    with transaction.atomic():
        # The owner's row is what two requests at one time wait for.
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)
        if Webhook.objects.filter(owner=owner, stopped_at=None).count() >= MOST:
            raise FieldProblem(
                "url", _("You have %(most)d webhooks: stop one first.") % {"most": MOST}
            )
        return Webhook.objects.create(owner=owner, secret=new_secret(), position=now.number, **told)


def renew_secret(*, webhook: Webhook) -> Webhook:
    """A new secret; for a day messages are signed with the old one as well."""
    webhook.former_secret, webhook.secret = webhook.secret, new_secret()
    webhook.former_until = timezone.now() + BOTH
    webhook.save(update_fields=["former_secret", "secret", "former_until"])
    return webhook


def stop_webhook(*, webhook: Webhook, why: str = "") -> None:
    """Nothing is sent to it any more; what waited stays as it is. Twice is once."""
    live = Webhook.objects.filter(pk=webhook.pk, stopped_at=None)
    live.update(stopped_at=Now(), stopped_why=why[:300])


def start_webhook(*, webhook: Webhook) -> None:
    """Goes on where it stopped: what has happened meanwhile is told, too."""
    Webhook.objects.filter(pk=webhook.pk).update(stopped_at=None, stopped_why="")


def replay_message(*, message: WebhookMessage) -> None:
    """Sends it again, whatever became of it: the same id and the same body."""
    _due_again(message.webhook, pk=message.pk)


def replay_since(*, webhook: Webhook, number: int) -> int:
    """Sends again all that was told from that change on; how many messages that is."""
    return _due_again(webhook, number__gte=number)


def replay_dead(*, webhook: Webhook) -> int:
    """Sends again what was given up; how many messages that is."""
    return _due_again(webhook, state=DeliveryState.DEAD)


def send_test(*, webhook: Webhook) -> WebhookMessage:
    """A message that says nothing of any visit, to try the address out."""
    name = f"msg_test_{uuid4().hex}"
    told = {"type": TEST, "timestamp": timezone.now().isoformat(), "data": {}}
    return WebhookMessage.objects.create(
        webhook=webhook, name=name, event=TEST, body=json.dumps(told, separators=(",", ":"))
    )


def _due_again(webhook: Webhook, **which: object) -> int:
    # One that is under way is left alone: it is being sent.
    rows = WebhookMessage.objects.filter(webhook=webhook, **which)
    return rows.exclude(state=DeliveryState.RUNNING).update(
        state=DeliveryState.DUE, attempts=0, reason="", due_at=Now()
    )


def _address(url: str) -> str:
    """The address, which must be encrypted unless the site may reach it privately."""
    if not url:
        raise FieldProblem("url", _("Give the address that is to be told."))
    check_web_address("url", url)
    try:
        private = address(url) in settings.OUTBOUND_ALLOW
    except FetchFailed as problem:
        raise FieldProblem("url", str(problem)) from problem
    if not url.startswith("https://") and not private:
        raise FieldProblem("url", _("Give an address that begins with https://."))
    return url


def _events(events: Collection[str]) -> list[str]:
    unknown = sorted(set(events) - set(WEBHOOK_EVENTS))
    if unknown or not events:
        raise FieldProblem(
            "events", _("Choose of these: %(events)s.") % {"events": ", ".join(WEBHOOK_EVENTS)}
        )
    return [event for event in WEBHOOK_EVENTS if event in events]


def _label(label: str) -> str:
    if len(label) > 100:
        raise FieldProblem("label", _("Shorten this to at most 100 characters."))
    return label.strip()
