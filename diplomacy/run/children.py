"""The processes of a run: started in sessions of their own, watched, and ended to the last."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import requests

from diplomacy.embedded.places import Places
from diplomacy.failures import CHILD_DIED, OperationalFailure
from diplomacy.run.claims import MARK, end, marked

PATIENCE = 60.0
PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """On Linux a child hears of the supervisor's death, even of one by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Children:
    """Leaving the context ends them all."""

    def __init__(self, places: Places, *, root: Path) -> None:
        self._places = places
        self._root = root
        self._all: list[Child] = []

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for child in self._all:
            child.process.terminate()
        until = time.monotonic() + 6
        for child in self._all:
            try:
                child.process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        end(marked(self._places), patience=2)

    def start(self, name: str, command: list[str]) -> None:
        log = self._places.logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._root,
                env=os.environ | {MARK: self._places.digest, "PYTHONUNBUFFERED": "1"},
                # Of their own sessions: Ctrl-C reaches the supervisor alone, which ends them.
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self._all.append(Child(name, process, log))

    def require_alive(self) -> None:
        for child in self._all:
            if child.process.poll() is not None:
                raise _died(child)

    def wait_until_served(self, address: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.require_alive()
            try:
                if requests.get(address, timeout=5).ok:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.1)
        raise OperationalFailure(
            f"{address} did not answer within {PATIENCE:.0f} seconds.",
            remedy=f"Its log: {self._places.logs / 'web.log'}",
            code=CHILD_DIED,
        )

    def watch(self) -> None:
        """Returns never: a signal or the death of a child ends it."""
        while True:
            self.require_alive()
            time.sleep(0.5)


def _died(child: Child) -> OperationalFailure:
    tail = child.log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
    return OperationalFailure(
        f"The {child.name} process ended by itself (exit code {child.process.returncode}).",
        remedy="\n".join(tail) + f"\nThe whole log: {child.log}",
        code=CHILD_DIED,
    )
