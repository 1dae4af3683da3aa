"""Prints how often the program is right where it says how sure it is.

    python -m tests.extraction.reliability [DIRECTORY]

DIRECTORY holds `dev.jsonl`, annotated announcements, and `score.py`, which says when a prediction
agrees with the annotation. The two tables are Markdown, for `docs/confidence.md`.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from visits.extraction import extract, packaged_gazetteer
from visits.extraction.announcements import document_of
from visits.extraction.output import as_record

SHARED = Path(__file__).resolve().parents[3] / "shared" / "evaluation"
BANDS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
Event = dict[str, Any]
Agrees = Callable[[Event, Event], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """One prediction: how sure it was, whether it was right, with dates and status as well."""

    confidence: float
    right: bool
    strict: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `found` is the share of gold at or above the band's lower edge."""

    low: float
    high: float
    count: int
    right: int
    strict: int
    count_above: int
    right_above: int
    found: float


def judge(
    gold: Sequence[Event], predicted: Sequence[Event], agrees: Agrees, score: ModuleType
) -> tuple[list[Judged], int]:
    """Each prediction judged, and how many events of gold there were to find."""
    pairs, missed, invented = score.pair_up(gold, predicted, agrees)
    wanted = [one for one in [*(g for g, _ in pairs), *missed] if not one.get("background")]
    judged = [
        Judged(
            p["confidence"],
            right=True,
            strict=score.dates_agree(g, p) and score.same_status(g, p),
            counts=not g.get("background"),
        )
        for g, p in pairs
    ]
    return judged + [Judged(p["confidence"], right=False) for p in invented], len(wanted)


def rows_of(judged: Sequence[Judged], wanted: int) -> list[Row]:
    """One row a band that has any prediction, the lowest first."""
    rows = []
    wanted = max(wanted, 1)
    counted = [one for one in judged if one.counts]
    for low, high in zip(BANDS, [*BANDS[1:], 1.01], strict=True):
        band = [one for one in counted if low <= one.confidence < high]
        above = [one for one in counted if one.confidence >= low]
        right = sum(one.right for one in above)
        if band:
            rows.append(
                Row(
                    low, min(high, 1.0), len(band), sum(one.right for one in band),
                    sum(one.strict for one in band), len(above), right, right / wanted,
                )
            )  # fmt: skip
    return rows


def as_markdown(rows: Sequence[Row]) -> str:
    lines = [
        "| confidence | said | right | dates and status too | precision | from here up | found |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.low:.2f}-{row.high:.2f} | {row.count} | {row.right} | {row.strict} | "
        f"{row.right / row.count:.2f} | {row.right_above / row.count_above:.3f} | {row.found:.2f} |"
        for row in rows
    ]
    return "\n".join(lines)


def main(directory: Path) -> None:
    score = _module(directory / "score.py")
    gazetteer = packaged_gazetteer()
    found: dict[str, list[Judged]] = {"visits": [], "meetings": []}
    wanted = dict.fromkeys(found, 0)
    agrees = {"visits": score.visit_agrees, "meetings": score.meeting_agrees}
    lines = (directory / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    for record in records:
        said = as_record(extract(document_of(record, gazetteer), gazetteer), explain=False)
        for subject in found:
            judged, there = judge(record["gold"][subject], said[subject], agrees[subject], score)
            found[subject] += judged
            wanted[subject] += there
    for subject, judged in found.items():
        print(f"### {subject.capitalize()}\n")
        print(f"{len(records)} announcements, {wanted[subject]} {subject} to find.\n")
        print(as_markdown(rows_of(judged, wanted[subject])) + "\n")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
