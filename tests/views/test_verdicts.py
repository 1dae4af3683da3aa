"""A visit rejected and restored through its page, and what waits to be linked."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_country, make_editor, make_official
from visits.models import Decision, Timeline, Visit
from visits.queries.due import due_timelines
from visits.services.linking import link_due_timeline
from visits.terms import EditorialState

pytestmark = pytest.mark.django_db(transaction=True)
TRIP = {
    "people-0-name": "Wang Yi",
    "stops-0-host": "RU",
    "stops-0-dates": "31 March to 2 April 2025",
}


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    make_country("RU")
    make_official("Wang Yi", "CN", family="Wang", given="Yi")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def state() -> str:
    return Visit.objects.values_list("state", flat=True).get()


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_visit_is_rejected_restored_and_the_rejection_taken_back(editor: Client) -> None:
    address = editor.post("/trips/new/", TRIP).headers["Location"]

    answer = editor.post(f"{address}reject/", {"reason": "Typed by mistake"})

    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert state() == EditorialState.REJECTED
    html = page(editor, address)
    assert "This visit was rejected by an editor" in html
    assert "<q>Typed by mistake</q>" in html
    assert "Reject the visit" not in html
    assert Client().get(address).status_code == 404
    assert address not in page(editor, "/calendar/2025/4/")

    editor.post(f"{address}restore/", {"reason": "It was right"})

    assert state() == EditorialState.PUBLISHED
    assert address in page(editor, "/calendar/2025/4/")
    restored = Decision.objects.get(kind="restored")
    editor.post(f"{address}undo/{restored.pk}/")
    assert state() == EditorialState.REJECTED
    editor.post(f"{address}undo/{Decision.objects.get(kind='rejected').pk}/")
    assert state() == EditorialState.PUBLISHED


def test_verdict_with_too_long_a_reason_changes_nothing(editor: Client) -> None:
    address = editor.post("/trips/new/", TRIP).headers["Location"]

    editor.post(f"{address}reject/", {"reason": "x" * 1001})

    assert Decision.objects.count() == 0
    assert "Nothing was changed." in page(editor, address)


def test_verdicts_are_for_editors_who_post(editor: Client) -> None:
    address = editor.post("/trips/new/", TRIP).headers["Location"]
    assert editor.get(f"{address}reject/").status_code == 405
    reader = Client()
    reader.force_login(User.objects.create_user("reader"))
    assert reader.post(f"{address}reject/").status_code == 403
    assert "Reject this visit" not in page(reader, address)
    assert Decision.objects.count() == 0


def test_what_cannot_be_linked_at_once_is_stored_and_said_to_be(editor: Client) -> None:
    address = editor.post("/trips/new/", TRIP).headers["Location"]
    with connection.cursor() as cursor:  # a fault of the database, as linking meets it
        cursor.execute("ALTER TABLE visits_visit ADD CONSTRAINT broken CHECK (purpose = '')")
    try:
        entered = editor.post("/trips/new/", {**TRIP, "note": "Talks on trade", "sure": "1"})
        corrected = editor.post(f"{address}correct/", {"field": "purpose", "value": "Trade"})
        assert (entered.status_code, corrected.status_code) == (302, 302)
        told = page(editor, entered.headers["Location"])
        assert "Trip entered. It is stored" in told
        assert "Purpose corrected. It is stored" in told
        assert Timeline.objects.exclude(due_at=None).count() == 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE visits_visit DROP CONSTRAINT broken")

    for timeline in due_timelines():
        link_due_timeline(timeline_id=timeline)

    visit = Visit.objects.defer("days").get()
    assert (visit.purpose, visit.claims.count()) == ("Trade", 2)


def test_list_of_decisions_leads_to_a_rejected_visit(editor: Client) -> None:
    address = editor.post("/trips/new/", TRIP).headers["Location"]
    editor.post(f"{address}correct/", {"field": "city", "value": "Kazan"})
    editor.post(f"{address}reject/", {"reason": "Typed by mistake"})
    Decision.objects.filter(kind="value").update(quote="Other words.")

    html = page(editor, "/decisions/")

    assert html.count(f'href="{address}#history"') == 1
    assert "rejected visit" in html
    assert html.count("on a text whose words have changed") == 1
    assert (
        editor.get("/decisions/?page=2").status_code,
        Client().get("/decisions/").status_code,
    ) == (
        400,
        302,
    )


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_decisions_asks_the_same_for_one_and_many(
    editor: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for month in range(1, number + 1):
        days = {"stops-0-dates": f"2025-0{month * 2}-01", "stops-0-city": "Kazan"}
        trip = TRIP | days
        address = editor.post("/trips/new/", trip).headers["Location"]
        editor.post(f"{address}reject/")

    with django_assert_num_queries(8):
        html = page(editor, "/decisions/")
    assert html.count("rejected visit") == number
