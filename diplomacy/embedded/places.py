"""Where the embedded servers keep their files: a function of `var` and of who asks."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

DATABASE = "visitbook"
PORT = 5432  # a name of the socket's file only: nothing listens on TCP
# The shortest limit on a socket's path among the systems served (macOS), less some room.
LONGEST_SOCKET_PATH = 96
SOCKET_NAME = f".s.PGSQL.{PORT}"
KEPT_APART = Path("/var/tmp")  # noqa: S108  the folder made there is checked for its owner
SOCKETS_APART = Path("/tmp")  # noqa: S108  the folder made there is checked for its owner


def open_to_others(folder: Path) -> bool:
    """Whether any account may pass through `folder` and everything above it."""
    present = [place for place in (folder, *folder.parents) if place.exists()]
    return all(place.stat().st_mode & 0o001 for place in present)


@dataclass(frozen=True)
class Places:
    """Deterministic, so that every process of a checkout finds the same servers."""

    var: Path

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(f"{os.geteuid()}:{self.var}".encode()).hexdigest()[:10]

    @cached_property
    def apart(self) -> bool:
        """PostgreSQL refuses to run as root; its own account may not get into this checkout."""
        return os.geteuid() == 0 and not open_to_others(self.var.parent)

    @property
    def base(self) -> Path:
        return KEPT_APART / f"visitbook-{self.digest}" if self.apart else self.var

    @property
    def postgres(self) -> Path:
        return self.base / "postgres"

    @property
    def data(self) -> Path:
        return self.postgres / "data"

    @property
    def sockets(self) -> Path:
        usual = self.postgres / "socket"
        if len(os.fsencode(usual / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return usual
        return SOCKETS_APART / f"visitbook-{self.digest}"

    @property
    def valkey(self) -> Path:
        return self.base / "valkey"

    @property
    def valkey_socket(self) -> Path:
        usual = self.valkey / "valkey.socket"
        if len(os.fsencode(usual)) <= LONGEST_SOCKET_PATH:
            return usual
        return SOCKETS_APART / f"visitbook-{self.digest}-valkey" / "socket"

    @property
    def locks(self) -> Path:
        return self.var / "locks"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def database(self) -> dict[str, Any]:
        """Django's dictionary for the embedded server, which starts at the first connection."""
        return {
            "ENGINE": "diplomacy.database",
            "NAME": DATABASE,
            "USER": DATABASE,
            "PASSWORD": "",
            "HOST": str(self.sockets),
            "PORT": str(PORT),
        }

    def redis_url(self) -> str:
        return f"unix://{self.valkey_socket}"
