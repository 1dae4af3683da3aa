from __future__ import annotations

from tests.services.conftest import countries

__all__ = ["countries"]
