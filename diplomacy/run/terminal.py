"""What `make run` says while it works."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def said(line: str) -> None:
    print(line, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Names what is being done, and how long it took where that was noticeable."""
    print(f"{title} ...", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)


class StatusLine:
    """One line that renews itself on a terminal; elsewhere a line every few seconds."""

    SECONDS_BETWEEN_LINES = 3.0

    def __init__(self) -> None:
        self._live = sys.stdout.isatty()
        self._last = ""
        self._next = 0.0

    def show(self, line: str) -> None:
        if line == self._last or (not self._live and time.monotonic() < self._next):
            return
        self._next = time.monotonic() + self.SECONDS_BETWEEN_LINES
        if self._live:
            print(f"\r{line.ljust(len(self._last))}", end="", flush=True)
        else:
            print(line, flush=True)
        self._last = line

    def close(self) -> None:
        if self._live and self._last:
            print(flush=True)
