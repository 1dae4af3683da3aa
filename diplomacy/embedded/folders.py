"""Folders of the embedded servers, made with the rights that they need."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diplomacy.embedded.accounts import Account
from diplomacy.embedded.places import KEPT_APART, SOCKETS_APART, Places
from diplomacy.failures import DISK_FULL, NO_PLACE, OperationalFailure


def disk_full(place: Path) -> OperationalFailure:
    return OperationalFailure(
        f"The disk that holds {place} is full.",
        remedy="Free some space (the first start needs about 100 MB), or set VISITBOOK_VAR to a "
        "folder on another disk.",
        code=DISK_FULL,
    )


def no_place(place: Path, reason: str) -> OperationalFailure:
    return OperationalFailure(
        f"{place} cannot be used: {reason}.",
        remedy="Run as the owner of that folder, or set VISITBOOK_VAR to a folder of your own.",
        code=NO_PLACE,
    )


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turns an `OSError` about files under `place` into a failure with a way out."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise disk_full(place) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise no_place(place, error.strerror or "no permission") from error
        raise


def private(folder: Path, *, mode: int = 0o700, owner: Account | None = None) -> Path:
    """`folder`, made if it was lacking; one in a shared place must be nobody else's."""
    owners = {os.geteuid()} | ({owner.uid} if owner else set())
    with told(folder):
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        found = folder.lstat()
        if folder.parent in {KEPT_APART, SOCKETS_APART} and (
            folder.is_symlink() or found.st_uid not in owners or found.st_mode & 0o022
        ):
            raise no_place(folder, "it belongs to another user")
        if owner:
            owner.own(folder)
    return folder


def lay_out(places: Places) -> None:
    private(places.var, mode=0o755)
    if os.geteuid() == 0 and not places.apart:
        # The server's account passes through `var` to its own folder and reads nothing on the way.
        places.var.chmod(places.var.stat().st_mode | 0o011)
    private(places.base, mode=0o711)
    for folder in (places.locks, places.logs, places.valkey, places.valkey_socket.parent):
        private(folder)
