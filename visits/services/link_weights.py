"""Weights that linking goes by from now on, and taking them back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from visits.linking.weights import Weights
from visits.models import LinkWeights


def store_weights(*, weights: Weights, judged: int) -> LinkWeights:
    """The weights as they are in force from now on: what is linked next is linked by them."""
    return LinkWeights.objects.create(bits=dict(weights.bits), judged=judged)


@transaction.atomic
def withdraw_weights() -> LinkWeights | None:
    """The weights in force, taken back; those before them count again. None where none are."""
    row = LinkWeights.objects.select_for_update().filter(withdrawn_at=None).first()
    if row is not None:
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
    return row
