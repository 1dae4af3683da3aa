"""Several announcements of one trip → one itinerary, whatever the order; repeats change nothing."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from tests.pipeline import item, keys, meeting_facts, receive, settle, tell, visit_facts
from visits.models import (
    Announcement,
    Claim,
    Itinerary,
    Meeting,
    Official,
    Reading,
    Visit,
    VisitVersion,
)
from visits.terms import DeliveryState, EditorialState, VisitStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

CHINA = item(
    "cn-1",
    "Foreign Minister Wang Yi will pay a visit to Russia from March 31 to April 2, spokesperson "
    "Guo Jiakun announced on Friday.",
    day="2025-03-28",
    publisher="cn-mfa",
)
RUSSIA = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from March 31 to April 2. Foreign Minister "
    "Sergey Lavrov and Wang Yi will meet in Moscow on April 1.",
    day="2025-03-28",
    publisher="ru-mid",
)
WIRE = item(
    "wire-1",
    "MOSCOW, April 1 - Russian Foreign Minister Sergey Lavrov met Chinese Foreign Minister Wang Yi "
    "in Moscow on Tuesday.",
    day="2025-04-01",
)
ELSEWHERE = item(
    "wire-2",
    "French President Emmanuel Macron will visit Berlin on April 7, his office said.",
    day="2025-03-30",
)


def test_announcements_of_one_trip_become_one_itinerary() -> None:
    tell(CHINA, RUSSIA, WIRE)

    (visit,) = Visit.objects.all()
    assert str(visit.head) == "Wang Yi"
    assert (visit.visitor_country_id, visit.host_id) == ("CN", "RU")
    assert (visit.start_earliest, visit.start_latest) == (date(2025, 3, 31), date(2025, 3, 31))
    assert (visit.end_earliest, visit.end_latest) == (date(2025, 4, 2), date(2025, 4, 2))
    assert visit.days.lower == date(2025, 3, 31)
    assert visit.days.upper == date(2025, 4, 3)
    assert visit.confirmed_by_both is True
    assert visit.state == EditorialState.PUBLISHED
    assert [stop.city for stop in visit.stops.all()] == ["Moscow"]
    assert Itinerary.objects.count() == 1
    (meeting,) = Meeting.objects.all()
    assert (meeting.day_earliest, meeting.day_latest) == (date(2025, 4, 1), date(2025, 4, 1))
    assert meeting.status == VisitStatus.COMPLETED
    assert list(meeting.visits.all()) == [visit]
    assert {str(one.official) for one in meeting.participants.all()} == {"Sergey Lavrov", "Wang Yi"}


def test_members_carry_the_title_that_they_were_announced_with() -> None:
    tell(CHINA)
    told_later = item("ru-2", RUSSIA.text, day="2025-03-29", publisher="ru-mid")
    tell(told_later)

    (member,) = Visit.objects.get().members.all()
    assert (str(member.official), member.title) == ("Wang Yi", "Foreign Minister")


@pytest.mark.parametrize(
    ("day", "notes"),
    [
        ("2025-04-01", []),
        (
            "2026-03-28",
            ["It is dated later than it was fetched: days like “next week” may be read wrongly."],
        ),
    ],
)
def test_text_that_is_dated_in_the_future_says_so(day: str, notes: list[str]) -> None:
    tell(item("cn-1", "Foreign Minister Wang Yi will visit Russia next week.", day=day))

    assert Reading.objects.get().notes == notes
    assert Visit.objects.get().host_id == "RU"


@pytest.mark.slow
def test_any_order_of_arrival_gives_the_same() -> None:
    told = []
    for order in itertools.permutations((CHINA, RUSSIA, WIRE, ELSEWHERE)):
        tell(*order)
        told.append((visit_facts(), meeting_facts()))
        for model in (Meeting, Visit, Itinerary, VisitVersion, Claim, Reading):
            model.objects.all().delete()
        Announcement.objects.all().delete()
        Official.objects.all().delete()

    assert len(told[0][0]) == 2
    assert all(facts == told[0] for facts in told)


def test_all_at_once_gives_the_same_as_one_by_one() -> None:
    receive(CHINA, RUSSIA, WIRE, ELSEWHERE)
    settle()
    together = visit_facts(), meeting_facts()

    Meeting.objects.all().delete()
    Visit.objects.all().delete()
    Itinerary.objects.all().delete()
    Claim.objects.all().delete()
    Reading.objects.all().delete()
    Announcement.objects.all().delete()
    tell(CHINA, RUSSIA, WIRE, ELSEWHERE)

    assert (visit_facts(), meeting_facts()) == together


def test_a_repeated_announcement_changes_nothing() -> None:
    tell(CHINA, RUSSIA)
    before = visit_facts(), list(Visit.objects.values_list("pk", "changed_at"))
    versions = list(VisitVersion.objects.values())

    again = receive(CHINA, RUSSIA)
    settle()

    assert (again.new, again.revised, again.unchanged) == ((), (), 2)
    assert (visit_facts(), list(Visit.objects.values_list("pk", "changed_at"))) == before
    assert list(VisitVersion.objects.values()) == versions


def test_an_unrelated_announcement_changes_no_other_visit() -> None:
    tell(CHINA, RUSSIA)
    before = list(Visit.objects.values("pk", "changed_at"))

    tell(ELSEWHERE)

    assert list(Visit.objects.filter(pk=before[0]["pk"]).values("pk", "changed_at")) == before
    assert Visit.objects.count() == 2


def test_an_edited_page_is_a_revision_and_its_old_claims_are_superseded() -> None:
    tell(CHINA)
    edited = item(
        "cn-1",
        "Foreign Minister Wang Yi will pay a visit to Russia from April 1 to April 3, spokesperson "
        "Guo Jiakun announced on Friday.",
        day="2025-03-29",
        publisher="cn-mfa",
    )
    pk = Visit.objects.get().pk

    report = receive(edited)
    settle()

    assert (len(report.new), len(report.revised)) == (0, 1)
    assert list(Announcement.objects.order_by("revision").values_list("revision", flat=True)) == [
        1,
        2,
    ]
    assert Claim.objects.filter(superseded_at=None).count() == 1
    visit = Visit.objects.get()
    assert visit.pk == pk
    assert visit.start_earliest == date(2025, 4, 1)
    assert VisitVersion.objects.filter(visit=pk).count() == 2


def test_reading_again_with_the_same_engine_changes_nothing() -> None:
    tell(CHINA, RUSSIA)
    claims = list(Claim.objects.order_by("pk").values_list("pk", "superseded_at"))

    Reading.objects.update(state=DeliveryState.DUE, attempts=0)
    settle()

    assert list(Claim.objects.order_by("pk").values_list("pk", "superseded_at")) == claims


def test_a_text_without_events_leaves_no_rows() -> None:
    tell(item("wire-3", "Ministers in Paris discussed the price of wheat.", day="2025-03-28"))

    assert Claim.objects.count() == 0
    assert Reading.objects.get().state == DeliveryState.DONE
    assert keys(visit_facts()) == []


def test_a_country_that_is_no_more_is_that_of_its_time() -> None:
    tell(
        item(
            "wire-3",
            "WASHINGTON, March 6 - U.S. Secretary of State George Shultz will visit Moscow from "
            "April 13 to 16. Shultz and Soviet Foreign Minister Eduard Shevardnadze will meet in "
            "Moscow on April 14.",
            day="1987-03-06",
        )
    )

    assert [visit.host_id for visit in Visit.objects.all()] == ["SUHH"]
    assert [meeting.country_id for meeting in Meeting.objects.all()] == ["SUHH"]
    people = [str(one.official) for one in Meeting.objects.get().participants.all()]
    assert people == ["George Shultz", "Eduard Shevardnadze"]
    assert Official.objects.get(name="Eduard Shevardnadze").country_id == "SUHH"
