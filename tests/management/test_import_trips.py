"""`manage.py import_trips`: from a file to visits and back, and what is printed of it."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_country
from visits.models import ImportBatch, Itinerary, Visit
from visits.queries.imports.batches import tally_of
from visits.services.reference import load_reference

pytestmark = pytest.mark.django_db
TRAVELS = Path(os.environ.get("VISITBOOK_SHARED", Path(__file__).parents[3] / "shared")) / (
    "data/us_travels.csv"
)
TABLE = "wer,aus,nach,von\nAnna Blum,DE,FR,2024-06-01\nJan Ode,DE,Nowhere,2024-06-01\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    make_country("DE", "Germany")
    make_country("FR", "France")
    file = tmp_path / "trips.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def run(*words: object) -> list[str]:
    out = StringIO()
    call_command("import_trips", *map(str, words), stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def columns() -> list[str]:
    return ["--column=official=wer", "--column=country=aus", "--column=host=nach"]


def test_a_file_is_imported_and_taken_back(table: Path, tmp_path: Path) -> None:
    rejected = tmp_path / "rejected.csv"

    dry = run(table, *columns(), "--dry-run")
    told = run(table, *columns(), "--source", "Kanzlei", f"--rejected={rejected}")
    pk = ImportBatch.objects.order_by("-pk")[0].pk

    assert dry == ["2 rows: 1 new, 0 changed, 0 same, 0 doubtful, 1 wrong"]
    assert told == [
        *dry,
        "2 rows in = 1 visits made + 0 same + 0 doubtful + 1 wrong",
        f"import {pk}: take it back with --undo {pk}",
    ]
    assert rejected.read_text(encoding="utf-8").count("\n") == 2
    assert run("--undo", pk) == [f"import {pk} is taken back"]
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("words", [[], ["--undo", "7"], ["missing.csv"]])
def test_what_is_not_there_is_said(words: list[str], db: None) -> None:
    with pytest.raises(CommandError):
        run(*words)


def test_columns_that_tell_too_little_are_refused(table: Path) -> None:
    with pytest.raises(CommandError, match="Choose the column"):
        run(table)


@pytest.mark.slow
@pytest.mark.skipif(not TRAVELS.exists(), reason="the shared tables are not here")
def test_the_trips_of_the_historian_come_in_and_again(db: None) -> None:
    load_reference()

    first = run(TRAVELS)
    tours = Itinerary.objects.count()
    second = run(TRAVELS)

    assert first[1] == "7,535 rows in = 7,432 visits made + 90 same + 10 doubtful + 3 wrong"
    assert second[1] == "7,535 rows in = 0 visits made + 7,522 same + 10 doubtful + 3 wrong"
    assert Itinerary.objects.count() == tours
    assert tally_of(ImportBatch.objects.order_by("-pk")[0]).waiting == 0
