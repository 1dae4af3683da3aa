"""One run of a checkout at a time, on a port that is free, after whatever a killed run left."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from diplomacy.embedded.folders import told
from diplomacy.embedded.places import Places
from diplomacy.failures import ALREADY_RUNNING, PORT_IN_USE, OperationalFailure
from diplomacy.run.terminal import said

MARK = "VISITBOOK_RUN"
PATIENCE = 6.0


@contextmanager
def only_run(path: Path, address: str) -> Iterator[None]:
    """Holds the lock of the run; the file tells a second one where the first is served."""
    with told(path), path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise OperationalFailure(
                f"It runs already, from this checkout: {file.read().strip()}.",
                remedy="Stop that one first (Ctrl-C in its terminal, or kill that process).",
                code=ALREADY_RUNNING,
            ) from None
        file.truncate(0)
        file.write(f"{address}, process {os.getpid()}")
        file.flush()
        yield


def marked(places: Places) -> list[psutil.Process]:
    """Every process that a run of this checkout started, children of children too."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == places.digest and process.pid != os.getpid():
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def end(processes: list[psutil.Process], patience: float = PATIENCE) -> None:
    """Asks politely, then not."""
    for process in processes:
        _send(process.terminate)
    _, alive = psutil.wait_procs(processes, timeout=patience)
    for process in alive:
        _send(process.kill)
    psutil.wait_procs(alive, timeout=patience)


def _send(signal_it: Callable[[], None]) -> None:
    try:
        signal_it()
    except psutil.Error:
        return


def end_leftovers(places: Places) -> None:
    leftovers = marked(places)
    if leftovers:
        said(f"An earlier run was killed; ending {len(leftovers)} processes that it left.")
        end(leftovers)


def require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        # As the web server does: a port that was closed a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise OperationalFailure(
                f"This user may not serve on port {port}.",
                remedy="Choose one above 1023: make run PORT=8000",
                code=PORT_IN_USE,
            ) from None
        except OSError:
            raise OperationalFailure(
                f"Port {port} is in use by another program.",
                remedy=f"Stop that program, or choose another port: make run PORT={port + 1}",
                code=PORT_IN_USE,
            ) from None
