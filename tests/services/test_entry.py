"""What an editor enters by hand, at the edges: absurd days, nothing said, the same thing twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from tests.factories import make_announcement, make_editor, person_value, visit_value
from tests.pipeline import item
from visits.models import Announcement, Claim, Decision, Timeline, Visit
from visits.services.editing import correct_field
from visits.services.entry import enter_trip
from visits.services.linking import link_now
from visits.services.timelines import store_claims
from visits.terms import ClaimSubject
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
    return enter_trip(editor=editor, official=None, today=TODAY, **(given | changes))


@pytest.mark.parametrize(
    "dates", ["0001-01-01", "9999-12-31", "9999-12-30/9999-12-31", "../2201-01-01", "5 May 9999"]
)
def test_trip_beyond_the_calendar_is_refused_and_leaves_nothing(editor: User, dates: str) -> None:
    with pytest.raises(FieldProblem) as problem:
        enter(editor, dates=dates)

    assert problem.value.field == "dates"
    assert problem.value.message[:39] == "the calendar runs from 1800 to 2200. Wr"
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
