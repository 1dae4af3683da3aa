"""What an editor enters by hand, at the edges: absurd days, nothing said, the same thing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from tests.factories import (
    make_announcement,
    make_editor,
    make_official,
    make_visit,
    person_value,
    visit_value,
)
from tests.pipeline import item, receive, tell
from visits.models import Announcement, Claim, Decision, Timeline, Visit
from visits.queries.due import due_readings
from visits.services.editing import correct_field, reject_visit, restore_visit
from visits.services.linking import link_now
from visits.services.reading import read_announcements
from visits.services.timelines import store_claims
from visits.services.trip_entry import enter_trip
from visits.terms import ClaimSubject, VisitKind, VisitStatus
from visits.validators import FieldProblem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TODAY = date(2025, 4, 10)
TOOK_PLACE = item(
    "cn-1",
    "Foreign Minister Wang Yi paid an official visit to Russia from March 31 to April 2.",
    day="2025-04-03",
    publisher="cn-mfa",
)


@pytest.fixture
def editor(db: None) -> User:
    return make_editor("ed")


def enter(editor: User, **changes: Any) -> Visit:
    given = {"name": "Wang Yi", "country": "CN", "host": "RU", "dates": "31 March - 2 April"}
    return enter_trip(editor=editor, today=TODAY, **({"official": None} | given | changes))


@pytest.mark.parametrize(
    "dates", ["0001-01-01", "9999-12-31", "9999-12-30/9999-12-31", "../2201-01-01", "5 May 9999"]
)
def test_trip_beyond_the_calendar_is_refused_and_leaves_nothing(editor: User, dates: str) -> None:
    with pytest.raises(FieldProblem) as problem:
        enter(editor, dates=dates)

    assert problem.value.field == "dates"
    assert problem.value.message[:39] == "The calendar runs from 1800 to 2200. Wr"
    assert (Announcement.objects.count(), Claim.objects.count()) == (0, 0)


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31"])
def test_correction_beyond_the_calendar_is_refused_and_leaves_nothing(
    editor: User, value: str
) -> None:
    visit = enter(editor)

    with pytest.raises(FieldProblem) as problem:
        correct_field(visit=visit, field="end", value=value, editor=editor, today=TODAY)

    assert problem.value.field == "value"
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("day", [date.min, date.max])
def test_stored_claim_of_an_absurd_day_breaks_no_timeline(editor: User, day: date) -> None:
    visit = enter(editor)
    value = visit_value(
        visitors=[person_value("Wang Yi", "CN")],
        visitor_country="CN",
        destination_country="RU",
        start=day.isoformat(),
        within=day.isoformat(),
    )
    told = make_announcement("Wang Yi goes.", published=day.isoformat())
    claim = Claim(
        key="absurd#001",
        announcement=told,
        subject=ClaimSubject.VISIT,
        value=value,
        evidence={},
        confidence=0.9,
        engine="old",
    )

    link_now(store_claims([claim], timezone.now()))
    correct_field(visit=visit, field="city", value="Kazan", editor=editor, today=TODAY)

    visit.refresh_from_db(fields=["values"])
    assert visit.values["city"]["value"] == "Kazan"
    assert visit.claims.count() == 1
    assert Timeline.objects.exclude(due_at=None).count() == 0


def test_entry_that_says_no_status_undoes_nothing_that_took_place(editor: User) -> None:
    tell(TOOK_PLACE)

    visit = enter(editor, dates="2025-03/2025-04")

    assert (visit.status, visit.kind) == (VisitStatus.COMPLETED, VisitKind.OFFICIAL)
    assert (visit.start_earliest, visit.start_latest) == (date(2025, 3, 31), date(2025, 3, 31))
    assert (visit.end_earliest, visit.end_latest) == (date(2025, 4, 2), date(2025, 4, 2))
    assert visit.claims.count() == 2
    assert [visit.values[name]["locked"] for name in ("status", "start", "end")] == [False] * 3


def test_entry_that_says_no_status_follows_what_is_told_later(editor: User) -> None:
    entered = enter(editor)
    assert (entered.status, entered.values["status"]["reason"]) == (
        VisitStatus.PLANNED,
        "nobody told its status",
    )

    tell(TOOK_PLACE)

    assert Visit.objects.get().status == VisitStatus.COMPLETED


def test_entry_that_says_a_status_keeps_it(editor: User) -> None:
    enter(editor, status="cancelled")

    tell(TOOK_PLACE)

    visit = Visit.objects.get()
    assert (visit.status, visit.values["status"]["locked"]) == (VisitStatus.CANCELLED, True)


def test_same_entry_twice_is_one(editor: User) -> None:
    first = enter(editor)

    again = enter(editor)
    other = enter(editor, note="Talks on trade.")

    assert (again.pk, other.pk) == (first.pk, first.pk)
    assert Announcement.objects.count() == 2


def test_namesakes_of_one_country_are_two_entries(editor: User) -> None:
    for family in ("one", "two"):
        official = make_official("Wang Yi", "CN", slug=family, key=f"test:{family}")
        enter(editor, official=official, name="", country="")

    assert Announcement.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"host": "CN"}, "host"),
        ({"name": "?!"}, "official"),
        ({"name": "123"}, "official"),
        ({"city": "123"}, "city"),
    ],
)
def test_nonsense_is_refused(editor: User, changes: dict[str, str], field: str) -> None:
    with pytest.raises(FieldProblem) as problem:
        enter(editor, **changes)

    assert problem.value.field == field
    assert Announcement.objects.count() == 0


@pytest.mark.parametrize(("field", "value"), [("host", "CN"), ("city", "?"), ("visitors", "12")])
def test_correction_to_nonsense_is_refused(editor: User, field: str, value: str) -> None:
    visit = enter(editor)

    with pytest.raises(FieldProblem) as problem:
        correct_field(visit=visit, field=field, value=value, editor=editor, today=TODAY)

    assert problem.value.field == "value"
    assert Decision.objects.count() == 0


def test_same_correction_twice_is_one_decision_until_another_is_made(editor: User) -> None:
    visit = enter(editor)

    made = [
        decision
        for city in ("Kazan", "Kazan", "Moscow", "Kazan")
        for decision in correct_field(
            visit=visit, field="city", value=city, editor=editor, today=TODAY
        )
    ]

    assert [decision.value for decision in dict.fromkeys(made)] == ["Kazan", "Moscow", "Kazan"]
    assert Decision.objects.count() == 3


def test_same_verdict_twice_is_one_decision(editor: User) -> None:
    visit = enter(editor)

    first = reject_visit(visit=visit, editor=editor)

    assert reject_visit(visit=visit, editor=editor) == first
    assert restore_visit(visit=visit, editor=editor) != first
    assert reject_visit(visit=visit, editor=editor) != first


def test_correction_between_a_new_reading_and_its_linking_is_kept(editor: User) -> None:
    tell(TOOK_PLACE)
    visit = Visit.objects.get()
    receive(replace(TOOK_PLACE, text=f"{TOOK_PLACE.text} They spoke of trade."))
    read_announcements(announcements=due_readings())
    assert visit.claims.filter(superseded_at=None).count() == 0

    correct_field(visit=visit, field="city", value="Kazan", editor=editor, today=TODAY)

    linked = Visit.objects.get()
    assert (linked.pk, linked.values["city"]["value"]) == (visit.pk, "Kazan")
    assert linked.claims.filter(superseded_at=None).count() == 1


def test_visit_without_claims_asks_to_reload(editor: User) -> None:
    visit = make_visit()

    with pytest.raises(FieldProblem) as problem:
        correct_field(visit=visit, field="city", value="Kazan", editor=editor, today=TODAY)

    assert problem.value.field == "visit"
