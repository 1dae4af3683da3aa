"""The one place that opens sockets: the guarded HTTP client."""

from __future__ import annotations

from visits.outbound.client import Answer, FetchFailed, fetch

__all__ = ["Answer", "FetchFailed", "fetch"]
