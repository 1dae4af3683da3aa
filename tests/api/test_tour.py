"""The examples of docs/api-tour.md, run as they stand against a served site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.factories import make_announcement, make_claim, make_meeting, make_official, make_visit
from visits.services.reference import load_countries
from visits.terms import Rank

TOUR = Path(__file__).resolve().parents[2] / "docs" / "api-tour.md"
EXAMPLES = re.findall(r"```(sh|python|js)\n(.*?)```", TOUR.read_text(encoding="utf-8"), re.DOTALL)
PROGRAMS = {
    "sh": ["sh", "-e", "-c"],
    "python": [sys.executable, "-c"],
    "js": ["node", "--input-type=module", "-e"],
}


def test_tour_has_examples_in_three_languages() -> None:
    assert {language for language, _ in EXAMPLES} == {"sh", "python", "js"}


@pytest.mark.parametrize(("language", "example"), EXAMPLES)
def test_example_runs(language: str, example: str, live_server: Any) -> None:
    program = PROGRAMS[language]
    if shutil.which(program[0]) is None or (language == "sh" and not shutil.which("curl")):
        pytest.skip(f"{program[0]} or curl is not here")
    load_countries()
    claim = make_claim(make_announcement("Mr Lavrov will come on 9 May."))
    lavrov = make_official("Sergey Lavrov", "RU")
    visit = make_visit(lavrov, "CN", "2025-05-09", "2025-05-10", claims=[claim], rank=Rank.HEAD)
    make_meeting([lavrov], visits=[visit])
    environment = {**os.environ, "SITE": live_server.url, "no_proxy": "*"}
    done = subprocess.run(
        [*program, example],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
