"""Every line of the corpora is read as it says, but for those that are known to be too hard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.agreement import faults
from tests.sample.corpus import sample_corpus
from visits.extraction import extract, packaged_gazetteer
from visits.extraction.announcements import document_of
from visits.extraction.output import as_record

CORPUS = Path(__file__).parents[1] / "corpus"
#: Lines that are not read right yet; one that is read right leaves the list, or its test fails.
TOO_HARD = frozenset(
    {
        "en-08", "en-10", "en-28", "en-35", "en-45", "en-46", "en-60",
        "fr-blinken-paris-2024-09", "agency-abbas-postponed",
    }
)  # fmt: skip

Line = dict[str, Any]


def corpus_lines() -> list[Line]:
    paths = sorted(CORPUS.glob("cases_*.jsonl"))
    rows = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(row) for row in rows if row.strip()]


def read(line: Line) -> Line:
    gazetteer = packaged_gazetteer()
    return as_record(extract(document_of(line, gazetteer), gazetteer))


@pytest.mark.parametrize("line", corpus_lines() + sample_corpus(), ids=lambda line: line["id"])
def test_line_is_read_as_the_corpus_says(line: Line, request: pytest.FixtureRequest) -> None:
    if line["id"] in TOO_HARD:
        request.applymarker(pytest.mark.xfail(strict=True, reason="not read right yet"))

    assert faults(line["gold"], read(line)) == []


def test_the_lines_that_are_too_hard_are_lines() -> None:
    assert TOO_HARD - {line["id"] for line in corpus_lines() + sample_corpus()} == set()
