"""The Celery application; `visits.tasks` finds it through `shared_task`."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")

app = Celery("diplomacy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["visits"])


@celeryd_init.connect
@beat_init.connect
def start_embedded_servers(**_: Any) -> None:
    """A worker started by hand finds a broker, as it finds a database."""
    # Inline: settings import this package, and a web process has no use for it.
    from diplomacy.embedded import ensure_for_settings  # noqa: PLC0415

    ensure_for_settings()
