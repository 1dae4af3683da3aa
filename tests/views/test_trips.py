"""A trip entered and a field corrected through the pages, with the real services behind them."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import Settings

from tests.factories import make_country, make_editor, make_official, make_visit
from visits.models import Announcement, Decision, Official, Visit

pytestmark = pytest.mark.django_db(transaction=True)
TRIP = {
    "people-0-name": "Wang Yi",
    "stops-0-host": "RU",
    "stops-0-city": "Moscow",
    "stops-0-dates": "31 March to 2 April 2025",
    "kind": "official",
    "status": "planned",
    "source_url": "https://ministry.example/1",
}


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    make_country("RU")
    make_country("CN")
    make_country("FR")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def problems(html: str) -> list[tuple[str, str]]:
    """Fields with what is wrong with them."""
    found = re.findall(r'field__problem" id="id_([\w-]+)_error">([^<]*)<', html)
    return [(field, unescape(words)) for field, words in found]


def test_entered_trip_becomes_a_visit(editor: Client) -> None:
    wang = make_official("Wang Yi", "CN", family="Wang", given="Yi")
    answer = editor.post("/trips/new/", TRIP)
    visit = Visit.objects.defer("days").get()
    assert (answer.status_code, answer.headers["Location"]) == (302, visit.get_absolute_url())
    assert (visit.head, visit.host_id, visit.kind) == (wang, "RU", "official")
    assert (visit.start_earliest, visit.end_latest) == (date(2025, 3, 31), date(2025, 4, 2))
    page = editor.get(visit.get_absolute_url()).content.decode()
    assert "Trip entered." in page
    assert "Entered by hand" in page


def test_corrected_day_is_kept_and_can_be_taken_back(editor: Client) -> None:
    make_official("Wang Yi", "CN", family="Wang", given="Yi")
    address = editor.post("/trips/new/", TRIP).headers["Location"]
    told = {"field": "end", "value": "3 April 2025", "reason": "The embassy said so"}
    answer = editor.post(f"{address}correct/", told)
    assert answer.headers["Location"] == f"{address}#main"
    visit = Visit.objects.defer("days").get()
    assert visit.end_latest == date(2025, 4, 3)
    page = editor.get(address).content.decode()
    assert "Last day corrected." in page
    assert "Last day set to <b>3 April 2025</b>" in page
    decision = Decision.objects.get()
    assert editor.post(f"{address}undo/{decision.pk}/").headers["Location"] == address
    visit.refresh_from_db(fields=["end_latest"])
    assert visit.end_latest == date(2025, 4, 2)
    assert 'class="history__undone"' in editor.get(address).content.decode()


def test_decision_on_another_visit_is_not_taken_back_here(editor: Client) -> None:
    make_official("Wang Yi", "CN", family="Wang", given="Yi")
    address = editor.post("/trips/new/", TRIP).headers["Location"]
    editor.post(f"{address}correct/", {"field": "city", "value": "Kazan"})
    other = make_visit("Xi Jinping", "RU")
    decision = Decision.objects.get()
    answer = editor.post(f"{other.get_absolute_url()}undo/{decision.pk}/")
    assert answer.status_code == 404
    decision.refresh_from_db()
    assert decision.undone_at is None


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"people-0-name": ""}, ("people-0-name", "Say who travels.")),
        ({"stops-0-host": ""}, ("stops-0-host", "Say which country.")),
        ({"stops-0-host": "Atlantis"}, ("stops-0-host", "No country, or more than one, is")),
        ({"people-0-name": "New"}, ("people-0-country", "Choose the country that this person")),
        ({"source_url": "javascript:alert(1)"}, ("source_url", "Give a full web address")),
        ({"stops-0-host": "CN"}, ("stops-0-host", "The host is the sender")),
        (
            {"people-0-name": "?!", "people-0-country": "CN"},
            ("people-0-name", "A name has letters"),
        ),
        ({"stops-0-dates": "9999-12-31"}, ("stops-0-dates", "The calendar runs from 1800")),
        (
            {"stops-0-dates": "2025-04-02/2025-03-31"},
            ("stops-0-dates", "The last day comes before the first"),
        ),
        (
            {"stops-0-city": "x" * 121},
            ("stops-0-city", "Ensure this value has at most 120 characters"),
        ),
        (
            {"people-0-name": "x" * 301, "people-0-country": "CN"},
            ("people-0-name", "Ensure this value has at most 300 characters"),
        ),
        (
            {"stops-1-host": "FR", "stops-1-dates": "1 April to 4 April 2025"},
            ("stops-1-dates", "This overlaps with stop 1"),
        ),
        (
            {"meetings-0-name": "Nobody Known"},
            ("meetings-0-country", "Choose the country that this person"),
        ),
    ],
)
def test_refused_trip_says_what_is_wrong_and_writes_nothing(
    editor: Client, change: dict[str, str], wrong: tuple[str, str]
) -> None:
    make_official("Wang Yi", "CN")
    answer = editor.post("/trips/new/", {**TRIP, **change})
    assert answer.status_code == 422
    (told,) = problems(answer.content.decode())
    assert (told[0], told[1][: len(wrong[1])]) == wrong
    assert (Announcement.objects.count(), Visit.objects.count()) == (0, 0)


def test_refused_dates_stay_in_the_form(editor: Client) -> None:
    make_official("Wang Yi", "CN")
    answer = editor.post("/trips/new/", {**TRIP, "stops-0-dates": "one fine <day>"})
    html = answer.content.decode()
    assert [field for field, _ in problems(html)] == ["stops-0-dates"]
    assert 'value="one fine &lt;day&gt;"' in html


def test_name_of_two_officials_asks_which(editor: Client) -> None:
    make_official("Wang Yi", "CN")
    make_official("Wang Yi the Younger", "CN", names=["Wang Yi"])
    html = editor.post("/trips/new/", TRIP).content.decode()
    assert [field for field, _ in problems(html)] == ["people-0-name"]
    slugs = re.findall(r'type="radio" name="people-0-who" id="[^"]+" value="([^"]+)"', html)
    assert slugs[-1] == "new"
    answer = editor.post("/trips/new/", {**TRIP, "people-0-who": slugs[1]})
    assert answer.status_code == 302
    assert Visit.objects.defer("days").get().head == Official.objects.get(slug=slugs[1])


def test_form_is_for_editors(client: Client) -> None:
    assert client.get("/trips/new/").headers["Location"] == "/accounts/login/?next=/trips/new/"
    reader = User.objects.create_user("reader")
    client.force_login(reader)
    answer = client.get("/trips/new/")
    assert answer.status_code == 403
    assert "This is for editors" in answer.content.decode()
    reader.user_permissions.add(Permission.objects.get(codename="add_decision"))
    assert client.get("/trips/new/").status_code == 200


def test_correction_form_reloaded_leads_back_to_the_visit(editor: Client) -> None:
    visit = make_visit()
    answer = editor.get(f"{visit.get_absolute_url()}correct/")
    assert answer.headers["Location"] == visit.get_absolute_url()


def test_sign_in_leads_on_to_the_page_asked_for(client: Client) -> None:
    make_editor("ed")
    told = {"login": "ed", "password": "a-long-password", "next": "/trips/new/"}
    assert client.post("/accounts/login/", told).headers["Location"] == "/trips/new/"
    assert client.post("/accounts/logout/").headers["Location"] == "/"


def test_wrong_password_is_told(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "ed", "password": "no"})
    assert "The username and/or password you specified are not correct." in answer.content.decode()
