"""The command: what it prints, on small tables and on real ones where these are at hand."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from visits.models import ImportBatch, Official, Tenure
from visits.services.reference import load_countries, load_reference

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def run(*given: str | Path) -> tuple[list[str], list[str]]:
    out, err = StringIO(), StringIO()
    call_command("import_officials", *map(str, given), stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_import_prints_counts_and_what_is_wrong(tmp_path: Path) -> None:
    load_countries()
    file = tmp_path / "table.csv"
    file.write_text(
        "person,country,office,start,end,party\n"
        "Ana Vidović,HR,Foreign Minister,2013,,x\n"
        "Ana Vidović,HR,Envoy,2012,2011,x\n"
    )
    out, err = run(file)
    batch = ImportBatch.objects.get()
    assert out == [
        "2 rows: 1 tenures (1 new, 0 changed, 0 same), 1 wrong",
        "1 officials new, 0 proposed ones confirmed, 1 offices new",
        f"import {batch.pk}: take it back with --undo {batch.pk}",
    ]
    assert err == [
        "Columns that mean nothing here: party.",
        "row 3 in “end”: the last day comes before the first",
    ]


def test_dry_run_stores_nothing_and_an_import_is_taken_back(tmp_path: Path) -> None:
    load_countries()
    file = tmp_path / "table.csv"
    file.write_text("person,country,office,start,end\nAna Vidović,HR,Foreign Minister,2013,\n")
    assert run(file, "--dry-run")[0] == [
        "1 rows: 1 tenures (1 new, 0 changed, 0 same), 0 wrong",
        "Nothing is stored: this was a dry run.",
    ]
    assert Official.objects.count() == 0
    run(file)
    batch = ImportBatch.objects.latest("pk")
    assert run("--undo", str(batch.pk))[0] == [f"import {batch.pk} is taken back"]
    assert Official.objects.count() == 0
    with pytest.raises(CommandError, match="there is no import"):
        run("--undo", "0" + str(batch.pk + 1))


def test_import_without_a_needed_column_names_it_and_stores_nothing(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("person,country,start,end\nAna Vidović,HR,2013,\n")
    with pytest.raises(CommandError) as refused:
        run(file)
    assert str(refused.value) == (
        "table.csv: No column is called: office. Found: person, country, start, end."
    )
    assert Official.objects.count() == 0


def test_import_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path / "none.csv")


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not beside this checkout")
def test_real_tables_add_up_and_come_twice_without_a_change() -> None:
    load_reference()
    told = {}
    for name in (
        "officials_us_principals",
        "officials_world_2022",
        "officials_current_asean_g20_2026",
        "officials_cabinets_21c_28countries",
    ):
        first, wrong = run(SHARED / f"{name}.csv")
        stored = Tenure.objects.count()
        again, _ = run(SHARED / f"{name}.csv")
        told[name] = (first[0].split(" (")[0], again[0].partition(": ")[2], len(wrong))
        assert Tenure.objects.count() == stored
    assert told == {
        "officials_us_principals": (
            "141 rows: 141 tenures",
            "141 tenures (0 new, 0 changed, 141 same), 0 wrong",
            0,
        ),
        "officials_world_2022": (
            "635 rows: 600 tenures",
            "600 tenures (0 new, 0 changed, 600 same), 35 wrong",
            36,
        ),
        "officials_current_asean_g20_2026": (
            "58 rows: 56 tenures",
            "56 tenures (0 new, 0 changed, 56 same), 2 wrong",
            3,
        ),
        "officials_cabinets_21c_28countries": (
            "14,945 rows: 14,774 tenures",
            "14,774 tenures (0 new, 0 changed, 14,774 same), 171 wrong",
            171,
        ),
    }
