"""What is edited in the admin: officials and their names, countries, sources; and undoing."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.factories import make_country, make_editor, make_official, make_source, make_tenure
from visits.models import Country, Decision, Official, Tenure, Visit
from visits.services.editing import correct_field
from visits.services.reference import load_countries
from visits.services.trip_entry import enter_trip

pytestmark = pytest.mark.django_db
TODAY = date(2025, 4, 1)

NO_ROWS = {
    "other_names-TOTAL_FORMS": "0",
    "other_names-INITIAL_FORMS": "0",
    "tenures-TOTAL_FORMS": "0",
    "tenures-INITIAL_FORMS": "0",
}


def wikidata_tenure() -> Tenure:
    kept = make_tenure(make_official("Wang Yi"))
    kept.source = "wikidata"
    kept.save()
    return kept


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root", password="a-long-password"))
    return client


def test_official_saved_with_names_is_found_by_each(root: Client) -> None:
    make_country("FR")
    answer = root.post(
        "/admin/visits/official/add/",
        {
            "name": "Jean-Noël Barrot",
            "slug": "jean-noel-barrot",
            "country": "FR",
            "state": "published",
            **NO_ROWS,
            "other_names-TOTAL_FORMS": "1",
            "other_names-0-language": "ru",
            "other_names-0-name": "Жан-Ноэль Барро",
        },
    )
    saved = Official.objects.get()
    assert answer.status_code == 302
    assert saved.folded == "jean noel barrot"
    assert [(one.language, one.folded) for one in saved.other_names.all()] == [
        ("ru", "жан ноэль барро")
    ]


def test_official_renamed_is_found_by_the_new_name_and_keeps_its_history(root: Client) -> None:
    official = make_official("Wang Yi")
    changed = {"name": "Wáng Yì", "slug": "wang-yi", "country": "CN", "state": "published"}
    root.post(f"/admin/visits/official/{official.pk}/change/", {**changed, **NO_ROWS})
    official.refresh_from_db()
    assert (official.name, official.folded) == ("Wáng Yì", "wang yi")
    history = root.get(f"/admin/visits/official/{official.pk}/history/")
    assert [str(entry) for entry in history.context["action_list"]] == [
        "Changed “Wáng Yì” — Changed Name."
    ]


def test_tenure_changed_by_hand_is_marked_as_the_editors(root: Client) -> None:
    kept = wikidata_tenure()
    sent = {
        "official": kept.official_id,
        "office": kept.office_id,
        "start": "2013-03-16",
        "end": "2022-12-30",
    }
    answer = root.post(f"/admin/visits/tenure/{kept.pk}/change/", sent)
    kept.refresh_from_db()
    assert answer.status_code == 302
    assert (str(kept.end), kept.source) == ("2022-12-30", "editor")


def test_tenures_of_an_official_left_alone_keep_their_source(root: Client) -> None:
    kept = wikidata_tenure()
    sent = {
        "name": "Wang Yi",
        "slug": "wang-yi",
        "country": "CN",
        "state": "published",
        **NO_ROWS,
        "tenures-TOTAL_FORMS": "1",
        "tenures-INITIAL_FORMS": "1",
        "tenures-0-id": kept.pk,
        "tenures-0-official": kept.official_id,
        "tenures-0-office": kept.office_id,
        "tenures-0-start": "2013-01-01",
        "tenures-0-end": "",
    }
    root.post(f"/admin/visits/official/{kept.official_id}/change/", sent)
    kept.refresh_from_db()
    assert kept.source == "wikidata"
    root.post(
        f"/admin/visits/official/{kept.official_id}/change/",
        {**sent, "tenures-0-end": "2022-12-30"},
    )
    kept.refresh_from_db()
    assert (str(kept.end), kept.source) == ("2022-12-30", "editor")


def test_code_of_a_country_stays(root: Client) -> None:
    make_country("RU")
    page = root.get("/admin/visits/country/RU/change/")
    assert page.context["adminform"].readonly_fields == ["code"]
    assert Country.objects.get().code == "RU"


def test_source_shows_what_fetching_keeps_of_it(root: Client) -> None:
    source = make_source(etag='"abc"')
    page = root.get(f"/admin/visits/source/{source.pk}/change/")
    assert "etag" in page.context["adminform"].readonly_fields
    assert "etag" not in page.context["adminform"].form.fields


@pytest.fixture
def decision() -> Decision:
    """The desk called a trip an official one, which was entered as a working one."""
    load_countries()
    editor = make_editor()
    visit = enter_trip(
        editor=editor,
        official=None,
        name="Wang Yi",
        country="CN",
        host="RU",
        dates="7 April - 9 April",
        kind="working",
        today=TODAY,
    )
    (made,) = correct_field(visit=visit, field="kind", value="official", editor=editor, today=TODAY)
    return made


def undo(client: Client, decision: Decision) -> int:
    sent = {"action": "undo", "_selected_action": [decision.pk]}
    return client.post("/admin/visits/decision/", sent).status_code


def test_undone_decision_lets_stand_what_was_told(root: Client, decision: Decision) -> None:
    assert Visit.objects.get().kind == "official"
    assert undo(root, decision) == 302
    decision.refresh_from_db()
    assert decision.undone_at is not None
    assert decision.undone_by == User.objects.get(username="root")
    assert Visit.objects.get().kind == "working"


def test_reader_of_decisions_cannot_undo_them(client: Client, decision: Decision) -> None:
    reader = make_editor("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_decision"))
    client.force_login(reader)
    assert client.get("/admin/visits/decision/").status_code == 200
    undo(client, decision)
    decision.refresh_from_db()
    assert decision.undone_at is None
