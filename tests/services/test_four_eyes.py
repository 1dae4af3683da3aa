"""Where two editors have to say so before a visit is published."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from tests.factories import make_editor
from tests.pipeline import item, tell
from visits.models import Visit
from visits.services.editing import confirm_visit, reject_visit, undo_decision
from visits.services.trip_entry import enter_trip
from visits.terms import EditorialState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]
SURE = item(
    "1",
    "Chinese Foreign Minister Wang Yi will visit Russia from March 31 to April 2.",
    day="2025-03-27",
)


def entered(settings: Settings, *, four_eyes: bool, by: str = "ed") -> Visit:
    settings.VISITBOOK_FOUR_EYES = four_eyes
    return enter_trip(
        editor=make_editor(by), official=None, name="Wang Yi", country="CN", host="RU",
        dates="31 March - 2 April 2025", today=date(2025, 4, 1),
    )  # fmt: skip


def test_entry_of_one_editor_is_published_unless_two_are_wanted(settings: Settings) -> None:
    assert entered(settings, four_eyes=False).state == EditorialState.PUBLISHED


def test_entry_waits_for_another_editor(settings: Settings) -> None:
    visit = entered(settings, four_eyes=True)
    states = [visit.state]
    own = confirm_visit(visit=visit, editor=User.objects.get(username="ed"))
    states.append(Visit.objects.get().state)
    other = confirm_visit(visit=Visit.objects.get(), editor=make_editor("second"))
    states.append(Visit.objects.get().state)
    undo_decision(decision=other, editor=own.editor)
    states.append(Visit.objects.get().state)
    assert states == [
        EditorialState.PROPOSED,
        EditorialState.PROPOSED,
        EditorialState.PUBLISHED,
        EditorialState.PROPOSED,
    ]


def test_what_is_announced_surely_waits_for_nobody(settings: Settings) -> None:
    settings.VISITBOOK_FOUR_EYES = True
    tell(SURE)
    assert Visit.objects.get().state == EditorialState.PUBLISHED


def test_rejected_stays_rejected_with_two(settings: Settings) -> None:
    visit = entered(settings, four_eyes=True)
    reject_visit(visit=visit, editor=make_editor("second"))
    assert Visit.objects.get().state == EditorialState.REJECTED
