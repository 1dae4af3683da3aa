"""Quality beside splink on the same claims: those of annotated announcements, read perfectly."""

from __future__ import annotations

import csv
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.environment import run_peer
from bench.figures import Figure
from tests.linking import gold
from visits.linking import VisitClaim, family_key, fold_name, link


def beside_splink(texts: Path | None, var: Path) -> list[Figure]:
    """F1 over pairs of mentions of one trip, and seconds; nothing where no gold is at hand."""
    path = texts or gold.DEV
    pairs: list[tuple[VisitClaim, str]] = []
    for record in gold.announcements(path) if path.exists() else ():
        told = gold.visit_claims(record) if "gold" in record else []
        pairs += [(claim, wanted["trip"]) for claim, wanted in told if wanted.get("trip")]
    if not pairs:
        return []
    trips = {claim.key: trip for claim, trip in pairs}
    link([claim for claim, _ in pairs[:2]])
    began = time.perf_counter()
    linked = link([claim for claim, _ in pairs])
    ours = time.perf_counter() - began
    tours = {key: visit.itinerary for visit in linked.visits for key in visit.claims}
    peer = _peer([claim for claim, _ in pairs], var)
    best = max(pair_f1(trips, groups) for groups in peer["groups"].values())
    apart = f"{len(pairs)} mentions"
    return [
        Figure(f"ours, pairs of one trip, {apart}", pair_f1(trips, tours), "F1"),
        Figure(f"splink at its best threshold, {apart}", best, "F1"),
        Figure("ours, linking them", ours, "s"),
        Figure("splink, training and linking", peer["seconds"], "s"),
    ]


def pair_f1(wanted: Mapping[str, str], found: Mapping[str, str]) -> float:
    """The harmonic mean of precision and recall over pairs that stand together."""
    together = Counter((trip, found[key]) for key, trip in wanted.items())
    right = sum(n * (n - 1) for n in together.values())
    said = sum(n * (n - 1) for n in Counter(found[key] for key in wanted).values())
    true = sum(n * (n - 1) for n in Counter(wanted.values()).values())
    return 2 * right / (said + true) if said + true else 1.0


def _peer(claims: list[VisitClaim], var: Path) -> dict[str, Any]:
    rows = [_row(claim) for claim in claims]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
        file.flush()
        return run_peer(var, "splink_pass.py", file.name)


def _row(claim: VisitClaim) -> dict[str, str | None]:
    head = claim.visitors[0].name if claim.visitors else ""
    day = claim.start.earliest if claim.start else None
    return {
        "unique_id": claim.key,
        "name": fold_name(head) or None,
        "family": family_key(head, claim.visitor_country),
        "sender": claim.visitor_country,
        "host": claim.host,
        "city": claim.city,
        "kind": claim.kind.value,
        "start": day.isoformat() if day else None,
        "published": claim.told.published.date().isoformat(),
    }
