"""Feeds as a calendar program reads them: again and again, with what it remembers."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import ics
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_itinerary, make_meeting, make_official, make_visit
from tests.pipeline import item, tell
from visits.models import Subscription, Visit, VisitVersion
from visits.queries.feeds import hash_of
from visits.services.reference import load_reference
from visits.terms import EditorialState, VisitStatus

pytestmark = pytest.mark.django_db

SECRET = "a-secret-of-the-tests"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    settings.SITE_URL = "https://visits.example"


def titles(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    events = ics.Calendar(answer.content.decode()).events
    return [event.name or "" for event in sorted(events, key=lambda one: one.begin)]


def event_lines(client: Client) -> dict[str, str]:
    """The properties of the one event of the feed."""
    told = client.get("/feeds/visits.ics").content.decode().replace("\r\n ", "")
    event = told.split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0]
    return dict(line.split(":", 1) for line in event.split("\r\n") if line)


def subscribe(query: str = "", **more: object) -> Subscription:
    owner, _ = User.objects.get_or_create(username="reader")
    return Subscription.objects.create(
        owner=owner, name="Mine", query=query, token_hash=hash_of(SECRET), **more
    )


def test_feed_holds_what_its_filter_asks_for(client: Client) -> None:
    make_visit("Wang Yi", "RU")
    make_visit("Wang Yi", "FR", "2025-04-05", "2025-04-06", status=VisitStatus.CANCELLED)
    assert titles(client, "/feeds/visits.ics") == ["Wang Yi to Russia", "Wang Yi to France"]
    assert titles(client, "/feeds/visits.ics?host=FR") == ["Wang Yi to France"]
    assert titles(client, "/feeds/visits.ics?called_off=out") == ["Wang Yi to Russia"]
    assert titles(client, "/feeds/visits.ics?called_off=title&host=FR") == [
        "Cancelled: Wang Yi to France"
    ]


@pytest.mark.parametrize(
    "query",
    ["host=nowhere", "called_off=maybe", "undated=2", "meetings=2", "from=soon", "status=%00"],
)
@pytest.mark.parametrize("ending", ["ics", "atom"])
def test_query_that_cannot_be_read_is_a_clear_400(client: Client, query: str, ending: str) -> None:
    answer = client.get(f"/feeds/visits.{ending}?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.content.decode()


def test_reader_who_has_the_feed_is_told_not_modified(client: Client) -> None:
    visit = make_visit("Wang Yi", "RU")
    first = client.get("/feeds/visits.ics")
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/feeds/visits.ics", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get("/feeds/visits.ics", headers=since).status_code == 304
    visit.status = VisitStatus.CANCELLED
    visit.save()
    changed = client.get("/feeds/visits.ics", headers=known)
    assert (changed.status_code, changed.content.count(b"STATUS:CANCELLED")) == (200, 1)


def test_visit_that_leaves_the_feed_is_a_change(client: Client) -> None:
    make_visit("Wang Yi", "FR", "2025-04-05", "2025-04-06")
    visit = make_visit("Wang Yi", "RU")
    known = {"If-None-Match": client.get("/feeds/visits.ics").headers["ETag"]}
    visit.state = EditorialState.REJECTED
    visit.save()
    answer = client.get("/feeds/visits.ics", headers=known)
    assert (answer.status_code, answer.content.count(b"BEGIN:VEVENT")) == (200, 1)


def test_feed_follows_the_news(client: Client) -> None:
    """An announced visit gets its days, then is called off: one event, its number rising."""
    load_reference()
    plan = "Foreign Minister Wang Yi will visit Russia from May 6 to May 8, 2025."
    off = "Foreign Minister Wang Yi has cancelled his visit to Russia planned for May 6, 2025."
    tell(item("plan", plan, day="2025-04-10", publisher="cn-mfa"))
    before = event_lines(client)
    tell(item("off", off, day="2025-04-20", publisher="cn-mfa"))
    after = event_lines(client)
    assert before["UID"] == after["UID"]
    assert [told["STATUS"] for told in (before, after)] == ["TENTATIVE", "CANCELLED"]
    assert [told["SEQUENCE"] for told in (before, after)] == ["0", "1"]
    assert before["LAST-MODIFIED"] <= after["LAST-MODIFIED"]


def test_atom_tells_what_changed_last_first(client: Client) -> None:
    older, newer = make_visit("Wang Yi", "RU"), make_visit("Wang Yi", "FR", purpose="<talks>\x07")
    Visit.objects.filter(pk=older.pk).update(changed_at=timezone.now() - timedelta(days=3))
    answer = client.get("/feeds/visits.atom")
    feed = ElementTree.fromstring(answer.content)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}id") for one in entries] == [
        f"tag:visits.example,2025:visit-{newer.pk}",
        f"tag:visits.example,2025:visit-{older.pk}",
    ]
    assert "Purpose: <talks>" in (entries[0].findtext(f"{ATOM}summary") or "")
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/feeds/visits.atom", headers=known).status_code == 304


def test_visit_and_tour_can_be_saved_alone(client: Client) -> None:
    rubio = make_official("Marco Rubio", "US")
    tour = make_itinerary(rubio)
    visit = make_visit(rubio, "RU", itinerary=tour)
    make_visit(rubio, "FR", "2025-04-05", "2025-04-06", itinerary=tour)
    make_visit("Wang Yi", "JP")
    assert titles(client, f"/visits/{visit.pk}/visit.ics") == ["Marco Rubio to Russia"]
    assert titles(client, f"/itineraries/{tour.pk}/itinerary.ics") == [
        "Marco Rubio to Russia",
        "Marco Rubio to France",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/visits/999999/visit.ics",
        "/itineraries/999999/itinerary.ics",
        "/feeds/private/wrong.ics",
        "/feeds/private/wrong.atom",
        "/feeds/private/%00%ff.ics",
        f"/feeds/private/{'x' * 900}.ics",
    ],
)
def test_feed_that_there_is_not_is_not_found(client: Client, path: str) -> None:
    subscribe()
    assert client.get(path).status_code == 404


def test_private_feed_answers_whoever_has_the_secret(client: Client) -> None:
    make_visit("Wang Yi", "RU")
    make_visit("Wang Yi", "FR", "2025-04-05", "2025-04-06")
    row = subscribe("host=FR&called_off=out")
    address = f"/feeds/private/{SECRET}"
    assert titles(client, f"{address}.ics") == ["Wang Yi to France"]
    answer = client.get(f"{address}.ics")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "X-WR-CALNAME:Mine" in answer.content.decode().split("\r\n")
    assert client.get(f"{address}.atom").content.count(b"<entry>") == 1
    row.refresh_from_db()
    assert row.read_at is not None


@pytest.mark.parametrize("end", ["revoked", "owner gone", "filter not understood"])
def test_private_feed_that_ended_is_not_found(client: Client, end: str) -> None:
    row = subscribe("host=nowhere" if end == "filter not understood" else "")
    if end == "revoked":
        Subscription.objects.update(revoked_at=timezone.now() + timedelta(seconds=1))
    if end == "owner gone":
        User.objects.filter(pk=row.owner_id).update(is_active=False)
    assert client.get(f"/feeds/private/{SECRET}.ics").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("ending", "queries"), [("ics", 6), ("atom", 5)])
def test_feed_costs_a_constant_number_of_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    ending: str,
    queries: int,
) -> None:
    for number in range(rows):
        visit = make_visit(f"Person {number}", "RU", cities=["Moscow"])
        make_meeting((f"Person {number}", "Host"), visits=[visit])
        VisitVersion.objects.create(
            visit=visit.pk,
            number=1,
            snapshot={},
            published_from=timezone.now(),
            recorded_from=timezone.now(),
        )
    with django_assert_num_queries(queries):
        assert client.get(f"/feeds/visits.{ending}").status_code == 200


def test_feed_is_bounded_and_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visits.queries.feeds.MOST_EVENTS", 2)
    for host in ("RU", "FR", "JP"):
        make_visit("Wang Yi", host)
    told = client.get("/feeds/visits.ics").content
    assert told.count(b"BEGIN:VEVENT") == 2
    assert told.count(b"DESCRIPTION:More visits fit than a feed holds: narrow the filter.") == 1
