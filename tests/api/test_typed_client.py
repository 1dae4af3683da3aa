"""A client that a generator makes of the OpenAPI document shows that the document is true."""

from __future__ import annotations

import importlib
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.factories import make_announcement, make_claim, make_meeting, make_visit

pytestmark = [pytest.mark.contract, pytest.mark.slow]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("client")
    document = folder / "schema.yaml"
    call_command("spectacular", file=str(document))
    made = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(document)]
    where = ["--output-path", str(folder / "visitbook_api"), "--meta", "none"]
    done = subprocess.run([*made, *where], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("visitbook_api")
    sys.path.remove(str(folder))


def test_typed_client_reads_what_the_document_promises(generated: Any, live_server: Any) -> None:
    claim = make_claim(make_announcement())
    visit = make_visit(cities=["Moscow"], claims=[claim])
    make_meeting(visits=[visit])
    client = generated.Client(base_url=live_server.url)
    api = "visitbook_api.api"

    def call(module: str, **asked: Any) -> Any:
        return importlib.import_module(f"{api}.{module}").sync(client=client, **asked)

    (row,) = call("visits.visits_list").results
    assert (row.id, row.host, row.cities) == (visit.pk, "RU", ["Moscow"])
    assert row.dates.start.earliest == date(2025, 3, 31)
    one = call("visits.visits_retrieve", id=visit.pk)
    assert [meeting.form.value for meeting in one.meetings] == ["in_person"]
    assert call("visits.visits_list", as_of="2025-01-01").results == []
    latest = call("changes.changes_list").latest
    assert call("visits.visits_list", changed_after=latest).results == []
    assert call("claims.claims_list").results[0].announcement.id == claim.announcement_id
    assert call("changes.changes_list").latest > 0
    assert call("countries.countries_list").results[0].code == "CN"
