"""What counts as right, wrong, invented and missed when editors have decided."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from tests.pipeline import item, tell
from visits.ingest.items import Item
from visits.models import Visit
from visits.queries.learning.figures import Learning, learning_figures
from visits.queries.learning.shares import Share
from visits.services.editing import (
    confirm_visit,
    correct_field,
    join_visits,
    keep_apart,
    part_claims,
    reject_visit,
    restore_visit,
    undo_decision,
)
from visits.services.trip_entry import enter_trip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TODAY = date(2025, 3, 29)
SPRING = item(
    "cn-1",
    "Foreign Minister Wang Yi is to pay an official visit to Russia from March 31 to April 2, the "
    "spokesperson announced on Friday.",
    day="2025-03-28",
    publisher="cn-mfa",
)
SPRING_TOO = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from March 31 to April 2.",
    day="2025-03-28",
    publisher="ru-mid",
)
JUNE = item(
    "wire-2",
    "Chinese Foreign Minister Wang Yi will visit Russia from June 10 to June 12, officials said.",
    day="2025-06-03",
)
QUIET = item("wire-3", "The ministry published its yearly report on Friday.", day="2025-06-03")


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("ed", password=None)


def shares(figures: Learning) -> dict[str, tuple[int, int]]:
    total = figures.total
    return {
        name: (getattr(total, name).right, getattr(total, name).many)
        for name in ("precise", "found", "fields", "joined", "kept")
    }


def fields(figures: Learning) -> dict[str, tuple[int, int]]:
    return {one.field: (one.right.right, one.right.many) for one in figures.fields}


def test_nothing_decided_is_nothing_counted() -> None:
    tell(SPRING)

    figures = learning_figures()

    assert (figures.weeks, figures.read_bands, figures.link_bands) == ((), (), ())
    assert figures.total.precise == Share(0, 0)


def test_confirmed_visit_is_read_right_with_its_fields_and_links(editor: User) -> None:
    tell(SPRING, SPRING_TOO)
    confirm_visit(visit=Visit.objects.get(), editor=editor)

    figures = learning_figures()

    assert [week.monday is not None for week in figures.weeks] == [True]
    assert shares(figures)["precise"] == shares(figures)["found"] == (2, 2)
    assert shares(figures)["joined"] == shares(figures)["kept"] == (1, 1)
    assert fields(figures)["start"] == (2, 2)
    assert fields(figures)["city"] == (1, 1)


def test_rejected_visit_is_invented_and_one_restored_says_nothing(editor: User) -> None:
    tell(SPRING)
    reject_visit(visit=Visit.objects.get(), editor=editor)
    assert shares(learning_figures())["precise"] == (0, 1)

    restore_visit(visit=Visit.objects.get(), editor=editor)
    assert shares(learning_figures())["precise"] == (0, 0)


def test_field_set_otherwise_is_read_wrong_by_those_who_said_it(editor: User) -> None:
    tell(SPRING, SPRING_TOO)
    (decision,) = correct_field(
        visit=Visit.objects.get(), field="start", value="2025-04-01", editor=editor, today=TODAY
    )

    figures = learning_figures()

    assert shares(figures)["precise"] == (2, 2)
    assert fields(figures) == {"start": (0, 2)}
    undo_decision(decision=decision, editor=editor)
    assert fields(learning_figures()) == {}


@pytest.mark.parametrize(
    ("told", "address", "missed"),
    [
        (QUIET, "https://news.example/wire-3", 1),
        (QUIET, "https://news.example/other", 0),
        (JUNE, "https://news.example/wire-2", 0),
    ],
)
def test_entry_by_hand_from_a_text_read_without_it_was_missed(
    editor: User, told: Item, address: str, missed: int
) -> None:
    tell(told)
    enter_trip(
        editor=editor,
        official=None,
        name="Wang Yi",
        country="CN",
        host="RU",
        dates="10 June 2025 - 12 June 2025",
        today=TODAY,
        source_url=address,
    )

    found = shares(learning_figures())["found"]

    assert found == (0, missed)


def test_visits_that_editors_join_were_links_missed(editor: User) -> None:
    tell(SPRING, JUNE)
    spring, june = Visit.objects.order_by("start_earliest")
    join_visits(visits=(spring, june), editor=editor)

    assert shares(learning_figures())["joined"] == (0, 0)
    assert shares(learning_figures())["kept"] == (0, 1)


def test_claims_that_editors_part_were_linked_wrongly(editor: User) -> None:
    tell(SPRING, SPRING_TOO)
    visit = Visit.objects.get()
    part_claims(visit=visit, claims=[visit.claims.earliest("pk")], editor=editor)

    figures = learning_figures()

    assert shares(figures)["joined"] == (0, 1)
    assert [(band.right.right, band.right.many) for band in figures.link_bands] == [(0, 1)]


def test_visits_kept_apart_were_not_linked_wrongly(editor: User) -> None:
    tell(SPRING, JUNE)
    one, other = Visit.objects.order_by("pk")
    keep_apart(visits=(one, other), editor=editor)

    figures = learning_figures()

    assert (shares(figures)["joined"], shares(figures)["kept"]) == ((0, 0), (0, 0))
    assert len(figures.link_bands) == 1


@pytest.mark.parametrize("visits", [1, 3])
def test_figures_cost_the_same_queries_for_any_number_of_decisions(
    editor: User,
    visits: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    hosts = ["Russia", "France", "Japan"][:visits]
    tell(
        *(
            item(
                f"cn-{host}",
                f"Foreign Minister Wang Yi will visit {host} on April {day}, officials said.",
                day="2025-03-28",
            )
            for day, host in enumerate(hosts, 5)
        )
    )
    for visit in Visit.objects.all():
        confirm_visit(visit=visit, editor=editor)
    with django_assert_num_queries(9):
        learning_figures()


@pytest.mark.parametrize(
    ("share", "interval"),
    [
        (Share(0, 0), (0.0, 1.0)),
        (Share(0, 10), (0.0, 0.2775)),
        (Share(5, 10), (0.2366, 0.7634)),
        (Share(10, 10), (0.7225, 1.0)),
    ],
)
def test_interval_is_wide_for_small_numbers(share: Share, interval: tuple[float, float]) -> None:
    assert share.interval == pytest.approx(interval, abs=1e-4)
