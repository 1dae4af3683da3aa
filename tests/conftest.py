"""Real parts for every test: PostgreSQL, Redis protocol, Celery workers, a browser.

Nothing here needs a server of one's own: the embedded ones start at the first use. Test databases
and Redis keys carry the process number, so that several runs of one checkout do not meet.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Before Django reads its settings: they read the environment once.
RUN = f"test_visitbook_{os.getpid()}"
os.environ.setdefault("VISITBOOK_TEST_DATABASE", RUN)
os.environ.setdefault("VISITBOOK_KEY_PREFIX", RUN)
# Tests ask as often as they like; those of the throttles set rates of their own.
os.environ.setdefault("API_ANONYMOUS_RATE", "0")
os.environ.setdefault("API_TOKEN_RATE", "0")
# Every answer of a test is held against the database as it is.
os.environ.setdefault("API_STATE_MILLISECONDS", "0")
# Most tests look at announcements as a reader of the demonstration does.
os.environ.setdefault("FULL_TEXT_PUBLIC", "1")
# Playwright's loop lives in this thread; the ORM calls around it are synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# Invented inputs: how long one takes says more of the machine's other work than of the code.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("default"), max_examples=20)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

pytest_plugins = [
    "tests.fixtures.servers",
    "tests.fixtures.workers",
    "tests.fixtures.browser",
    "tests.fixtures.web",
]
