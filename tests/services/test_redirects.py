"""Ids of tours and meetings that go lead on, on pages and in the API, and come back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pipeline import item, tell
from visits.models import Itinerary, ItineraryRedirect, Meeting, MeetingRedirect, Visit
from visits.services.decision_rows import store_decisions
from visits.services.editing import join_visits, undo_decision
from visits.services.linking import link_now
from visits.terms import DecisionKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]
APRIL = item(
    "wire-1",
    "Chinese Foreign Minister Wang Yi will visit Russia from April 7 to April 9, officials said. "
    "Wang Yi and Foreign Minister Sergey Lavrov will meet in Moscow on April 8.",
    day="2025-03-28",
)
APRIL_TOO = item(
    "mfa-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 7 to April 9. Foreign Minister "
    "Sergey Lavrov and Wang Yi will meet in Moscow on April 8.",
    day="2025-03-29",
    publisher="ru-mid",
)
SEPTEMBER = item(
    "wire-2",
    "Chinese Foreign Minister Wang Yi will visit Russia from September 2 to September 4, "
    "officials said.",
    day="2025-08-20",
)


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("ed", password=None)


def leads(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_a_tour_that_became_part_of_another_leads_there_until_undone(
    client: Client, editor: User
) -> None:
    tell(APRIL, SEPTEMBER)
    before = {*Itinerary.objects.values_list("pk", flat=True)}
    april, september = Visit.objects.order_by("start_earliest")

    (decision,) = join_visits(visits=(september, april), editor=editor)

    left = Itinerary.objects.get().pk
    (gone,) = before - {left}
    assert leads(client, f"/itineraries/{gone}/") == (301, f"/itineraries/{left}/")
    there = f"http://testserver/api/v1/itineraries/{left}/"
    assert leads(client, f"/api/v1/itineraries/{gone}/") == (301, there)
    assert leads(client, "/itineraries/999999/") == (404, "")

    undo_decision(decision=decision, editor=editor)

    assert {*Itinerary.objects.values_list("pk", flat=True)} == before
    assert ItineraryRedirect.objects.count() == 0


def test_a_meeting_that_became_part_of_another_leads_there_until_parted_again(
    client: Client, editor: User
) -> None:
    tell(APRIL, APRIL_TOO)
    pair = tuple(Meeting.objects.get().claims.order_by("key"))
    assert len(pair) == 2
    (decision,), timelines = store_decisions([(DecisionKind.NOT_SAME, *pair)], editor, "")
    link_now(timelines)
    two = {*Meeting.objects.values_list("pk", flat=True)}
    assert len(two) == 2

    undo_decision(decision=decision, editor=editor)

    left = Meeting.objects.get().pk
    (gone,) = two - {left}
    assert leads(client, f"/meetings/{gone}/") == (301, f"/meetings/{left}/")
    there = f"http://testserver/api/v1/meetings/{left}/"
    assert leads(client, f"/api/v1/meetings/{gone}/") == (301, there)

    _, timelines = store_decisions([(DecisionKind.NOT_SAME, *pair)], editor, "")
    link_now(timelines)

    assert {*Meeting.objects.values_list("pk", flat=True)} == two
    assert MeetingRedirect.objects.count() == 0
