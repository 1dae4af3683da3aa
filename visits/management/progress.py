"""A progress bar in a terminal, a line at the end elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Protocol

WIDTH = 30
_EVERY = 0.1


class Terminal(Protocol):
    """What is drawn on: a command's output, or any other stream of text."""

    def write(self, text: str, /) -> object: ...

    def flush(self) -> None: ...

    def isatty(self) -> bool: ...


class Progress:
    """`[########----------] 40/100 reading`, redrawn in place while it advances."""

    def __init__(self, out: Terminal, what: str, total: int) -> None:
        self._out, self._what, self._total = out, what, total
        self._done = 0
        self._drawn = 0.0
        self._is_live = bool(total) and out.isatty()

    def __enter__(self) -> Progress:
        self._draw()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_live:
            self._draw()
            self._out.write("\n")

    def advance(self, by: int) -> None:
        self._done += by
        if time.monotonic() - self._drawn >= _EVERY:
            self._draw()

    def _draw(self) -> None:
        if not self._is_live:
            return
        self._drawn = time.monotonic()
        filled = WIDTH * self._done // self._total
        bar = "#" * filled + "-" * (WIDTH - filled)
        self._out.write(f"\r[{bar}] {self._done:,}/{self._total:,} {self._what}")
        self._out.flush()
