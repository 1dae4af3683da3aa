"""What each finding counts for, in bits, and from which sum on two claims are of one visit."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Every finding that `evidence.findings` may name; each has its weight.
FINDINGS = (
    *(f"start.{name}" for name in ("same_day", "narrow", "wide", "near", "near_wide", "off")),
    *(f"end.{name}" for name in ("same_day", "near", "off")),
    *(f"stay.{name}" for name in ("inside", "long", "outside")),
    *(
        f"time.{name}"
        for name in ("in_tour", "near_tour", "off_tour", "moved", "backward", "overtaken")
    ),
    *(f"time.{name}" for name in ("now", "just_over", "over", "too_early", "soon", "ahead")),
    *(f"time.{name}" for name in ("far_ahead", "too_late", "published_3", "published_14")),
    *(f"time.{name}" for name in ("published_45", "published_far")),
    *("place.same_city", "place.other_city", "kind.same", "kind.other"),
    *("occasion.same", "occasion.other", "wording.copy", "wording.shared"),
    *("told.same_announcement", "person.same_role", "person.other_role"),
    "person.same_counterpart",
)
# Bits beyond which no single finding decides.
MOST = 6.0


@dataclass(frozen=True, slots=True)
class Weights:
    """`bits` has every finding; `threshold` is for a pair, `mean` for the pairs of two groups."""

    threshold: float
    mean: float
    bits: Mapping[str, float]


@cache
def packaged_weights() -> Weights:
    """The weights that come with the program, estimated from annotated trips."""
    text = (resources.files("visits.linking") / "weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    bits = {}
    for name in FINDINGS:
        group, _, finding = name.partition(".")
        bits[name] = float(table[group][finding])
    return Weights(float(table["threshold"]), float(table["mean"]), bits)


def weights_with(bits: Mapping[str, float]) -> Weights:
    """The packaged weights with these instead of theirs; names that mean nothing any more go."""
    packaged = packaged_weights()
    known = {name: bits.get(name, weight) for name, weight in packaged.bits.items()}
    return Weights(packaged.threshold, packaged.mean, known)


def weights_toml(weights: Weights, note: str) -> str:
    """The weights in the form of the packaged file; `note` says what they come from."""
    lines = [
        "# Weights in bits: log2 of how much likelier the finding is between two claims of one",
        "# visit than between claims of two visits of the same person to the same country.",
        f"# {note}",
        f"threshold = {weights.threshold}",
        f"mean = {weights.mean}",
    ]
    tables: dict[str, list[str]] = defaultdict(list)
    for name, weight in weights.bits.items():
        table, _, finding = name.partition(".")
        tables[table].append(f"{finding} = {weight}")
    for table, rows in sorted(tables.items()):
        lines += ["", f"[{table}]", *sorted(rows)]
    return "\n".join(lines) + "\n"
