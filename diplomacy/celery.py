"""The Celery application; `visits.tasks` finds it through `shared_task`."""

from __future__ import annotations

import os
import resource
import sys
from typing import Any

from celery import Celery
from celery.signals import (
    beat_init,
    before_task_publish,
    celeryd_init,
    task_postrun,
    task_prerun,
    worker_process_init,
)

from diplomacy.logs import carry_request_id, enter_task, leave_task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")

app = Celery("diplomacy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["visits"])

before_task_publish.connect(carry_request_id)
task_prerun.connect(enter_task)
task_postrun.connect(leave_task)


@celeryd_init.connect
@beat_init.connect
def start_embedded_servers(**_: Any) -> None:
    """A worker started by hand finds a broker, as it finds a database."""
    # Inline: settings import this package, and a web process has no use for it.
    from diplomacy.embedded import ensure_for_settings  # noqa: PLC0415

    ensure_for_settings()


@worker_process_init.connect
def limit_memory(**_: Any) -> None:
    """A text that wants too much gets a MemoryError, with its name to it, and no killed machine."""
    if sys.platform != "linux":
        return
    # Inline: settings import this package, and a web process has no use for it.
    from django.conf import settings  # noqa: PLC0415

    most = settings.WORKER_MEMORY_MIB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (most, resource.RLIM_INFINITY))
