"""Tables brought through the pages, with the real services behind them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.factories import make_country, make_editor
from visits.models import ImportBatch, Official, Tenure, Visit
from visits.tasks import carry_on_import

pytestmark = pytest.mark.django_db
TRIPS = (
    b"official,acts for,host country,start\n"
    b"Anna Blum,Germany,France,2024-06-01\nJan Ode,Germany,France,3/4/2024\n"
    b"Jan Ode,Germany,Nowhere,2024-06-01\n"
)
OFFICIALS = (
    b"person,country,office,start,end\nAnna Blum,DE,Chancellor,2024-01-01,\nJan Ode,ZZ,King,,\n"
)


@pytest.fixture(autouse=True)
def countries(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    make_country("DE", "Germany")
    make_country("FR", "France")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def brought(client: Client, body: bytes = TRIPS, kind: str = "trips") -> ImportBatch:
    file = SimpleUploadedFile("table.csv", body)
    answer = client.post("/imports/", {"file": file, "kind": kind, "source_name": ""})
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/imports/{batch.pk}/")
    return batch


def looked_at(client: Client) -> ImportBatch:
    batch = brought(client)
    answer = client.post(f"/imports/{batch.pk}/columns/", batch.mapping)
    assert answer.status_code == 302
    carry_on_import(batch.pk)
    batch.refresh_from_db()
    return batch


def test_imports_are_for_editors(client: Client) -> None:
    assert client.get("/imports/").status_code == 302
    assert client.post("/imports/", {}).status_code == 302


def test_a_table_is_looked_at_before_anything_is_stored(editor: Client) -> None:
    batch = looked_at(editor)
    html = editor.get(f"/imports/{batch.pk}/").content.decode()

    assert (batch.stage, Visit.objects.count()) == ("checked", 0)
    assert html.count("<tr class=") == 3
    assert "unknown country “Nowhere”" in html
    assert '<td class="import__about">Nowhere</td>' in html
    wrong = editor.get(f"/imports/{batch.pk}/?state=wrong").content.decode()
    assert wrong.count("<tr class=") == 1


def test_columns_that_nobody_knows_are_shown_with_what_stands_in_them(editor: Client) -> None:
    batch = brought(editor, b"wer,wohin,\nAnna Blum,Frankreich,\n")

    html = editor.get(f"/imports/{batch.pk}/").content.decode()

    assert batch.stage == "mapping"
    assert '<option value="wer">wer: Anna Blum</option>' in html


def test_good_rows_are_stored_and_taken_back(editor: Client) -> None:
    batch = looked_at(editor)

    editor.post(f"/imports/{batch.pk}/store/", {"rows": "good"})
    carry_on_import(batch.pk)
    html = editor.get(f"/imports/{batch.pk}/").content.decode()
    assert "3 rows in = 1 visits made + 0 same + 1 doubtful + 1 wrong" in html
    assert Visit.objects.count() == 1
    editor.post(f"/imports/{batch.pk}/undo/")
    carry_on_import(batch.pk)
    assert Visit.objects.count() == 0


def test_the_rows_left_out_are_a_file(editor: Client) -> None:
    batch = looked_at(editor)

    answer = editor.get(f"/imports/{batch.pk}/rejected.csv")

    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="import-{batch.pk}-rejected.csv"'
    )
    assert answer.content.decode().count("\n") == 3


def test_progress_is_a_fragment(editor: Client) -> None:
    batch = looked_at(editor)
    editor.post(f"/imports/{batch.pk}/store/", {"rows": "all"})

    html = editor.get(
        f"/imports/{batch.pk}/", headers={"HX-Request": "true", "HX-Target": "import-progress"}
    ).content.decode()

    assert html.count("<progress") == 1
    assert html.count("<h1") == 0


@pytest.mark.parametrize(
    ("given", "status"),
    [({}, 422), ({"official": "official"}, 422), ({"official": "nothing"}, 422)],
)
def test_columns_that_tell_too_little_are_refused(
    editor: Client, given: dict[str, str], status: int
) -> None:
    batch = brought(editor)

    assert editor.post(f"/imports/{batch.pk}/columns/", given).status_code == status


def test_what_is_no_table_is_refused(editor: Client) -> None:
    file = SimpleUploadedFile("old.xls", b"\xd0\xcf\x11\xe0")

    answer = editor.post("/imports/", {"file": file, "kind": "trips"})

    assert answer.status_code == 422
    assert "save it as one of them" in answer.content.decode()


@pytest.mark.parametrize("query", ["state=odd", "page=x", "page=99"])
def test_an_odd_query_is_a_400(editor: Client, query: str) -> None:
    batch = looked_at(editor)

    assert editor.get(f"/imports/{batch.pk}/?{query}").status_code == 400


def test_a_stage_that_is_over_is_said(editor: Client) -> None:
    batch = looked_at(editor)

    answer = editor.post(f"/imports/{batch.pk}/undo/", follow=True)

    assert "another stage" in answer.content.decode()


def test_officials_are_imported_and_taken_back(editor: Client) -> None:
    batch = brought(editor, OFFICIALS, "officials")

    html = editor.get(f"/imports/{batch.pk}/").content.decode()
    assert "<b>country:</b>" in html
    assert "unknown country “ZZ”" in html
    left = editor.get(f"/imports/{batch.pk}/rejected.csv").content.decode().splitlines()
    assert left[1] == "Jan Ode,ZZ,King,,,3,wrong,unknown country “ZZ”,country"
    assert (Official.objects.count(), Tenure.objects.count()) == (0, 0)
    editor.post(f"/imports/{batch.pk}/store/")
    assert (Official.objects.count(), Tenure.objects.count()) == (1, 1)
    again = editor.post(f"/imports/{batch.pk}/store/", follow=True).content.decode()
    assert "This import has been stored already." in again
    editor.post(f"/imports/{batch.pk}/undo/")
    assert (Official.objects.count(), Tenure.objects.count()) == (0, 0)


def test_an_end_that_officials_changed_is_set_back(editor: Client) -> None:
    first = brought(editor, OFFICIALS, "officials")
    editor.post(f"/imports/{first.pk}/store/")
    ImportBatch.objects.all().delete()
    ended = OFFICIALS.replace(b"2024-01-01,", b"2024-01-01,2024-12-31")
    batch = brought(editor, ended, "officials")
    states = batch.rows.order_by("number").values_list("state", flat=True)
    assert list(states) == ["changed", "wrong"]
    editor.post(f"/imports/{batch.pk}/store/")
    assert Tenure.objects.get().end == date(2024, 12, 31)

    editor.post(f"/imports/{batch.pk}/undo/")

    assert Tenure.objects.get().end is None


def test_pages_of_imports_ask_few_queries(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    batch = looked_at(editor)

    with django_assert_num_queries(6):
        editor.get(f"/imports/{batch.pk}/")
    with django_assert_num_queries(3):
        editor.get("/imports/")
