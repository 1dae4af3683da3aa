"""The web server as `make run` starts it, and the benchmarks with it."""

from __future__ import annotations

import sys

# Longer than browsers and proxies keep a connection for: whoever ends it first may cut off a
# request that the other one is just sending.
KEEP_ALIVE_SECONDS = 150


def web_command(host: str, port: int) -> list[str]:
    served = ["--bind", f"{host}:{port}", "--workers", "2", "--threads", "4", "--preload"]
    times = ["--timeout", "60", "--graceful-timeout", "3", "--keep-alive", str(KEEP_ALIVE_SECONDS)]
    # gunicorn's control socket would lie in the home of whoever runs it.
    quiet = ["--no-control-socket"]
    gunicorn = [sys.executable, "-m", "gunicorn", "diplomacy.wsgi:application"]
    return [*gunicorn, *served, *times, *quiet]
