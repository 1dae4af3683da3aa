"""What a benchmark prints: a table for people, and its last line as one JSON object."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `limit` is what it must reach, as told in `what`; None for none."""

    what: str
    value: float
    unit: str
    limit: float | None = None


def peak_mebibytes() -> float:
    """The largest resident size of this process so far, in MiB.

    Linux counts what the parent had into `ru_maxrss` of a process that it starts.
    """
    if STATUS.exists():
        told = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
        return int(told["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def lines(name: str, figures: list[Figure]) -> list[str]:
    """The table, and then the same figures as JSON."""
    shown = [f"bench {name}"]
    for figure in figures:
        limit = "" if figure.limit is None else f"   limit {figure.limit:g}"
        shown.append(f"  {figure.what:52} {figure.value:12.3f} {figure.unit}{limit}")
    return [*shown, json.dumps({"bench": name, "figures": [asdict(f) for f in figures]})]
