"""The supervisor as a person meets it: started, met twice, stopped, killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from diplomacy.embedded.places import Places
from diplomacy.failures import ALREADY_RUNNING, CONFIGURATION, PORT_IN_USE
from diplomacy.run.claims import marked

ROOT = Path(__file__).resolve().parent.parent.parent
OWN = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "VISITBOOK_TEST_DATABASE", "VISITBOOK_KEY_PREFIX"}
PATIENCE = 240.0

pytestmark = [pytest.mark.faults, pytest.mark.worker]


class Site:
    """`make run` without make, in a var of its own."""

    def __init__(self, var: Path, port: int) -> None:
        self.places = Places(var)
        self.port = port
        self.log = var.parent / "run.log"
        self.first_start = 0.0
        self.supervisors: list[subprocess.Popen[bytes]] = []

    def begin(self, log: Path, **extra: str) -> subprocess.Popen[bytes]:
        kept = {key: value for key, value in os.environ.items() if key not in OWN}
        given = {"PORT": str(self.port), "VISITBOOK_VAR": str(self.places.var)}
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "diplomacy.run"],
                cwd=ROOT,
                env=kept | given | extra,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.supervisors.append(process)
        return process

    def serve(self) -> subprocess.Popen[bytes]:
        process = self.begin(self.log)
        until = time.monotonic() + PATIENCE
        while "Visitbook is at" not in self.log.read_text():
            assert process.poll() is None, self.told()
            assert time.monotonic() < until, self.told()
            time.sleep(0.1)
        return process

    def told(self) -> str:
        """What it said, and what its worker said last."""
        worker = self.places.logs / "worker.log"
        last = worker.read_text()[-3000:] if worker.exists() else "(no worker yet)"
        return f"{self.log.read_text()}\n{last}"

    def refused(self, **extra: str) -> tuple[int, str]:
        log = self.log.with_name("refused.log")
        code = self.begin(log, **extra).wait(timeout=30)
        return code, log.read_text().strip().splitlines()[0]

    def leftovers(self) -> list[str]:
        """Processes of this site, servers included."""
        found = [process.name() for process in marked(self.places)]
        for process in psutil.process_iter():
            try:
                if str(self.places.var) in " ".join(process.cmdline()):
                    found.append(process.name())
            except psutil.Error:
                continue
        return found


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="visitbook-"))
    folder.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    made = Site(folder / "var", port)
    yield made
    for process in made.supervisors:
        process.terminate()
        process.wait(timeout=30)
    shutil.rmtree(folder)


def test_run_from_nothing_to_a_filled_calendar_and_to_nothing(site: Site) -> None:
    began = time.monotonic()
    process = site.serve()
    site.first_start = time.monotonic() - began
    told = site.log.read_text()
    page = requests.get(f"http://127.0.0.1:{site.port}/", timeout=20)

    process.send_signal(signal.SIGINT)
    code = process.wait(timeout=30)

    assert (page.status_code, code, site.leftovers()) == (200, 0, [])
    assert told.count("Done: ") == told.count("Demo editor: ") == 1
    assert told.count("could not be fetched") == 0


def test_run_again_is_quick_and_refuses_a_second(site: Site) -> None:
    began = time.monotonic()
    process = site.serve()
    took = time.monotonic() - began
    told = site.log.read_text()

    code, line = site.refused()
    process.terminate()

    assert (code, line.count("It runs already")) == (ALREADY_RUNNING, 1)
    assert process.wait(timeout=30) == 0
    assert site.leftovers() == []
    # Against the first one, not against a clock: the machine may have other work.
    assert 0 < took < site.first_start or site.first_start == 0
    assert told.count("the worker looks for news.") == 1


def test_run_after_a_killed_one_takes_over(site: Site) -> None:
    killed = site.serve()
    killed.kill()
    killed.wait()

    process = site.serve()
    page = requests.get(f"http://127.0.0.1:{site.port}/livez", timeout=20)
    process.terminate()

    assert (page.json(), process.wait(timeout=30)) == ({"status": "ok"}, 0)
    assert site.leftovers() == []


def test_run_on_a_port_in_use(site: Site) -> None:
    with socket.create_server(("127.0.0.1", site.port)):
        refusal = site.refused()

    assert refusal == (
        PORT_IN_USE,
        f"visitbook: Port {site.port} is in use by another program.",
    )
    assert site.leftovers() == []


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_run_on_a_port_that_is_none(site: Site, port: str) -> None:
    code, line = site.refused(PORT=port)

    assert (code, line.split()[1:4]) == (CONFIGURATION, ["PORT", "is", "malformed:"])
