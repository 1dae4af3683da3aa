"""JSON by orjson: days, times and ready JSON text as they come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer

_HOW = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def dumped(data: Any) -> bytes:
    """JSON in UTF-8; what orjson does not know is told by `str`."""
    return orjson.dumps(data, default=str, option=_HOW)


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else dumped(data)
