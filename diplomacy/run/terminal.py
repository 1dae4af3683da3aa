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
    """One line that renews itself on a terminal, and a line for every change elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stdout.isatty()
        self._last = ""

    def show(self, line: str) -> None:
        if line == self._last:
            return
        if self._live:
            print(f"\r{line.ljust(len(self._last))}", end="", flush=True)
        else:
            print(line, flush=True)
        self._last = line

    def close(self) -> None:
        if self._live and self._last:
            print(flush=True)
