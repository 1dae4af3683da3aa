"""A PostgreSQL and a Valkey of the tests' own: to be stopped, killed, filled and flushed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psutil
import psycopg2

from diplomacy.embedded.folders import lay_out
from diplomacy.embedded.places import DATABASE, Places
from diplomacy.embedded.postgres import Postgres
from diplomacy.embedded.valkey import Valkey


class OwnServers:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="visitbook-faults-"))
        # PostgreSQL's own account passes through it where the tests run as root.
        self.folder.chmod(0o711)
        self.places = Places(self.folder / "var")
        lay_out(self.places)
        self.postgres = Postgres(self.places)
        self.valkey = Valkey(self.places)
        self.postgres.ensure()
        self.valkey.ensure()

    def end(self) -> None:
        self.postgres.stop()
        self.valkey.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, statement: str) -> None:
        server = psycopg2.connect(
            dbname="postgres", user=DATABASE, host=str(self.places.sockets), port=5432
        )
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statement)
        server.close()

    def crash_postgres(self) -> None:
        """As a power cut would: nothing is finished, nothing is written back."""
        server = self._postmaster()
        server.send_signal(signal.SIGQUIT)
        server.wait(30)

    def _postmaster(self) -> psutil.Process:
        lines = (self.places.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return psutil.Process(int(lines[0]))

    def limit_files(self, most: str) -> None:
        """No file of PostgreSQL grows beyond so many bytes: to it the disk is full."""
        server = self._postmaster()
        for process in (server, *server.children(recursive=True)):
            subprocess.run(
                ["prlimit", "--pid", str(process.pid), f"--fsize={most}:unlimited"],
                check=False,  # it may have ended meanwhile
                **self.postgres.account.run_as(),
            )

    def restart_valkey(self) -> None:
        """A broker without a memory of its own comes back empty."""
        self.valkey.stop()
        self.valkey.ensure()
