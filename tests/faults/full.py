"""The application on a disk without room; for `celery -A`, once it has read its own files."""

from __future__ import annotations

import resource
from typing import Any

from celery.signals import beat_init, worker_ready

from diplomacy.celery import app

__all__ = ["app"]


@worker_ready.connect(weak=False)
@beat_init.connect(weak=False)
def _fill_disk(**_: Any) -> None:
    """Every write to a file fails from now on; to sockets and pipes it does not."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
