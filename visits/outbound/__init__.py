"""The one place that opens sockets: the guarded HTTP client."""

from __future__ import annotations

from visits.outbound.client import PRODUCT, Answer, FetchFailed, Passing, address, fetch

__all__ = ["PRODUCT", "Answer", "FetchFailed", "Passing", "address", "fetch"]
