"""Reading the packaged files."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources

FOLDER = resources.files("visits.reference") / "data"


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/<name>.csv`, every value a string."""
    lines = csv.reader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    header = next(lines)
    return (dict(zip(header, line, strict=True)) for line in lines)


def optional_table(name: str) -> Iterator[dict[str, str]]:
    """As `table`; no rows where a language has no such file yet."""
    return table(name) if (FOLDER / f"{name}.csv").is_file() else iter(())


def split(forms: str) -> tuple[str, ...]:
    """The `;`-separated forms of one cell, in order."""
    return tuple(form for form in forms.split(";") if form)


@cache
def version() -> str:
    """A content hash of the packaged files; it changes when any of them does."""
    digest = hashlib.sha256()
    for entry in sorted(FOLDER.iterdir(), key=lambda item: item.name):
        digest.update(entry.name.encode())
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]
