"""`python -m diplomacy.run`: the whole site on one machine, with its demonstration."""

from __future__ import annotations

import io
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from diplomacy import environment
from diplomacy.embedded import ensure, release
from diplomacy.embedded.folders import lay_out
from diplomacy.embedded.places import Places
from diplomacy.failures import reported
from diplomacy.run.children import Children
from diplomacy.run.claims import end_leftovers, only_run, require_free
from diplomacy.run.pipeline import follow, pull
from diplomacy.run.signals import Stop, stops_raise
from diplomacy.run.terminal import said, step
from diplomacy.run.web import web_command

DEMO_DAY = "2025-04-01"
HOST = "127.0.0.1"


def main() -> int:
    with reported():
        try:
            with stops_raise():
                run(environment.whole("PORT", 8000, least=1, most=65535))
        except Stop:
            said("Stopped.")
    return 0


def run(port: int) -> None:
    began = time.monotonic()
    address = f"http://{HOST}:{port}"
    _prepare_environment(port, address)
    # Inline: the settings read the environment that was prepared just now.
    from django.conf import settings  # noqa: PLC0415

    places: Places = settings.PLACES
    lay_out(places)
    with ExitStack() as stack:
        stack.enter_context(only_run(places.locks / "run", address))
        end_leftovers(places)
        require_free(HOST, port)
        if places.apart:
            said(
                f"PostgreSQL may not run as root, and its own account cannot enter {places.var}: "
                f"its files go to {places.base}."
            )
        with step("Starting PostgreSQL and Valkey"):
            ensure(places)
        stack.callback(release, places)
        account = _prepare_database()
        children = stack.enter_context(Children(places, root=Path(settings.BASE_DIR)))
        children.start("web", web_command(HOST, port))
        with step("Waiting for the site to answer"):
            children.wait_until_served(f"{address}/readyz")
        # Only now: the site answers sooner when they do not start beside it.
        _start_workers(children)
        follow(pull(address), children.require_alive)
        said(f"\nVisitbook is at {address} (ready after {time.monotonic() - began:.1f} s)")
        said(f"{account}\nIts day is {os.environ['VISITBOOK_TODAY']}. Ctrl-C stops everything.\n")
        children.watch()


def _prepare_environment(port: int, address: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    os.environ.setdefault("VISITBOOK_DEMO", "1")
    os.environ.setdefault("VISITBOOK_TODAY", DEMO_DAY)
    os.environ.setdefault("VISITBOOK_OUTBOUND_ALLOW", f"{HOST}:{port}")
    os.environ.setdefault("SITE_URL", address)


def _prepare_database() -> str:
    """The demo editor's account, as `load_demo` words it."""
    # Inline: models can be imported after the set-up alone.
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    with step("Bringing the database up to date"):
        call_command("migrate", interactive=False, verbosity=0)
    with step("Loading countries, offices and officials"):
        call_command("load_reference", stdout=io.StringIO())
    account = io.StringIO()
    call_command("load_demo", stdout=account)
    return account.getvalue().strip()


def _start_workers(children: Children) -> None:
    queues = ["--queues", "sweep,fetch,extract,link,deliver,import", "--concurrency", "2"]
    # No gossip between workers: there is one, and listening for others costs a second.
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    celery = [sys.executable, "-m", "celery", "-A", "diplomacy"]
    children.start("worker", [*celery, "worker", *queues, *quiet])
    children.start("beat", [*celery, "beat", "--pidfile", "", "--loglevel", "INFO"])


if __name__ == "__main__":
    sys.exit(main())
