"""Celery: broker, queues, routes, timetable."""

from __future__ import annotations

from kombu import Exchange, Queue

from diplomacy import environment
from diplomacy.settings.base import KEY_PREFIX, REDIS_URL, VAR_DIR
from diplomacy.timetable import Steady

# Seconds between looks for what is due and in no queue.
SWEEP_EVERY = environment.whole("SWEEP_SECONDS", 15, least=1)
# Seconds between looks for what changed of what people follow.
WATCH_EVERY = environment.whole("WATCH_SECONDS", 60, least=1)

# kombu spells a Unix socket differently from redis-py.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# For ever: a broker that was away for a night finds its workers again.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": f"{KEY_PREFIX}:",
    # A message whose worker vanished is handed out again after this many seconds. A task that
    # takes longer is handed out twice, and the second worker finds its rows leased.
    "visibility_timeout": environment.whole("CELERY_VISIBILITY_TIMEOUT", 30, least=1),
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A broker that went away without a word is noticed.
    "socket_timeout": 15,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
# A page that enqueues does not wait for a broker that is away: the sweep makes up for it.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.2}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Seconds: the first raises inside the task, which keeps its reason; the second kills the process.
CELERY_TASK_ANNOTATIONS = {
    "visits.tasks.fetch_source": {"soft_time_limit": 180, "time_limit": 210},
    "visits.tasks.extract_announcements": {"soft_time_limit": 60, "time_limit": 90},
    "visits.tasks.link_timeline": {"soft_time_limit": 240, "time_limit": 300},
    "visits.tasks.send_webhook": {"soft_time_limit": 40, "time_limit": 60},
    "visits.tasks.send_watch_letter": {"soft_time_limit": 40, "time_limit": 60},
    "visits.tasks.write_to_watchers": {"soft_time_limit": 240, "time_limit": 300},
    "visits.tasks.carry_on_import": {"soft_time_limit": 240, "time_limit": 300},
    "visits.tasks.sweep": {"soft_time_limit": 45, "time_limit": 60},
}
# KiB: a process that holds more after a task is replaced. Inside a task `WORKER_MEMORY_MIB` holds.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400 * 1024
WORKER_MEMORY_MIB = environment.whole("WORKER_MEMORY_MIB", 1024, least=256)
# SIGTERM lets tasks end; SIGQUIT gives them this long and hands the rest back.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_TASK_QUEUES = [
    # Spelled out: a queue without an exchange and a key of its own gets the default queue's.
    Queue(name, Exchange(name), routing_key=name)
    for name in ("sweep", "fetch", "extract", "link", "deliver", "import")
]
CELERY_TASK_DEFAULT_QUEUE = "fetch"
CELERY_TASK_ROUTES = {
    "visits.tasks.fetch_source": {"queue": "fetch"},
    "visits.tasks.send_webhook": {"queue": "deliver"},
    "visits.tasks.send_watch_letter": {"queue": "deliver"},
    "visits.tasks.write_to_watchers": {"queue": "deliver"},
    "visits.tasks.extract_announcements": {"queue": "extract"},
    "visits.tasks.link_timeline": {"queue": "link"},
    "visits.tasks.carry_on_import": {"queue": "import"},
    "visits.tasks.sweep": {"queue": "sweep"},
}
CELERY_BEAT_SCHEDULE = {
    # Without an end: machines' clocks differ, and a sweep too many does nothing.
    "sweep": {"task": "visits.tasks.sweep", "schedule": Steady(SWEEP_EVERY)},
    "watch": {
        "task": "visits.tasks.write_to_watchers",
        "schedule": Steady(WATCH_EVERY),
        # One that nobody took in time is another's work.
        "options": {"expires": WATCH_EVERY},
    },
}
CELERY_BEAT_MAX_LOOP_INTERVAL = SWEEP_EVERY
CELERY_BEAT_SCHEDULER = "diplomacy.beat:SteadyScheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
