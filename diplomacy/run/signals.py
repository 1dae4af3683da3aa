"""Ctrl-C, a closed terminal and a polite `kill` all ask for the same orderly end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody wants the site stopped."""


def _raise(_number: int, _frame: FrameType | None) -> None:
    # Once is enough: what follows is the orderly end, which nothing may cut short.
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    raise Stop


@contextmanager
def stops_raise() -> Iterator[None]:
    before = {number: signal.signal(number, _raise) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
