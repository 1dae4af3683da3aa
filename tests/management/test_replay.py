"""`manage.py replay` as it is used from outside: a process of its own, a database of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.workers import ROOT, child_environment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ANNOUNCEMENTS = [
    {
        "id": "a1",
        "source": "Foreign Ministry of China",
        "published": "2025-03-28",
        "lang": "en",
        "title": "",
        "text": "Foreign Minister Wang Yi will pay a visit to Russia from March 31 to April 2, "
        "spokesperson Guo Jiakun announced on Friday.",
    },
    {
        "id": "a2",
        "source": "Sample Wire",
        "published": "2025-03-29",
        "lang": "en",
        "title": "",
        "text": "MOSCOW, March 29 - Chinese Foreign Minister Wang Yi will visit Moscow from "
        "March 31 to April 2. Russian Foreign Minister Sergey Lavrov and Wang Yi will meet on "
        "April 1.",
    },
    {
        "id": "a3",
        "source": "Sample Wire",
        "published": "2025-03-30",
        "lang": "en",
        "title": "",
        "text": "French President Emmanuel Macron will visit Berlin on April 7, his office said.",
    },
    {"id": "a4", "source": "Sample Wire", "published": "2025-03-30", "lang": "en", "text": ""},
]


def replayed(file: Path, *arguments: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "manage.py", "replay", str(file), *arguments],
        cwd=ROOT,
        env=child_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_replay_links_the_same_in_any_order(tmp_path: Path) -> None:
    file = tmp_path / "announcements.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ANNOUNCEMENTS), encoding="utf-8")

    told = replayed(file)

    assert [row["id"] for row in told] == ["a1", "a2", "a3", "a4"]
    first, second, third = (row["visits"][0] for row in told[:3])
    assert first["visit"] == second["visit"]
    assert first["itinerary"] == second["itinerary"]
    assert third["itinerary"] != first["itinerary"]
    assert first["linked"] == second["linked"]
    assert first["linked"]["start"] == "2025-03-31"
    assert first["linked"]["end"] == "2025-04-02"
    assert (told[1]["meetings"][0]["date"], len(told[1]["meetings"])) == ("2025-04-01", 1)
    assert (told[3]["visits"], told[3]["meetings"]) == ([], [])
    assert replayed(file, "--shuffle", "5") == told
