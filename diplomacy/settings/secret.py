"""Where the secret key comes from."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from diplomacy import environment
from diplomacy.failures import CONFIGURATION, NO_PLACE, OperationalFailure


def secret_key(var: Path, *, required: bool) -> str:
    """SECRET_KEY, else (on a development machine) a random one kept under `var`."""
    given = environment.text("SECRET_KEY")
    if given and len(given) < 32:
        raise environment.malformed("SECRET_KEY", given, "at least 32 characters long")
    if given:
        return given
    if required:
        raise OperationalFailure(
            "SECRET_KEY is not set, and a site with a DATABASE_URL needs one.",
            remedy="Set it to a long random text and keep it: python -c "
            "'import secrets; print(secrets.token_urlsafe(50))'",
            code=CONFIGURATION,
        )
    return _kept_key(var / "secret_key")


def _kept_key(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = path.read_text(encoding="ascii").strip()
            if kept:
                return kept
            handle = os.open(path, os.O_WRONLY)
        key = secrets.token_urlsafe(50)
        with os.fdopen(handle, "w") as file:
            file.write(key)
        return key
    except PermissionError as error:
        raise OperationalFailure(
            f"{path} cannot be read or written by this user.",
            remedy="Run as its owner, or set VISITBOOK_VAR to a folder of your own.",
            code=NO_PLACE,
        ) from error
