"""The weights that linking goes by."""

from __future__ import annotations

from visits.linking.weights import Weights, packaged_weights, weights_with
from visits.models import LinkWeights


def weights_in_force() -> Weights:
    """The weights that were learnt last; those that come with the program where there are none."""
    bits = (
        LinkWeights.objects.filter(withdrawn_at=None)
        .order_by("-pk")
        .values_list("bits", flat=True)
        .first()
    )
    return packaged_weights() if bits is None else weights_with(bits)
