from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command


def announcements(path: Path) -> Path:
    rows = [
        {
            "id": "a",
            "source": "Ministry of Foreign Affairs of Japan",
            "published": "2025-03-28",
            "lang": "en",
            "title": "",
            "text": "President Emmanuel Macron of France will visit Japan on April 2.",
        },
        {"id": "b", "source": "", "published": "soon", "lang": "en", "title": "", "text": "Hello."},
    ]
    file = path / "announcements.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_extract_writes_a_line_for_each_announcement_without_a_database(tmp_path: Path) -> None:
    out = StringIO()

    call_command("extract", str(announcements(tmp_path)), stdout=out)

    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert [(v["visitors"], v["destination_country"], v["start"]) for v in first["visits"]] == [
        (["Emmanuel Macron"], "JP", "2025-04-02")
    ]
    assert first["visits"][0]["side"] == "JP"
    assert "rule" not in first["visits"][0]
    assert second == {
        "id": "b",
        "visits": [],
        "meetings": [],
        "notes": ["undated: no publication day to read dates against"],
    }


def test_extract_explains_each_event_on_request(tmp_path: Path) -> None:
    out = StringIO()

    call_command("extract", str(announcements(tmp_path)), "--explain", stdout=out)

    visit = json.loads(out.getvalue().splitlines()[0])["visits"][0]
    assert visit["rule"] == "visits-place"
    assert visit["reasons"][0] == "0.43 base"
    assert visit["evidence"]["destination"]["quote"] == "Japan"
