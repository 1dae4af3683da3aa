"""The evaluation's own visits and meetings as claims: linking on perfect mentions."""

from __future__ import annotations

import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from visits.extraction.dates import Window
from visits.linking import MeetingClaim, Party, Told, VisitClaim, signature
from visits.linking.edtf import window_from_edtf
from visits.terms import MeetingForm, SourceSide, VisitKind, VisitStatus

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


def party(name: str, country: str | None = None) -> Party:
    return Party(name, country, _RECORDS.get(name))


def _window(text: str | None) -> Window | None:
    return window_from_edtf(text)


def visit_claims(record: dict[str, Any]) -> list[tuple[VisitClaim, dict[str, Any]]]:
    """The record's visits, each with the gold that it was made from."""
    found = []
    for n, gold in enumerate(record["gold"]["visits"]):
        if gold.get("background"):
            continue
        claim = VisitClaim(
            key=f"{record['id']}#v{n}",
            told=told(record),
            visitors=tuple(party(name, gold["visitor_country"]) for name in gold["visitors"]),
            visitor_country=gold["visitor_country"],
            host=gold["destination_country"],
            city=gold.get("destination_city"),
            start=_window(gold.get("start")),
            end=_window(gold.get("end")),
            within=_window(gold.get("within")),
            new_start=_window(gold.get("new_start")),
            status=VisitStatus(gold["status"]),
            kind=VisitKind(gold.get("kind") or "unspecified"),
        )
        found.append((claim, gold))
    return found


def meeting_claims(record: dict[str, Any]) -> list[tuple[MeetingClaim, dict[str, Any]]]:
    found = []
    for n, gold in enumerate(record["gold"]["meetings"]):
        if gold.get("background"):
            continue
        countries = gold.get("countries") or []
        paired = len(countries) == len(gold["participants"])
        claim = MeetingClaim(
            key=f"{record['id']}#m{n}",
            told=told(record),
            participants=tuple(
                party(name, countries[i] if paired else None)
                for i, name in enumerate(gold["participants"])
            ),
            form=MeetingForm(gold.get("form") or "in_person"),
            day=_window(gold.get("date")),
            within=_window(gold.get("within")),
            status=VisitStatus(gold["status"]),
            country=gold.get("place_country"),
            city=gold.get("place_city"),
        )
        found.append((claim, gold))
    return found
