"""A whole site under test: a feed, a database, a broker, workers and timetables as processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.faults.dump import BALLAST, dump
from tests.faults.servers import OwnServers
from tests.fixtures.workers import ROOT, WorkerProcess
from tests.pipeline import settle
from visits.models import Announcement, Reading, Source, Timeline
from visits.queries.due import waiting_rows
from visits.queries.leases import Work
from visits.sample import SampleAnnouncement
from visits.sample.feed import atom_feed
from visits.services.fetching import fetch_source
from visits.services.leases import lease
from visits.terms import DeliveryState


class Feed:
    """An Atom feed on loopback, whose entries can be changed while it is served."""

    def __init__(self) -> None:
        self.items: list[SampleAnnouncement] = []
        feed = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = self.path == "/feed.atom"
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", "application/atom+xml")
                self.end_headers()
                self.wfile.write(atom_feed("http://127.0.0.1", feed.items) if found else b"")

            def log_message(self, format: str, *args: object) -> None:
                """Keeps the test's output quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Site:
    """Processes get nothing but the environment: two URLs, a secret, and where to keep files."""

    def __init__(self, servers: OwnServers, database: str, feed: Feed, folder: Path) -> None:
        self.servers = servers
        self.feed = feed
        self.folder = folder
        self.name = database
        self.database = f"postgresql://visitbook@/{database}?host={servers.places.sockets}"
        self.broker = servers.places.redis_url()
        self._workers: list[WorkerProcess] = []
        self._others: list[subprocess.Popen[bytes]] = []

    def environment(self, name: str, **more: str) -> dict[str, str]:
        kept = ("PATH", "HOME", "LANG", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
        return {key: os.environ[key] for key in kept if key in os.environ} | {
            "DATABASE_URL": self.database,
            "REDIS_URL": self.broker,
            "SECRET_KEY": "x" * 50,
            "VISITBOOK_VAR": str(self.folder / name),
            "VISITBOOK_OUTBOUND_ALLOW": self.feed.address,
            "SWEEP_SECONDS": "1",
            "PYTHONUNBUFFERED": "1",
            **more,
        }

    def publish(self, items: Iterable[SampleAnnouncement]) -> None:
        """The feed carries these from now on, and is due to be fetched."""
        self.feed.items = list(items)
        source, _ = Source.objects.get_or_create(
            slug="feed", defaults={"name": "A feed", "url": f"http://{self.feed.address}/feed.atom"}
        )
        # Not while it is being fetched: that fetch, of the feed as it was, sets the next check.
        while not self._is_due_now(source.pk):
            time.sleep(0.05)

    def _is_due_now(self, source: int) -> bool:
        with lease(Work.FETCHING, [source]) as ours:
            return bool(Source.objects.filter(pk__in=ours).update(next_check_at=None))

    def settle(self) -> dict[str, list[str]]:
        """All that is due is done in this process, without faults; what the database says then."""
        fetch_source(source_id=Source.objects.get(slug="feed").pk)
        settle()
        return dump()

    def worker(
        self,
        name: str = "w1",
        *arguments: str,
        app: str = "diplomacy",
        within: tuple[str, ...] = (),
        **more: str,
    ) -> WorkerProcess:
        log = self.folder / f"{name}.log"
        found = WorkerProcess(self.environment(name, **more), log, app=app, within=within)
        self._workers.append(found)
        found.start("--hostname", f"{name}@%h", *arguments)
        return found

    def beat(self, name: str = "beat", *, app: str = "diplomacy", **more: str) -> None:
        (self.folder / name).mkdir(exist_ok=True)
        with (self.folder / f"{name}.log").open("ab") as output:
            self._others.append(
                subprocess.Popen(
                    [sys.executable, "-m", "celery", "-A", app, "beat", "--pidfile", ""],
                    cwd=ROOT,
                    env=self.environment(name, **more),
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )

    def command(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment("command"), check=True
        )

    def wait(self, condition: Callable[[], bool], seconds: float = 60.0) -> float:
        """Seconds until the condition held; a failure shows what the processes said."""
        began = time.monotonic()
        while not condition():
            if time.monotonic() - began > seconds:
                raise AssertionError(f"not within {seconds} s\n{self.told()}")
            time.sleep(0.1)
        return time.monotonic() - began

    def is_done(self) -> bool:
        """Whether everything that the feed carries is stored, read and linked."""
        wanted = sum(len(item.texts) for item in self.feed.items)
        return (
            Announcement.objects.exclude(source__slug=BALLAST).count() >= wanted
            and not Reading.objects.filter(waiting_rows()).exists()
            and not Timeline.objects.filter(waiting_rows(), due_at__isnull=False).exists()
        )

    def dead(self) -> int:
        return sum(
            model.objects.filter(state=DeliveryState.DEAD).count() for model in (Reading, Timeline)
        )

    def told(self) -> str:
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"== {log.name}\n{log.read_text()[-2500:]}" for log in logs)

    def end(self) -> None:
        for worker in self._workers:
            worker.kill_all()
        for process in self._others:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
