from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


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


def test_extract_names_lines_that_it_cannot_read_and_reads_the_others(tmp_path: Path) -> None:
    file, out, err = announcements(tmp_path), StringIO(), StringIO()
    good = file.read_bytes()
    file.write_bytes(b"\xef\xbb\xbf" + good + b'\n{"text": "caf\xe9"}\n[1]\n\n{"text": \n')

    with pytest.raises(CommandError) as problem:
        call_command("extract", str(file), stdout=out, stderr=err)

    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == ["a", "b"]
    assert err.getvalue().splitlines() == [
        f"{file}, line 3: not UTF-8 (byte 0xe9 at 14): "
        "save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8 FILE)",
        f"{file}, line 4: not a JSON object: write one announcement a line, in braces",
        f"{file}, line 6: not JSON (Expecting value: line 2 column 1 (char 10)): "
        "write one JSON object a line",
    ]
    assert str(problem.value) == f"{file}: 3 of 6 lines were not read."


def test_extract_of_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as problem:
        call_command("extract", str(tmp_path / "none.jsonl"))

    assert str(problem.value) == f"{tmp_path / 'none.jsonl'}: No such file or directory"
