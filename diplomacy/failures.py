"""Failures a person can do something about, told in a few plain lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Exit codes of `make run` and of `manage.py`; documented in docs/operations.md.
CONFIGURATION = 78
PORT_IN_USE = 3
ALREADY_RUNNING = 4
SERVER_FAILED = 5
NO_PLACE = 6
DISK_FULL = 7
CHILD_DIED = 8


class OperationalFailure(Exception):
    """What went wrong, how to get out of it, and the exit code that says so."""

    def __init__(self, message: str, *, remedy: str = "", code: int = SERVER_FAILED) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}" if self.remedy else self.message


@contextmanager
def reported() -> Iterator[None]:
    """Turns an `OperationalFailure` into its message and exit code, without a traceback."""
    try:
        yield
    except OperationalFailure as failure:
        print(f"\nvisitbook: {failure.message}", file=sys.stderr)
        for line in failure.remedy.splitlines():
            print(f"  {line}", file=sys.stderr)
        raise SystemExit(failure.code) from failure
