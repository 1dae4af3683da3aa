"""Real parts for every test: PostgreSQL, Redis protocol, Celery workers, a browser.

Nothing here needs a server of one's own: the embedded ones start at the first use. Test databases
and Redis keys carry the process number, so that several runs of one checkout do not meet.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import Settings

# Before Django reads its settings: they read the environment once.
RUN = f"test_visitbook_{os.getpid()}"
os.environ.setdefault("VISITBOOK_TEST_DATABASE", RUN)
os.environ.setdefault("VISITBOOK_KEY_PREFIX", RUN)
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


@pytest.fixture(autouse=True)
def site_of_the_tests(settings: Settings) -> None:
    """As often and as whole as tests like: Django reads its settings before this file."""
    settings.API_ANONYMOUS_RATE = settings.API_TOKEN_RATE = 0
    settings.FULL_TEXT_PUBLIC = True
