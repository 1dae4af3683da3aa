"""Sources that are ready to be added."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Slug → the fields of a source, in the order of the file."""
    file = resources.files("visits.ingest").joinpath("presets.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
