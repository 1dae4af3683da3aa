"""The form of a whole trip: several stops, drafts, sent twice, sent too late, filled by reading."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.factories import make_country, make_editor, make_official, make_visit
from tests.fixtures.web import Web
from tests.services.feeds import page
from visits.models import Announcement, Meeting, Official, TripDraft, Visit

pytestmark = pytest.mark.django_db(transaction=True)
TOUR = {
    "people-0-name": "Wang Yi",
    "people-1-name": "Li Hui",
    "people-1-country": "China",
    "stops-0-host": "Russia",
    "stops-0-city": "Moscow",
    "stops-0-dates": "31 Mar - 2 Apr",
    "stops-1-host": "FR",
    "stops-1-dates": "2025-04-02/2025-04-04",
    "meetings-0-name": "Lavrov",
    "meetings-0-who": "sergey-lavrov",
    "meetings-0-dates": "1 April",
    "meetings-0-form": "in_person",
}


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    for code in ("RU", "CN", "FR"):
        make_country(code)
    make_official("Wang Yi", "CN", family="Wang", given="Yi", names=["王毅", "Ван И"])
    make_official("Sergey Lavrov", "RU", slug="sergey-lavrov", family="Lavrov", given="Sergey")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def key_of(editor: Client, address: str = "/trips/new/") -> str:
    found = re.search(r'name="key" value="([^"]+)"', editor.get(address).content.decode())
    assert found is not None
    return found[1]


def test_tour_becomes_its_visits_and_meeting(editor: Client) -> None:
    answer = editor.post("/trips/new/", TOUR)

    visits = list(Visit.objects.defer("days").order_by("start_earliest"))
    assert answer.headers["Location"] == f"/itineraries/{visits[0].itinerary_id}/"
    assert [(visit.host_id, visit.start_earliest, visit.end_latest) for visit in visits] == [
        ("RU", date(2025, 3, 31), date(2025, 4, 2)),
        ("FR", date(2025, 4, 2), date(2025, 4, 4)),
    ]
    assert len({visit.itinerary_id for visit in visits}) == 1
    assert [[one.name for one in visit.members_in_order()] if hasattr(visit, "members_in_order")
            else visit.members.count() for visit in visits] == [2, 2]  # fmt: skip
    meeting = Meeting.objects.get()
    assert (meeting.day_earliest, meeting.country_id, list(meeting.visits.all())) == (
        date(2025, 4, 1), "RU", visits[:1],
    )  # fmt: skip
    text = Announcement.objects.get().text
    assert text.split("\n") == [
        "Wang Yi, Li Hui (China) to Russia, Moscow: 31 Mar - 2 Apr",
        "Wang Yi, Li Hui (China) to France: 2025-04-02/2025-04-04",
        "Wang Yi meets Sergey Lavrov (in person): 1 April",
    ]


def test_form_sent_twice_is_entered_once_and_other_words_ask(editor: Client) -> None:
    told = {**TOUR, "key": key_of(editor)}

    first, again = editor.post("/trips/new/", told), editor.post("/trips/new/", told)

    assert (again.status_code, again.headers["Location"]) == (302, first.headers["Location"])
    other = editor.post("/trips/new/", {**told, "note": "Talks"})
    assert (other.status_code, Announcement.objects.count()) == (422, 1)
    assert "This form was entered before" in other.content.decode()


def test_visit_that_it_may_be_is_shown_before_it_is_entered(editor: Client) -> None:
    wang = Official.objects.get(name="Wang Yi")
    there = make_visit(wang, "RU", "2025-04-01", "2025-04-02")

    answer = editor.post("/trips/new/", TOUR)

    assert (answer.status_code, Announcement.objects.count()) == (422, 0)
    html = answer.content.decode()
    assert re.findall(r'<li>\s*<a href="(/visits/\d+/)"', html) == [there.get_absolute_url()]
    assert editor.post("/trips/new/", {**TOUR, "sure": "1"}).status_code == 302


def test_session_that_ended_while_typing_loses_nothing(editor: Client) -> None:
    told = {**TOUR, "key": key_of(editor), "note": "Long thought about"}
    editor.logout()

    answer = editor.post("/trips/new/", told)

    draft = TripDraft.objects.get()
    there = f"/accounts/login/?next=/trips/new/%3Fdraft%3D{draft.pk}"
    assert answer.headers["Location"] == there
    editor.force_login(draft.owner)
    html = editor.get(draft.get_absolute_url()).content.decode()
    assert "Long thought about" in html
    assert 'value="31 Mar - 2 Apr"' in html


@pytest.mark.parametrize("hours", [25, 24 * 40])
def test_form_left_open_loses_nothing_and_means_the_day_it_was_opened(
    hours: int, settings: Settings
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_editor())
    told = {**TOUR, "stops-0-dates": "today", "key": key_of(strict)}
    told["csrfmiddlewaretoken"] = strict.cookies["csrftoken"].value
    settings.VISITBOOK_TODAY = date(2025, 4, 1) + timedelta(hours=hours)

    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        shown = strict.get("/trips/dates/", {"stops-0-dates": "today", "key": told["key"]})
        answer = strict.post("/trips/new/", told)

    draft = TripDraft.objects.get()
    if hours == 25:
        assert shown.content.decode().strip() == "1 April 2025"
        moscow = Visit.objects.get(host_id="RU")
        assert answer.headers["Location"] == moscow.itinerary.get_absolute_url()
        assert moscow.start_earliest == moscow.start_latest == date(2025, 4, 1)
    else:  # the session is over
        assert answer.headers["Location"].endswith(f"?next=/trips/new/%3Fdraft%3D{draft.pk}")
        assert draft.data["stops"][0]["city"] == "Moscow"


def test_form_of_an_older_sign_in_becomes_a_draft() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_editor())
    told = {**TOUR, "key": key_of(strict)}

    answer = strict.post("/trips/new/", told)

    draft = TripDraft.objects.get()
    assert answer.headers["Location"] == draft.get_absolute_url()
    assert Announcement.objects.count() == 0
    assert strict.post("/trips/new/", {**told, "key": "made-up"}).status_code == 403


@pytest.mark.parametrize("key", ["", "nonsense", "WzEsIDJd:1abc:xyz"])
def test_stranger_makes_no_draft(client: Client, key: str) -> None:
    answer = client.post("/trips/new/", {**TOUR, "key": key})
    assert answer.headers["Location"] == "/accounts/login/?next=/trips/new/"
    assert TripDraft.objects.count() == 0


def test_draft_is_saved_listed_and_thrown_away(editor: Client) -> None:
    told = {**TOUR, "key": key_of(editor)}
    saved = editor.post("/trips/drafts/save/", told)
    assert saved.content.decode().strip()[:14] == "Draft saved at"
    draft = TripDraft.objects.get()
    html = editor.get("/trips/drafts/").content.decode()
    assert f'href="{draft.get_absolute_url()}"' in html
    other = Client()
    other.force_login(make_editor("other"))
    assert other.get(draft.get_absolute_url()).status_code == 404
    other.post(f"/trips/drafts/{draft.pk}/drop/")
    assert TripDraft.objects.count() == 1
    editor.post(f"/trips/drafts/{draft.pk}/drop/")
    assert TripDraft.objects.count() == 0


def test_row_is_added_without_a_script(editor: Client) -> None:
    html = editor.post("/trips/new/", {**TOUR, "add": "people"}).content.decode()
    assert re.findall(r'name="people-(\d)-name"', html) == ["0", "1", "2"]
    assert (html.count("field__problem"), Announcement.objects.count()) == (0, 0)


def test_enter_and_another_leads_to_an_empty_form(editor: Client) -> None:
    answer = editor.post("/trips/new/", {**TOUR, "then": "another"}, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [("/trips/new/", 302)]
    assert 'value="Wang Yi"' not in html


@pytest.mark.parametrize(
    ("words", "value"),
    [("Ван", "Wang Yi"), ("王", "Wang Yi"), ("wang", "Wang Yi"), ("LAVR", "Sergey Lavrov")],
)
def test_official_is_suggested_in_any_script(editor: Client, words: str, value: str) -> None:
    html = editor.get("/trips/officials/", {"q": words}).content.decode()
    assert re.findall(r'data-value="([^"]+)"', html) == [value]


@pytest.mark.parametrize(
    ("words", "value"), [("Фран", "France"), ("fr", "France"), ("俄", "Russia")]
)
def test_country_is_suggested_in_any_script(editor: Client, words: str, value: str) -> None:
    html = editor.get("/trips/countries/", {"q": words}).content.decode()
    assert re.findall(r'data-value="([^"]+)"', html)[:1] == [value]


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("31 Mar - 2 Apr", "from 31 March 2025 to 2 April 2025"),
        ("early May", "early May 2025"),
        ("2025-05", "May 2025"),
        ("", ""),
    ],
)
def test_window_of_the_dates_is_shown(editor: Client, words: str, window: str) -> None:
    html = editor.get("/trips/dates/", {"stops-2-dates": words}).content.decode()
    assert unescape(html).strip() == window


def test_dates_that_are_none_say_so(editor: Client) -> None:
    html = editor.get("/trips/dates/", {"q": "one fine day"}).content.decode()
    assert "No date was found" in html


def test_right_to_left_name_is_kept(editor: Client) -> None:
    name = "\u202eمحمد بن سلمان\u202c"
    told = {**TOUR, "people-0-name": name, "people-0-country": "China"}
    assert editor.post("/trips/new/", told).status_code == 302
    assert Official.objects.filter(name="محمد بن سلمان").count() == 1


def test_pasted_announcement_fills_the_form(editor: Client) -> None:
    text = "Foreign Minister Wang Yi will visit Russia from April 7 to 9, 2025."
    answer = editor.post("/trips/read/", {"pasted": text})
    html = editor.get(answer.headers["Location"]).content.decode()
    assert 'value="2025-04-07/2025-04-09"' in html
    assert 'value="Wang Yi"' in html
    marks = re.findall(r"<mark>([^<]+)</mark>", html)
    assert "Wang Yi" in " ".join(marks)
    assert "Russia" in marks


def test_pasted_meeting_of_several_people_keeps_all_of_them(editor: Client) -> None:
    text = (
        "Foreign Minister Wang Yi will visit Russia from April 7 to 9, 2025. In Moscow he will "
        "meet Russian Foreign Minister Sergey Lavrov and Russian Prime Minister Mikhail Mishustin."
    )
    editor.post("/trips/read/", {"pasted": text})

    data = TripDraft.objects.get().data
    assert data["stops"][0]["host"] == "Russia"
    assert {row["name"] for row in data["meetings"]} == {"Sergey Lavrov", "Mikhail Mishustin"}


def test_several_people_are_met_at_one_meeting(editor: Client) -> None:
    make_official("Anna Blum", "FR")
    told = {
        **TOUR,
        "meetings-1-name": "Anna Blum",
        "meetings-1-form": "above",
        "meetings-2-name": "Anna Blum",
        "meetings-2-dates": "3 April",
        "meetings-2-form": "call",
    }

    assert editor.post("/trips/new/", told).status_code == 302

    assert [
        [str(one.official) for one in meeting.participants.order_by("position")]
        for meeting in Meeting.objects.order_by("day_earliest")
    ] == [["Wang Yi", "Sergey Lavrov", "Anna Blum"], ["Wang Yi", "Anna Blum"]]


@pytest.mark.parametrize(
    ("change", "field", "wrong"),
    [
        ({"meetings-0-form": "above"}, "meetings-0-form", "There is no meeting above this one."),
        (
            {"meetings-1-form": "above", "meetings-1-dates": "2 April"},
            "meetings-1-dates",
            "The day is that of the meeting above: leave this empty.",
        ),
        (
            {"meetings-1-form": "above", "meetings-2-name": "Li Hui", "meetings-2-country": "CN",
             "meetings-2-dates": "31 April"},
            "meetings-2-dates",
            "No date was found",
        ),
    ],
)  # fmt: skip
def test_meeting_above_says_what_is_wrong(
    editor: Client, change: dict[str, str], field: str, wrong: str
) -> None:
    make_official("Anna Blum", "FR")
    told = {**TOUR, "meetings-1-name": "Anna Blum", **change}

    answer = editor.post("/trips/new/", told)

    assert answer.status_code == 422
    html = answer.content.decode()
    at = html.index(f'id="id_{field}"')
    assert wrong in unescape(html[at - 600 : at + 600])


def test_page_at_an_address_fills_the_form(editor: Client, web: Web) -> None:
    text = "Foreign Minister Wang Yi will visit Russia from April 7 to 9, 2025, it was announced."
    web.answer("/one", page(text), Content_Type="text/html; charset=utf-8")

    answer = editor.post("/trips/read/", {"source_url": web.url("/one")})

    html = editor.get(answer.headers["Location"]).content.decode()
    assert 'value="2025-04-07/2025-04-09"' in html
    assert f'value="{web.url("/one")}"' in html
    assert TripDraft.objects.get().data["people"][0]["name"] == "Wang Yi"


@pytest.mark.parametrize("status", [404, 500])
def test_page_that_does_not_come_says_why(editor: Client, web: Web, status: int) -> None:
    web.answer("/one", "gone", status=status)
    answer = editor.post("/trips/read/", {"source_url": web.url("/one")})
    assert (answer.status_code, TripDraft.objects.count()) == (422, 0)
    assert str(status) in answer.content.decode()


def test_address_that_may_not_be_fetched_keeps_what_was_given(editor: Client) -> None:
    answer = editor.post("/trips/read/", {"source_url": "http://127.0.0.1:1/x"})
    assert answer.status_code == 422
    assert 'value="http://127.0.0.1:1/x"' in answer.content.decode()
