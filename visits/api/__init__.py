"""The REST API under /api/v1/: the same reads as the pages, as JSON."""

from __future__ import annotations
