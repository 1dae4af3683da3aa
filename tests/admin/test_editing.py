"""What is edited in the admin: officials and their names, countries, sources; and undoing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.factories import make_country, make_editor, make_official, make_source
from visits.extraction import packaged_gazetteer
from visits.ingest.items import Item
from visits.models import Announcement, Country, Decision, Official, Visit
from visits.services.editing import correct_field
from visits.services.ingestion import ingest_items
from visits.services.linking import link_due_timeline
from visits.services.reading import read_announcement

pytestmark = pytest.mark.django_db

NO_ROWS = {
    "other_names-TOTAL_FORMS": "0",
    "other_names-INITIAL_FORMS": "0",
    "tenures-TOTAL_FORMS": "0",
    "tenures-INITIAL_FORMS": "0",
}


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
    """The desk said that a trip is an official one; nothing it was read from says so."""
    for code in ("CN", "RU"):
        make_country(code)
    now = datetime(2025, 3, 28, 9, tzinfo=UTC)
    text = "Foreign Minister Wang Yi will visit Russia from April 7 to 9, 2025."
    item = Item(guid="urn:1", url="", title="", text=text, published=now, language="en")
    assert packaged_gazetteer() is not None
    ingest_items(source=make_source(), items=[item], fetched_at=now)
    read = read_announcement(announcement_id=Announcement.objects.get().pk)
    assert read is not None
    for timeline in read.timelines:
        link_due_timeline(timeline_id=timeline)
    return correct_field(
        visit=Visit.objects.get(),
        field="kind",
        value="official",
        editor=make_editor(),
        today=date(2025, 4, 1),
    )


def undo(client: Client, decision: Decision) -> int:
    sent = {"action": "undo", "_selected_action": [decision.pk]}
    return client.post("/admin/visits/decision/", sent).status_code


def test_undone_decision_lets_the_announcement_stand(root: Client, decision: Decision) -> None:
    assert Visit.objects.get().kind == "official"
    assert undo(root, decision) == 302
    decision.refresh_from_db()
    assert decision.undone_at is not None
    assert decision.undone_by == User.objects.get(username="root")
    assert Visit.objects.get().kind == "unspecified"


def test_reader_of_decisions_cannot_undo_them(client: Client, decision: Decision) -> None:
    reader = make_editor("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_decision"))
    client.force_login(reader)
    assert client.get("/admin/visits/decision/").status_code == 200
    undo(client, decision)
    decision.refresh_from_db()
    assert decision.undone_at is None
