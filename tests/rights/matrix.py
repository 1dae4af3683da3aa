"""The table of rights, as it is written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "matrix.toml"
Rights = dict[str, dict[str, list[str]]]


def written() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def rights(part: str, *, is_closed: bool = False) -> Rights:
    """Route → method → roles, of the pages or of the API; `is_closed` to anonymous readers."""
    told = written()
    groups = told["groups"] | (told["closed"] if is_closed else {})
    return {
        route: {method: groups[group] for method, group in methods.items()}
        for route, methods in told[part].items()
    }
