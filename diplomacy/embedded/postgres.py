"""A private PostgreSQL: made once, then started, adopted or stopped."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psutil
import psycopg2
from psycopg2 import sql

from diplomacy.embedded.accounts import Account, server_account
from diplomacy.embedded.binaries import programs
from diplomacy.embedded.folders import disk_full, no_place, private, told
from diplomacy.embedded.places import DATABASE, PORT, SOCKET_NAME, Places
from diplomacy.failures import OperationalFailure

MAJOR = "18"
PATIENCE = 60.0
ROOM = 80 * 1024 * 1024  # what initdb and the first log segments take
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "max_connections": "100",
    "shared_buffers": "128MB",
    # A crash of the machine may lose the last half second, never the whole.
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Postgres:
    places: Places

    @cached_property
    def account(self) -> Account:
        return server_account(self.places.data)

    @property
    def log(self) -> Path:
        return self.places.postgres / "server.log"

    def answers(self) -> bool:
        """Whether a server is there; waits for one that is just starting or stopping."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self._connect("postgres").close()
                return True
            except psycopg2.OperationalError as error:
                if "starting up" not in str(error) and "shutting down" not in str(error):
                    return False
                time.sleep(0.1)
        return False

    def ensure(self) -> None:
        """Adopts the server that runs, or starts one; the database is there afterwards."""
        if not self.answers():
            self._start()
        connection = self._connect("postgres")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        finally:
            connection.close()

    def stop(self) -> None:
        if (self.places.data / "postmaster.pid").exists():
            self._program("pg_ctl", "-D", self.places.data, "-m", "fast", "-w", "stop")

    def _connect(self, name: str) -> psycopg2.extensions.connection:
        return psycopg2.connect(
            dbname=name, user=DATABASE, host=str(self.places.sockets), port=PORT, connect_timeout=10
        )

    def _start(self) -> None:
        private(self.places.postgres, owner=self.account)
        private(self.places.sockets, owner=self.account)
        self._initialise()
        self._forget_stale_pids()
        options = SETTINGS | {"unix_socket_directories": str(self.places.sockets)}
        given = " ".join(f"-c {shlex.quote(f'{key}={value}')}" for key, value in options.items())
        self._program(
            "pg_ctl",
            *("-D", self.places.data, "-l", self.log, "-o", given),
            *("-w", "-t", int(PATIENCE), "start"),
        )

    def _initialise(self) -> None:
        """Makes the data folder under another name first: it is complete or it is absent."""
        with told(self.places.data):
            present = (self.places.data / "PG_VERSION").is_file()
        if present:
            return self._refuse_other_version()
        if self.places.data.exists():
            raise OperationalFailure(
                f"{self.places.data} is there but holds no PostgreSQL database.",
                remedy=f"Move it away (or remove it, if nothing in it is dear to you):\n"
                f"rm -rf {shlex.quote(str(self.places.data))}",
            )
        unfinished = self.places.data.with_name("data.unfinished")
        with told(unfinished):
            if unfinished.exists():
                shutil.rmtree(unfinished)
            if shutil.disk_usage(self.places.postgres).free < ROOM:
                raise disk_full(unfinished)
        self._program(
            "initdb",
            *("-D", unfinished, "-U", DATABASE, "--auth=trust", "--encoding=UTF8", "--no-sync"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
        with told(self.places.data):
            unfinished.rename(self.places.data)
        return None

    def _refuse_other_version(self) -> None:
        found = (self.places.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != MAJOR:
            raise OperationalFailure(
                f"{self.places.data} was made by PostgreSQL {found}; this is PostgreSQL {MAJOR}.",
                remedy="Move that folder away; `make run` then makes a new one.",
            )

    def _forget_stale_pids(self) -> None:
        """PostgreSQL trusts a number that, after a crash, may have become another process's."""
        for path in (
            self.places.data / "postmaster.pid",
            self.places.sockets / f"{SOCKET_NAME}.lock",
        ):
            if not path.exists():
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            if not lines or not lines[0].strip().isdigit() or not _is_postgres(int(lines[0])):
                path.unlink()

    def _program(self, name: str, *arguments: object) -> None:
        command = [str(programs(self.places) / name), *map(str, arguments)]
        clean = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        # A file, not a pipe: the server inherits it and would keep a pipe open.
        with tempfile.TemporaryFile() as output:
            result = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=clean,
                cwd=self.places.postgres if not self.account.run_as() else "/",
                **self.account.run_as(),
            )
            output.seek(0)
            said = output.read().decode(errors="replace")
        if result.returncode:
            raise self._explained(name, said)

    def _explained(self, name: str, said: str) -> OperationalFailure:
        tail = said.strip().splitlines()[-6:]
        if self.log.exists():
            tail += self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        whole = "\n".join(tail)
        if "No space left on device" in whole or "Disk quota exceeded" in whole:
            return disk_full(self.places.postgres)
        if "Permission denied" in whole:
            return no_place(self.places.postgres, f"{self.account.name} has no right to it")
        return OperationalFailure(
            f"PostgreSQL's {name} failed; its last lines are below.",
            remedy=f"{whole}\nThe whole log: {self.log}\n"
            "Set DATABASE_URL to use a server of your own instead.",
        )


def _is_postgres(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        # A killed server that nobody has waited for is still listed.
        return "postgres" in process.name() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
