"""The page of a tour day by day, and the page of a meeting."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import (
    day,
    make_announcement,
    make_claim,
    make_itinerary,
    make_meeting,
    make_official,
    make_visit,
    person_value,
)
from visits.models import Itinerary
from visits.terms import ClaimSubject, EditorialState, MeetingForm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def tour(stops: int = 1) -> Itinerary:
    rubio = make_official("Marco Rubio", "US")
    made = make_itinerary(rubio, start=date(2025, 2, 1), end=date(2025, 2, 4))
    for number in range(stops):
        visit = make_visit(
            rubio, ("PA", "SV", "CR")[number], "2025-02-01", "2025-02-03",
            itinerary=made, cities=[f"City {number}"],
        )  # fmt: skip
        make_meeting((rubio, f"Host {number}"), "2025-02-02", visits=[visit])
    return made


def days(client: Client, itinerary: Itinerary) -> list[str]:
    html = client.get(itinerary.get_absolute_url()).content.decode()
    found = html.split('<ol class="programme">')[1].split("</ol>")[0]
    parts = found.split('<li class="programme__day')[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", part.split(">", 1)[1]).split()) for part in parts]


def test_programme_tells_each_day_with_its_stop_and_meetings(client: Client) -> None:
    assert days(client, tour()) == [
        "Sat 1 February City 0, PA first day planned, outcome not known",
        "Sun 2 February City 0, PA planned, outcome not known"
        " meeting Marco Rubio, Host 0 words for the day of this meeting planned, outcome not known",
        "Mon 3 February City 0, PA last day planned, outcome not known",
    ]


def test_programme_puts_no_stop_on_a_day_that_is_not_sure(client: Client) -> None:
    made = tour()
    window = (day("2025-02-04"), day("2025-02-08"))
    make_visit(made.head, "CR", window, None, itinerary=made)
    make_visit(made.head, "SV", None, "2025-02-05", itinerary=made)
    assert days(client, made)[3:] == [
        "Tue 4 February No stop is told for this day.",
        "Wed 5 February SV last day planned, outcome not known",
    ]


def test_programme_of_a_long_tour_leaves_empty_days_out(client: Client) -> None:
    made = make_itinerary(make_official("Marco Rubio", "US"))
    make_visit(made.head, "PA", "2025-01-01", "2025-01-01", itinerary=made)
    make_visit(made.head, "SV", "2025-06-01", "2025-06-01", itinerary=made)
    assert len(days(client, made)) == 2


def test_tour_without_days_is_a_list_of_stops(client: Client) -> None:
    made = make_itinerary(make_official("Marco Rubio", "US"), flags=["two places at once"])
    make_visit(made.head, "PA", None, None, itinerary=made)
    make_meeting((made.head or "", "Host"), None, visits=list(made.visits.all()))
    html = client.get(made.get_absolute_url()).content.decode()
    assert "Day by day" not in html
    assert "Check this: two places at once" in html
    assert html.count('<li class="row ') == 2


def test_tour_of_rejected_visits_is_not_found(client: Client) -> None:
    made = make_itinerary(make_official("Marco Rubio", "US"))
    make_visit(made.head, "PA", itinerary=made, state=EditorialState.REJECTED)
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client.get("/itineraries/999999/").status_code == 404


@pytest.mark.parametrize("stops", [1, 3])
def test_tour_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, stops: int
) -> None:
    made = tour(stops)
    with django_assert_num_queries(7):
        assert client.get(made.get_absolute_url()).status_code == 200


def test_meeting_page_tells_its_facts_and_words(client: Client) -> None:
    text = "Wang Yi will meet Sergey Lavrov on Tuesday."
    value = {
        "participants": [person_value("Wang Yi"), person_value("Sergey Lavrov")],
        "date": ["2025-04-01", "2025-04-01"],
        "form": "in_person",
    }
    claim = make_claim(
        make_announcement(text),
        subject=ClaimSubject.MEETING,
        value=value,
        quotes={"sentence": text, "date": "on Tuesday"},
    )
    visit = make_visit("Wang Yi", "RU")
    meeting = make_meeting(visits=[visit], claims=[claim], country="RU", city="Moscow")
    html = client.get(meeting.get_absolute_url()).content.decode()
    assert "<h1>Wang Yi, Sergey Lavrov</h1>" in html
    assert "Wang Yi will meet Sergey Lavrov <mark>on Tuesday</mark>." in html
    assert f'href="{visit.get_absolute_url()}"' in html


def test_rejected_meeting_is_not_found(client: Client) -> None:
    meeting = make_meeting(state=EditorialState.REJECTED)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert client.get("/meetings/999999/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_meeting_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    people = [make_official(f"Person {number}", "RU") for number in range(rows + 1)]
    claims = [make_claim(subject=ClaimSubject.MEETING) for _ in range(rows)]
    visits = [make_visit(person, "FR") for person in people]
    meeting = make_meeting(people, form=MeetingForm.CALL, visits=visits, claims=claims)
    with django_assert_num_queries(6):
        assert client.get(meeting.get_absolute_url()).status_code == 200
