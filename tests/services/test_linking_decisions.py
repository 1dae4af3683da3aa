"""Visits joined and parted by an editor, and everything back when that is undone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from tests.pipeline import item, meeting_facts, tell, visit_facts
from visits.models import Visit, VisitRedirect
from visits.queries.as_of import visits_as_of
from visits.services.editing import correct_field, join_visits, part_claims, undo_decision
from visits.validators import FieldProblem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TODAY = date(2025, 6, 4)
SPRING = item(
    "cn-1",
    "Foreign Minister Wang Yi will pay a visit to Russia from March 31 to April 2, spokesperson "
    "Guo Jiakun announced on Friday.",
    day="2025-03-28",
    publisher="cn-mfa",
)
SPRING_TOO = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from March 31 to April 2. Foreign Minister "
    "Sergey Lavrov and Wang Yi will meet in Moscow on April 1.",
    day="2025-03-28",
    publisher="ru-mid",
)
JUNE = item(
    "wire-2",
    "Chinese Foreign Minister Wang Yi will visit Russia from June 10 to June 12, officials said.",
    day="2025-06-03",
)


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("ed", password=None)


def state() -> tuple[Any, ...]:
    ids = list(Visit.objects.order_by("key").values_list("key", "pk"))
    return ids, visit_facts(), meeting_facts()


def test_joined_visits_are_one_and_undone_are_two_with_their_own_ids(editor: User) -> None:
    tell(SPRING, JUNE, SPRING_TOO)
    before = state()
    spring, june = Visit.objects.order_by("start_earliest")

    (decision,) = join_visits(visits=(june, spring), editor=editor)

    joined = Visit.objects.get()
    assert joined.claims.count() == 3
    (gone,) = {spring.pk, june.pk} - {joined.pk}
    assert VisitRedirect.objects.values_list("old", "visit").get() == (gone, joined.pk)

    undo_decision(decision=decision, editor=editor)

    assert state() == before
    assert VisitRedirect.objects.count() == 0


def test_parted_claims_are_a_visit_of_their_own_until_undone(editor: User) -> None:
    tell(SPRING, SPRING_TOO)
    before = state()
    visit = Visit.objects.get()

    decisions = part_claims(visit=visit, claims=visit.claims.all()[:1], editor=editor)

    assert [row.claims.count() for row in Visit.objects.all()] == [1, 1]
    assert len(decisions) == 1
    for decision in decisions:
        undo_decision(decision=decision, editor=editor)
    assert state() == before


def test_a_later_announcement_comes_to_the_visits_as_they_were_joined(editor: User) -> None:
    tell(SPRING, JUNE)
    spring, june = Visit.objects.order_by("start_earliest")
    join_visits(visits=(spring, june), editor=editor)

    tell(SPRING_TOO)

    assert Visit.objects.get().claims.count() == 3


def test_a_visit_is_not_joined_to_itself_nor_parted_from_nothing(editor: User) -> None:
    tell(SPRING)
    visit = Visit.objects.get()

    with pytest.raises(FieldProblem):
        join_visits(visits=(visit, visit), editor=editor)
    with pytest.raises(FieldProblem):
        part_claims(visit=visit, claims=visit.claims.all(), editor=editor)


def test_what_is_joined_was_one_all_along_and_a_value_counts_since_it_was_given(
    editor: User,
) -> None:
    tell(SPRING, JUNE)
    spring, june = Visit.objects.order_by("start_earliest")
    before = timezone.now()

    join_visits(visits=(spring, june), editor=editor)
    correct_field(
        visit=Visit.objects.get(), field="status", value="completed", editor=editor, today=TODAY
    )

    april, now = datetime(2025, 4, 1, tzinfo=UTC), timezone.now()
    assert [row.snapshot["status"] for row in visits_as_of(april)] == ["planned"]
    assert [row.snapshot["status"] for row in visits_as_of(before)] == ["planned"]
    assert [row.snapshot["status"] for row in visits_as_of(now)] == ["completed"]
    assert visits_as_of(before, "recorded").count() == 2
    assert visits_as_of(now, "recorded").count() == 1
