"""Packaged word tables, `<subject>_<language>.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

FOLDER = resources.files("visits.extraction.lexicon")


@cache
def table(name: str) -> dict[str, Any]:
    """The table `<name>.toml`; FileNotFoundError where the language has none."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """The words of `<name>.txt`, one or more a line."""
    return frozenset((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split())


def languages(subject: str) -> tuple[str, ...]:
    """The languages that have a table of this subject, in alphabetical order."""
    names = (entry.name for entry in FOLDER.iterdir())
    prefix, suffix = f"{subject}_", ".toml"
    return tuple(
        sorted(
            name[len(prefix) : -len(suffix)]
            for name in names
            if name.startswith(prefix) and name.endswith(suffix)
        )
    )
