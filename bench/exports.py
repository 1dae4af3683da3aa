"""The memory of an export: the peak of a process that writes many rows beside that of few."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.figures import Figure, peak_mebibytes
from bench.scale import stored
from visits.exports.tables.forms import VISIT_FORMS, nested_for
from visits.queries.rows.context import RowContext
from visits.queries.today import today
from visits.queries.visits import visits_alone

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY = 10_000, 200_000
MOST_GROWTH = 1.1


def measure(visits: int, var: Path) -> list[Figure]:
    """Each form in processes of their own, with few rows and with many."""
    few, many = min(FEW, visits // 10), min(MANY, visits)
    figures = []
    with stored(visits):
        for form in VISIT_FORMS:
            low, high = (_peak(form, count, visits) for count in (few, many))
            told = f"{form}: {many:,} rows / {few:,} in memory, at most"
            figures += [
                Figure(told, high / low, "times", MOST_GROWTH),
                Figure("  of which: the peak with many", high, "MiB"),
            ]
    return [*figures, Figure("visits stored", visits, "visits")]


def _peak(form: str, count: int, visits: int) -> float:
    told = f"from bench.exports import write; write({form!r}, {count}, {visits})"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", told]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout.splitlines()[-1])


def write(form: str, count: int, visits: int) -> None:
    """Writes so many rows to nowhere, and prints the peak of this process in MiB."""
    with stored(visits), Path(os.devnull).open("wb") as nowhere:
        about = RowContext("http://localhost/api/v1/", today(), "en", nested=nested_for(form))
        # Generated visits are numbered from 1.
        nowhere.writelines(VISIT_FORMS[form](visits_alone().filter(pk__lte=count), about))
    print(peak_mebibytes())
