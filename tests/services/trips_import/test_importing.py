"""A table of trips: looked at, stored, linked, told again, changed and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from pytest_django import Settings

from tests.factories import make_country, make_official
from visits.exports.rejected import rejected_csv
from visits.models import (
    Announcement,
    Claim,
    ImportBatch,
    ImportMapping,
    ImportRow,
    Itinerary,
    Official,
    Retraction,
    Visit,
)
from visits.queries.imports.batches import tally_of
from visits.queries.imports.reasons import reasons_in_words
from visits.services.trips_import import checking, running, storing
from visits.services.trips_import.running import carry_on
from visits.services.trips_import.staging import (
    begin_storing,
    begin_undoing,
    map_columns,
    stage_trips,
)
from visits.terms import RowState
from visits.validators import FieldProblem

pytestmark = pytest.mark.django_db

HEADER = "id,official,acts for,host country,city,start,end\n"
TOUR = (
    "1,Wang Yi,China,Russia,Moscow,2024-03-31,2024-04-02\n"
    '2,Wang Yi,China,France,"Paris, Lyon",2024-04-02,2024-04-04\n'
    "3,Anna Blum,Germany,France,Paris,2024-06-01,2024-06-01\n"
)


@pytest.fixture(autouse=True)
def countries(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    for code, name in {"CN": "China", "RU": "Russia", "FR": "France", "DE": "Germany"}.items():
        make_country(code, name)


def looked_at(body: str, source: str = "Tables", header: str = HEADER) -> ImportBatch:
    batch = stage_trips(
        user=None, name="trips.csv", body=(header + body).encode(), source_name=source
    )
    map_columns(batch=batch, mapping=batch.mapping)
    carry_on(batch_id=batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def imported(body: str, *, takes_doubtful: bool = False, header: str = HEADER) -> ImportBatch:
    batch = looked_at(body, header=header)
    begin_storing(batch=batch, takes_doubtful=takes_doubtful)
    assert not carry_on(batch_id=batch.pk, seconds=60)
    return ImportBatch.objects.get(pk=batch.pk)


def undone(batch: ImportBatch) -> ImportBatch:
    begin_undoing(batch=batch)
    carry_on(batch_id=batch.pk, seconds=60)
    return ImportBatch.objects.get(pk=batch.pk)


def states(batch: ImportBatch) -> Mapping[int, tuple[str, str]]:
    rows = ImportRow.objects.filter(batch=batch)
    return {row.number: (row.state, reasons_in_words(row.reasons)) for row in rows}


def visits() -> list[tuple[str, str, str, list[str]]]:
    return [
        (str(row.head), row.host_id, str(row.start_earliest), [s.city for s in row.stops.all()])
        for row in Visit.objects.order_by("start_earliest")
    ]


def test_a_dry_run_stores_nothing_and_says_what_each_row_is() -> None:
    batch = looked_at(
        TOUR
        + "4,Wang Yi,China,Russia,Moscow,2024-03-31,2024-04-02\n"
        + "5,Wang Yi,China,France,,3/4/2024,\n6,Wang Yi,China,Nowhere,,,\n"
        + "1,Wang Yi,China,Germany,,2024-09-01,\n"
    )

    assert states(batch) == {
        2: ("new", ""),
        3: ("new", ""),
        4: ("new", ""),
        5: ("same", "as row 2"),
        6: (
            "doubtful",
            "“3/4/2024” may be day/month or month/day, and the column does not show which",
        ),
        7: ("wrong", "unknown country “Nowhere”"),
        8: ("doubtful", "row 2 has the same key, and says something else"),
    }
    assert (batch.stage, Announcement.objects.count(), Visit.objects.count()) == ("checked", 0, 0)


def test_a_stored_tour_is_one_itinerary_and_its_cities_are_stops() -> None:
    batch = imported(TOUR)

    assert visits() == [
        ("Wang Yi", "RU", "2024-03-31", ["Moscow"]),
        ("Wang Yi", "FR", "2024-04-02", ["Paris", "Lyon"]),
        ("Anna Blum", "FR", "2024-06-01", ["Paris"]),
    ]
    assert Itinerary.objects.count() == 2
    assert set(Visit.objects.values_list("status", flat=True)) == {"completed"}
    assert tally_of(batch).line == ("3 rows in = 3 visits made + 0 same + 0 doubtful + 0 wrong")


def test_the_text_holds_the_words_of_each_claim() -> None:
    imported(TOUR)

    for claim in Claim.objects.select_related("announcement"):
        for words in claim.evidence.values():
            text = claim.announcement.text
            assert text[words["start"] : words["end"]] == words["quote"]


def test_the_same_table_again_changes_nothing() -> None:
    imported(TOUR)
    before = list(Claim.objects.order_by("pk").values())

    again = imported(TOUR)

    assert tally_of(again).line == "3 rows in = 0 visits made + 3 same + 0 doubtful + 0 wrong"
    assert list(Claim.objects.order_by("pk").values()) == before


def test_a_changed_row_changes_its_visit_and_comes_back_when_taken_back() -> None:
    imported(TOUR)
    ids = set(Visit.objects.values_list("pk", flat=True))

    changed = imported(TOUR.replace("2024-06-01", "2024-06-03"))

    assert tally_of(changed).line == (
        "3 rows in = 0 visits made + 1 changed + 2 same + 0 doubtful + 0 wrong"
    )
    assert visits()[-1] == ("Anna Blum", "FR", "2024-06-03", ["Paris"])
    assert set(Visit.objects.values_list("pk", flat=True)) == ids
    undone(changed)
    assert visits()[-1] == ("Anna Blum", "FR", "2024-06-01", ["Paris"])


def test_an_import_is_taken_back_as_one_and_may_come_again() -> None:
    first = undone(imported(TOUR))

    assert (first.stage, visits(), Official.objects.count()) == ("undone", [], 0)
    assert Retraction.objects.filter(lifted_at=None).count() == 3
    second = imported(TOUR)
    assert tally_of(second).line == "3 rows in = 3 visits made + 0 same + 0 doubtful + 0 wrong"
    assert Announcement.objects.count() == 3
    assert Retraction.objects.filter(lifted_at=None).count() == 0


def test_what_a_later_import_changed_is_left_to_it() -> None:
    first = imported(TOUR)
    imported(TOUR.replace("2024-06-01", "2024-06-03"))

    undone(first)

    assert visits() == [("Anna Blum", "FR", "2024-06-03", ["Paris"])]


def test_looking_that_was_stopped_goes_on_behind_the_rows_it_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "TOGETHER", 2)
    batch = stage_trips(user=None, name="a.csv", body=(HEADER + TOUR).encode())
    map_columns(batch=batch, mapping=batch.mapping)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_on(batch_id=batch.pk, seconds=60, advance=stop)
    batch.refresh_from_db()
    kept = list(batch.rows.values_list("pk", flat=True))
    assert (batch.stage, batch.done, len(kept)) == ("checking", 2, 2)

    told: list[int] = []
    carry_on(batch_id=batch.pk, seconds=60, advance=told.append)

    batch.refresh_from_db()
    assert (batch.stage, batch.done, told) == ("checked", 3, [1])
    assert list(batch.rows.values_list("pk", flat=True))[:2] == kept


def test_columns_named_anew_while_rows_are_looked_at_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "TOGETHER", 2)
    batch = stage_trips(user=None, name="a.csv", body=(HEADER + TOUR).encode())
    map_columns(batch=batch, mapping=batch.mapping)
    fewer = {name: column for name, column in batch.mapping.items() if name != "city"}

    carry_on(
        batch_id=batch.pk,
        seconds=60,
        advance=lambda _: map_columns(batch=batch, mapping=fewer),
    )
    batch.refresh_from_db()
    assert (batch.stage, batch.done) == ("checking", 0)

    carry_on(batch_id=batch.pk, seconds=60)
    batch.refresh_from_db()
    assert (batch.stage, batch.rows.count(), batch.mapping) == ("checked", 3, fewer)
    assert {tuple(row.value["cities"]) for row in batch.rows.all() if row.value} == {()}


def test_an_import_that_was_stopped_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "TOGETHER", 1)
    monkeypatch.setattr(running, "TIMELINES", 1)
    batch = looked_at(TOUR)
    begin_storing(batch=batch, takes_doubtful=False)

    slices = 1
    while carry_on(batch_id=batch.pk, seconds=0):
        slices += 1

    assert slices > 6
    assert tally_of(ImportBatch.objects.get(pk=batch.pk)).line == (
        "3 rows in = 3 visits made + 0 same + 0 doubtful + 0 wrong"
    )


def test_an_import_that_was_stopped_is_taken_back_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(storing, "TOGETHER", 1)
    batch = looked_at(TOUR)
    begin_storing(batch=batch, takes_doubtful=False)
    carry_on(batch_id=batch.pk, seconds=0)

    undone(batch)

    assert (Announcement.objects.count(), visits()) == (1, [])


def test_two_rows_of_one_visit_are_one_visit() -> None:
    body = TOUR + "9,Anna Blum,Germany,France,Paris,2024-06-01,2024-06-02\n"

    batch = imported(body)

    assert tally_of(batch).line == "4 rows in = 3 visits made + 1 same + 0 doubtful + 0 wrong"


def test_doubtful_rows_are_left_out_unless_asked_for() -> None:
    body = "1,Anna Blum,Germany,France,,3/4/2024,\n2,Anna Blum,Germany,Nowhere,'=1,,\n"

    left = imported(body)
    assert tally_of(left).line == "2 rows in = 0 visits made + 0 same + 1 doubtful + 1 wrong"
    assert b"".join(rejected_csv(left)).decode().splitlines() == [
        "id,official,acts for,host country,city,start,end,row,state,reason,about column",
        '1,Anna Blum,Germany,France,,3/4/2024,,2,doubtful,"“3/4/2024” may be day/month or '
        'month/day, and the column does not show which",start',
        "2,Anna Blum,Germany,Nowhere,'=1,,,3,wrong,unknown country “Nowhere”,host country",
    ]
    taken = imported(body, takes_doubtful=True)
    assert tally_of(taken).line == "2 rows in = 1 visits made + 0 same + 0 doubtful + 1 wrong"


def test_a_known_official_is_found_by_name_and_two_of_a_name_are_doubtful() -> None:
    known = make_official("Anna Blum", "DE")
    imported(TOUR)
    assert Visit.objects.get(start_earliest=date(2024, 6, 1)).head == known

    make_official("Jan Ode", "DE", slug="jan-1")
    make_official("Jan Ode", "DE", slug="jan-2")
    batch = looked_at("8,Jan Ode,Germany,France,,2024-06-01,\n")
    assert states(batch) == {2: ("doubtful", "2 officials may be Jan Ode")}


def test_a_visit_that_another_source_tells_is_the_same_or_doubtful() -> None:
    imported(TOUR)

    batch = looked_at(
        "x,Anna Blum,Germany,France,Paris,2024-06-01,2024-06-01\n"
        "y,Anna Blum,Germany,France,Paris,2024-06-02,2024-06-05\n",
        source="Others",
    )

    pk = Visit.objects.get(start_earliest=date(2024, 6, 1)).pk
    assert states(batch) == {
        2: ("same", f"visit {pk} says so already"),
        3: (
            "doubtful",
            f"visit {pk} of the same person is near it, and differs in: First day, Last day",
        ),
    }
    assert ImportRow.objects.get(batch=batch, number=3).column == "start"


def test_a_row_with_a_visit_of_ours_is_compared_with_that_one() -> None:
    imported(TOUR)
    pk = Visit.objects.get(start_earliest=date(2024, 6, 1)).pk
    header = "visit,official,acts for,host country,city,start,end\n"

    batch = looked_at(
        f"{pk},Anna Blum,Germany,France,Paris,2024-06-01,2024-06-01\n"
        f"https://visits.example/visits/{pk}/,Anna Blum,Germany,France,Nice,2024-06-01,\n",
        source="Exported",
        header=header,
    )

    assert states(batch) == {
        2: ("same", f"is visit {pk}, and says the same"),
        3: ("changed", f"is visit {pk}, and differs in: City"),
    }


def test_a_mapping_is_remembered() -> None:
    header = "wer,aus,nach\n"
    first = stage_trips(user=None, name="a.csv", body=f"{header}Anna Blum,DE,FR\n".encode())
    assert (first.stage, first.mapping) == ("mapping", {})
    with pytest.raises(FieldProblem, match="Choose the column that tells this"):
        map_columns(batch=first, mapping={"official": "wer"})
    with pytest.raises(FieldProblem, match="There is no column “wo”"):
        map_columns(batch=first, mapping={"host": "wo"})
    told = {"official": "wer", "country": "aus", "host": "nach"}
    map_columns(batch=first, mapping=told, source_name="Kanzlei")

    second = stage_trips(user=None, name="b.csv", body=f"{header}Jan Ode,DE,RU\n".encode())

    assert (second.stage, second.mapping, str(second.source)) == ("checking", told, "Kanzlei")
    assert ImportMapping.objects.count() == 1


def test_a_stage_that_is_over_is_refused() -> None:
    batch = imported(TOUR)

    with pytest.raises(FieldProblem, match="at another stage by now: imported"):
        begin_storing(batch=batch, takes_doubtful=True)


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(FieldProblem, match="The file is empty"):
        stage_trips(user=None, name="a.csv", body=b"")


def test_a_country_that_is_not_stored_is_wrong() -> None:
    batch = looked_at("1,Anna Blum,Germany,Spain,,2024-06-01,\n")

    assert states(batch) == {2: (RowState.WRONG, "Spain is not among the countries stored here")}
