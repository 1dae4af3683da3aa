"""The evaluation's own visits and meetings as claims: linking on perfect mentions."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from visits.linking import MeetingClaim, Party, Told, VisitClaim, signature
from visits.linking.annotated import meetings_annotated, visits_annotated
from visits.terms import SourceSide

SHARED = Path(__file__).resolve().parents[3] / "shared" / "evaluation"
DEV = SHARED / "dev.jsonl"

# What the gazetteer would bind: names in other scripts to the records of the same people.
_RECORDS = {
    "特朗普": "trump",
    "Donald Trump": "trump",
    "习近平": "xi-jinping",
    "Xi Jinping": "xi-jinping",
    "Си Цзиньпин": "xi-jinping",
    "王毅": "wang-yi",
    "Wang Yi": "wang-yi",
    "普京": "putin",
    "Vladimir Putin": "putin",
    "Владимир Путин": "putin",
}


def scorer() -> ModuleType:
    """The evaluation's own scoring functions."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def announcements(path: Path = DEV) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def told(record: dict[str, Any]) -> Told:
    when = datetime.fromisoformat(record["published"]).replace(tzinfo=UTC)
    source = record["source"]
    standing = SourceSide.MINISTRY
    side: str | None = "CN" if "China" in source else "US"
    if source in ("Reuters", "AFP"):
        standing, side = SourceSide.WIRE, None
    elif source == "Xinhua":
        standing, side = SourceSide.AGENCY, "CN"
    return Told(record["id"], source, standing, side, when, when, signature(record["text"]))


def party(named: Party) -> Party:
    """The person with the record that the name is bound to."""
    return replace(named, official=_RECORDS.get(named.name))


def visit_claims(record: dict[str, Any]) -> list[tuple[VisitClaim, Mapping[str, Any]]]:
    """The record's visits, each with the gold that it was made from."""
    return [
        (replace(claim, told=told(record), visitors=tuple(map(party, claim.visitors))), gold)
        for claim, gold in visits_annotated(record)
    ]


def meeting_claims(record: dict[str, Any]) -> list[MeetingClaim]:
    return [
        replace(claim, told=told(record), participants=tuple(map(party, claim.participants)))
        for claim, _ in meetings_annotated(record)
    ]
