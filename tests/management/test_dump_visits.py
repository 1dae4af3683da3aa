from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.factories import make_meeting, make_visit

pytestmark = pytest.mark.django_db


def test_dump_has_all_rows_and_the_number_to_go_on_from(tmp_path: Path, client: Client) -> None:
    first, undated = make_visit(), make_visit(host="JP", start=None, end=None)
    meeting = make_meeting()
    call_command("dump_visits", tmp_path / "new", verbosity=0)
    told = {
        name: [json.loads(line) for line in (tmp_path / "new" / name).read_bytes().splitlines()]
        for name in ("visits.ndjson", "meetings.ndjson", "dump.json")
    }
    assert [row["id"] for row in told["visits.ndjson"]] == [first.pk, undated.pk]
    assert [row["id"] for row in told["meetings.ndjson"]] == [meeting.pk]
    change = told["dump.json"][0]["change"]
    asked = client.get(f"/api/v1/visits/?changed_after={change}").json()
    assert (asked["results"], asked["gone"]) == ([], [])
    make_visit(host="FR")
    asked = client.get(f"/api/v1/visits/?changed_after={change}").json()
    assert [row["host"] for row in asked["results"]] == ["FR"]


def test_dump_in_another_form_leaves_no_half_files(tmp_path: Path) -> None:
    make_visit()
    call_command("dump_visits", tmp_path, "--form", "csv", verbosity=0)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["dump.json", "meetings.csv", "visits.csv"]
