"""The account PostgreSQL runs as: the caller's, or one without rights when the caller is root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplomacy.failures import SERVER_FAILED, OperationalFailure

NAME = "visitbook-db"


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    uid: int
    gid: int

    def run_as(self) -> dict[str, Any]:
        """Arguments of `subprocess` that change to this account, where a change is needed."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        if os.geteuid() == 0:
            os.chown(folder, self.uid, self.gid)


def _of(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def server_account(data: Path) -> Account:
    """Whoever owns `data` already, else the caller, else (for root) an account of its own."""
    if os.geteuid() != 0:
        return _of(pwd.getpwuid(os.geteuid()))
    if data.exists() and data.stat().st_uid != 0:
        return _of(pwd.getpwuid(data.stat().st_uid))
    try:
        return _of(pwd.getpwnam(NAME))
    except KeyError:
        return _made()


def _made() -> Account:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/bin/false", NAME],
            check=False,
            capture_output=True,
        )
    for name in (NAME, "nobody"):
        try:
            return _of(pwd.getpwnam(name))
        except KeyError:
            continue
    raise OperationalFailure(
        "PostgreSQL refuses to run as root, and there is no other account to run it as.",
        remedy=f"Run as another user, create the account {NAME}, or set DATABASE_URL.",
        code=SERVER_FAILED,
    )
