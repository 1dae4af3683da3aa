"""Celery: broker, queues, routes, timetable."""

from __future__ import annotations

from kombu import Exchange, Queue

from diplomacy import environment
from diplomacy.settings.base import KEY_PREFIX, REDIS_URL, VAR_DIR

# kombu spells a Unix socket differently from redis-py.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": f"{KEY_PREFIX}:",
    # A task taken by a worker that vanished is handed out again after this many seconds.
    "visibility_timeout": environment.whole("CELERY_VISIBILITY_TIMEOUT", 900, least=1),
}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_QUEUES = [
    # Spelled out: a queue without an exchange and a key of its own gets the default queue's.
    Queue(name, Exchange(name), routing_key=name)
    for name in ("fetch", "extract", "link")
]
CELERY_TASK_DEFAULT_QUEUE = "fetch"
CELERY_TASK_ROUTES = {
    "visits.tasks.fetch_source": {"queue": "fetch"},
    "visits.tasks.extract_announcement": {"queue": "extract"},
    "visits.tasks.link_timeline": {"queue": "link"},
    "visits.tasks.sweep": {"queue": "link"},
}
CELERY_BEAT_SCHEDULE = {
    # Expires before the next one is due, so that a worker that was away finds one, not a heap.
    "sweep": {"task": "visits.tasks.sweep", "schedule": 60.0, "options": {"expires": 55}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
