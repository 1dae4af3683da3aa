"""Who still uses the embedded servers, counted by locks that the kernel drops with a process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diplomacy.embedded.folders import told


def _opened(path: Path) -> int:
    with told(path):
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else is inside; waits for whoever is."""
    handle = _opened(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Lease:
    """A share in the servers; a killed process gives its share back without saying so."""

    def __init__(self, path: Path) -> None:
        self.owner = os.getpid()
        self._handle = _opened(path)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give_back(self) -> None:
        os.close(self._handle)
