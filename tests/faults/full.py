"""The application on a disk without room; for `celery -A`, once it has read its own files."""

from __future__ import annotations

import resource
from typing import Any

from celery.signals import before_task_publish, task_prerun

from diplomacy.celery import app

__all__ = ["app"]

# The timetable writes its file after each task, not every three minutes.
app.conf.beat_sync_every = 1


@task_prerun.connect(weak=False)
@before_task_publish.connect(weak=False)
def _fill_disk(**_: Any) -> None:
    """Every write to a file fails from now on; to sockets and pipes it does not."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
