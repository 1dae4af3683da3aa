"""A PostgreSQL backend whose server starts at the first connection, and no earlier.

So commands that read no database start none, without a list of such commands.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from diplomacy.embedded import ensure_for_settings


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        ensure_for_settings()
        return super().get_new_connection(conn_params)
