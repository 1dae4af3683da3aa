"""Due messages → their addresses: signed, tried again with growing waits, given up in the end."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from visits.ingest.headers import retry_after
from visits.models import Webhook, WebhookMessage
from visits.outbound.posting import PostFailed, post
from visits.queries.due import open_rows
from visits.queries.leases import Work
from visits.services.leases import lease
from visits.services.webhooks.keeping import stop_webhook
from visits.services.webhooks.signing import signed_headers
from visits.terms import DeliveryState

#: The waits between attempts, as Standard Webhooks advises; after the last one it is given up.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST_ATTEMPTS = len(WAITS) + 1
_LONGEST = timedelta(days=1)
GONE = 410
_log = logging.getLogger(__name__)


def send_message(*, message_id: int) -> bool:
    """Sends one due message; whether it was taken. What failed waits on the row, with its reason.

    An attempt is counted before it is made: one whose process was lost in the middle may be sent
    again, with the same id.
    """
    with lease(Work.DELIVERING, [message_id]) as ours:
        if not ours:
            return False
        due = WebhookMessage.objects.filter(open_rows(), pk=message_id, webhook__stopped_at=None)
        if not due.filter(due_at__lte=Now()).update(
            state=DeliveryState.RUNNING, attempts=F("attempts") + 1
        ):
            return False
        message = WebhookMessage.objects.select_related("webhook").get(pk=message_id)
        try:
            status = _post(message)
        except PostFailed as problem:
            _failed(message, problem)
        else:
            _end(message, DeliveryState.DONE, status=status, delivered_at=timezone.now())
    return True


def _post(message: WebhookMessage) -> int:
    webhook, now = message.webhook, timezone.now()
    headers = signed_headers(
        message.name, int(now.timestamp()), message.body, _secrets(webhook, now)
    )
    return post(
        webhook.url,
        message.body.encode(),
        headers={"Content-Type": "application/json", **headers},
        allow=settings.OUTBOUND_ALLOW,
    )


def _secrets(webhook: Webhook, now: datetime) -> list[str]:
    both = webhook.former_secret and webhook.former_until and webhook.former_until > now
    return [webhook.secret, webhook.former_secret] if both else [webhook.secret]


def _failed(message: WebhookMessage, problem: PostFailed) -> None:
    told = {"status": problem.status, "reason": str(problem)[:1000]}
    if problem.status == GONE:
        stop_webhook(webhook=message.webhook, why="The address answered 410: it is gone.")
        _end(message, DeliveryState.DEAD, **told)
    elif message.attempts >= MOST_ATTEMPTS:
        told["reason"] = f"given up after {message.attempts} attempts: {problem}"[:1000]
        _log.warning("webhook message %s: %s", message.name, told["reason"])
        _end(message, DeliveryState.DEAD, **told)
    else:
        now = timezone.now()
        asked = retry_after(problem.headers, now) or timedelta(0)
        wait = max(WAITS[message.attempts - 1], min(asked, _LONGEST))
        _end(message, DeliveryState.FAILED, due_at=Now() + wait, **told)


def _end(message: WebhookMessage, state: DeliveryState, **told: object) -> None:
    rows = WebhookMessage.objects.filter(pk=message.pk, state=DeliveryState.RUNNING)
    rows.update(**{"state": state, "reason": "", **told})
