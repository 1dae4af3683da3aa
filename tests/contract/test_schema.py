"""Thousands of requests made up from the OpenAPI document: every answer is what it promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests.contract.world import tell_world

pytestmark = [pytest.mark.contract, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

#: Requests of each operation that are made up beside those that go through its parameters.
EACH = os.environ.get("VISITBOOK_CONTRACT_CASES", "20")
FEWEST = 2000
SETTINGS = Path(__file__).parent / "schemathesis.toml"


def test_answers_are_what_the_document_promises(live_server: LiveServer, tmp_path: Path) -> None:
    told = tell_world()
    document = tmp_path / "schema.json"
    accept = {"Accept": "application/vnd.oai.openapi+json"}
    document.write_bytes(Client().get("/api/v1/schema/", headers=accept).content)
    run = subprocess.run(
        [
            *(str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(SETTINGS)),
            *("run", str(document), "--url", live_server.url, "--checks", "all"),
            *("--mode", "all", "--phases", "examples,coverage,fuzzing", "--seed", "1"),
            *("--max-examples", EACH, "--continue-on-failure", "--no-color"),
        ],
        env=os.environ | {"VISITBOOK_TOKEN": told.every, "VISITBOOK_PUSH_TOKEN": told.push},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=900,
    )
    print(run.stdout[-30000:])
    found = re.search(r"([\d,]+) generated", run.stdout)

    assert run.returncode == 0, run.stderr[-2000:]
    assert found is not None
    assert int(found[1].replace(",", "")) >= FEWEST
