"""Meetings in feeds, as two programs that are not ours read them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import icalendar
import ics
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_meeting, make_visit
from visits.models import Meeting
from visits.terms import MeetingForm, VisitStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

FEED = "/feeds/visits.ics?meetings=1"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    settings.SITE_URL = "https://visits.example"


@pytest.fixture
def call() -> Meeting:
    make_visit("Wang Yi", "RU", "2025-04-08", "2025-04-09")
    people = ("Wang Yi", "Sergey Lavrov")
    return make_meeting(people, "2025-04-03", form=MeetingForm.CALL, status=VisitStatus.COMPLETED)


def events(client: Client, address: str = FEED) -> list[Any]:
    """By one of the two programs; the other one must name the same events."""
    told = client.get(address).content
    found: list[Any] = list(icalendar.Calendar.from_ical(told).walk("VEVENT"))
    other = ics.Calendar(told.decode()).events
    assert {one.uid for one in other} == {str(event["uid"]) for event in found}
    assert {one.begin.date() for one in other} == {event["dtstart"].dt for event in found}
    return found


def test_feed_tells_meetings_only_where_they_are_asked_for(client: Client, call: Meeting) -> None:
    assert len(events(client, "/feeds/visits.ics")) == 1
    told = {str(event["uid"]): event for event in events(client)}
    event = told[f"meeting-{call.pk}@visits.example"]
    assert len(told) == 2
    assert str(event["summary"]).startswith("Wang Yi, Sergey Lavrov: ")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 4, 3), date(2025, 4, 4))
    assert (str(event["status"]), str(event["transp"])) == ("CONFIRMED", "TRANSPARENT")
    assert str(event["url"]) == f"https://visits.example/meetings/{call.pk}/"


def test_meeting_that_changes_keeps_its_uid_and_counts_on(client: Client, call: Meeting) -> None:
    before = next(event for event in events(client) if "meeting" in event["uid"])
    etag = client.get(FEED).headers["ETag"]
    later = timezone.now() + timedelta(minutes=5)
    Meeting.objects.filter(pk=call.pk).update(day_latest=date(2025, 4, 5), changed_at=later)
    after = next(event for event in events(client) if "meeting" in event["uid"])
    assert str(after["uid"]) == str(before["uid"])
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt
    assert (after["dtend"].dt, str(after["status"])) == (date(2025, 4, 6), "TENTATIVE")
    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("option", "told"),
    [("", [("CANCELLED", False)]), ("&called_off=title", [("", True)]), ("&called_off=out", [])],
)
def test_meeting_that_was_called_off(
    client: Client, call: Meeting, option: str, told: list[tuple[str, bool]]
) -> None:
    Meeting.objects.filter(pk=call.pk).update(status=VisitStatus.CANCELLED)
    found = [event for event in events(client, FEED + option) if "meeting" in event["uid"]]
    assert [
        (str(event.get("status", "")), event["summary"].startswith("Cancelled: "))
        for event in found
    ] == told


def test_feed_of_a_host_tells_the_meetings_of_that_country_alone(
    client: Client, call: Meeting
) -> None:
    assert len(events(client, f"{FEED}&country=JP")) == 0
    assert len(events(client, f"{FEED}&official=Sergey+Lavrov")) == 1


def test_atom_feed_tells_meetings_among_what_changed(client: Client, call: Meeting) -> None:
    told = client.get("/feeds/visits.atom?meetings=1").content
    entries = ElementTree.fromstring(told).findall(f"{ATOM}entry")
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in entries]
    assert len(ids) == 2
    assert ids[0] == f"tag:visits.example,2025:meeting-{call.pk}"
    plain = client.get("/feeds/visits.atom").content
    assert len(ElementTree.fromstring(plain).findall(f"{ATOM}entry")) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_meetings_of_a_feed_cost_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_meeting((f"Person {number}", "Host"), "2025-04-03")
    with django_assert_num_queries(5):
        assert client.get(FEED).content.count(b"BEGIN:VEVENT") == rows
