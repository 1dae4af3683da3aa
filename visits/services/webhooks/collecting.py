"""Changes → messages: each webhook is told of each change once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import transaction

from visits.models import Change, Webhook, WebhookMessage
from visits.queries.watches.concerned import visits_concerning
from visits.queries.webhooks import NOUNS, Told, changes_after, records_told
from visits.services.changes import number_changes
from visits.terms import ChangeNoun

AT_ONCE = 1000


def collect_messages() -> int:
    """Leaves a due message for each change that a webhook wants and was not told of; how many."""
    live = Webhook.objects.filter(stopped_at=None).order_by("pk")
    webhooks = list(live.values_list("pk", flat=True))
    if not webhooks:
        return 0
    number_changes(nouns=NOUNS)
    return sum(_collect(pk) for pk in webhooks)


def _collect(pk: int) -> int:
    count = 0
    while True:
        with transaction.atomic():
            # Two collectors of one webhook come one after the other.
            rows = Webhook.objects.select_for_update(no_key=True, of=["self"])
            webhook = rows.select_related("watch__saved").get(pk=pk)
            changes = changes_after(webhook.position, AT_ONCE)
            if not changes:
                return count
            wanted = _wanted(webhook, changes)
            records = records_told(wanted)
            made = [_message(webhook, one, records) for one in wanted]
            WebhookMessage.objects.bulk_create(made, ignore_conflicts=True)
            webhook.position = changes[-1].number or webhook.position
            webhook.save(update_fields=["position"])
            count += len(made)
        if len(changes) < AT_ONCE:
            return count


def _wanted(webhook: Webhook, changes: Sequence[Change]) -> list[Change]:
    """The changes of the kinds that are wanted, and of what its watch follows where it has one."""
    found = [one for one in changes if _event(one) in webhook.events]
    if webhook.watch is None:
        return found
    visits = [one for one in found if one.noun == ChangeNoun.VISIT]
    concerned = visits_concerning(webhook.watch, {int(one.object) for one in visits})
    return [one for one in visits if int(one.object) in concerned]


def _event(change: Change) -> str:
    return f"{change.noun}.{change.event}"


def _message(
    webhook: Webhook, change: Change, records: Mapping[tuple[str, str], Told]
) -> WebhookMessage:
    """The record in its message is as it was when the message was written."""
    watch = {} if webhook.watch_id is None else {"watch": webhook.watch_id}
    told = {
        "type": _event(change),
        "timestamp": change.at.isoformat() if change.at else None,
        "data": {
            "number": change.number,
            "id": int(change.object),
            "url": _url(change.noun, change.object),
            "into": int(change.into) if change.into else None,
            **watch,
            change.noun: records.get((change.noun, change.object)),
        },
    }
    return WebhookMessage(
        webhook=webhook,
        number=change.number,
        name=f"msg_{webhook.pk}_{change.number}",
        event=_event(change),
        body=json.dumps(told, ensure_ascii=False, separators=(",", ":")),
    )


def _url(noun: str, pk: str) -> str:
    return f"{settings.SITE_URL}/api/v1/{noun}s/{pk}/"
