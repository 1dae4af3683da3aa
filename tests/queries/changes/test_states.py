"""What changed: which state became which, in either order, page by page, among what could leak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.pipeline import item, tell
from visits.models import Visit, VisitVersion
from visits.queries.changes import states
from visits.queries.changes.criteria import ChangeCriteria, place_of
from visits.queries.changes.kinds import ChangeKind
from visits.queries.changes.states import Told, changes_listed
from visits.terms import DecisionKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

PLAN = item(
    "cn-1",
    "Chinese Foreign Minister Wang Yi will visit Russia in early April.",
    day="2025-03-21",
    publisher="cn-mfa",
)
EXACT = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to 3.",
    day="2025-03-25",
    publisher="ru-mid",
)
OFF = item(
    "wire-1",
    "Chinese Foreign Minister Wang Yi has cancelled his visit to Russia on April 1, officials "
    "said.",
    day="2025-03-28",
)
EVERYTHING = ChangeCriteria()


def summary(told: tuple[Told, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(one.published.date()), tuple(map(str, one.kinds))) for one in told]


STORY = [
    ("2025-03-28", ("cancelled",)),
    ("2025-03-25", ("confirmed", "exact", "details")),
    ("2025-03-21", ("announced",)),
]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_changes_are_told_by_publication_whatever_came_first(order: tuple[int, ...]) -> None:
    tell(*((PLAN, EXACT, OFF)[n] for n in order))
    page = changes_listed(EVERYTHING)
    assert summary(page.told) == STORY
    assert page.earlier is None


def test_change_has_before_and_after_and_who_said_so() -> None:
    tell(PLAN, EXACT)
    exact = changes_listed(EVERYTHING).told[0]
    assert [(c.label, c.before, c.after) for c in exact.changes][:3] == [
        ("City", "", "Moscow"),
        ("First day", "early April 2025", "1 April 2025"),
        ("Last day", "", "3 April 2025"),
    ]
    assert [claim.announcement.source.slug for claim in exact.voices] == ["ru-mid"]


@pytest.mark.parametrize(
    ("criteria", "days"),
    [
        (ChangeCriteria(changes=(ChangeKind.CANCELLED,)), ["2025-03-28"]),
        (ChangeCriteria(changes=(ChangeKind.POSTPONED,)), []),
        (ChangeCriteria(from_day=date(2025, 3, 25), until_day=date(2025, 3, 25)), ["2025-03-25"]),
        (ChangeCriteria(pairs=("CN-FR",)), []),
        (ChangeCriteria(pairs=("CN-RU",), from_day=date(2025, 3, 28)), ["2025-03-28"]),
        (ChangeCriteria(countries=("JP",)), []),
        (ChangeCriteria(officials=("wang yi",), until_day=date(2025, 3, 21)), ["2025-03-21"]),
        (ChangeCriteria(officials=("nobody",)), []),
    ],
)
def test_changes_are_narrowed(criteria: ChangeCriteria, days: list[str]) -> None:
    tell(PLAN, EXACT, OFF)
    assert [day for day, _ in summary(changes_listed(criteria).told)] == days


def test_pages_lead_to_all_changes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(PLAN, EXACT, OFF)
    monkeypatch.setattr(states, "PER_PAGE", 1)
    found, criteria = [], EVERYTHING
    for _ in range(3):
        page = changes_listed(criteria)
        found += summary(page.told)
        assert page.earlier is None or place_of(str(page.earlier)) == page.earlier
        criteria = replace(criteria, after=page.earlier)
    assert found == STORY
    assert page.earlier is None


def test_what_is_looked_at_is_bounded_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(PLAN, EXACT, OFF)
    monkeypatch.setattr(states, "MOST_FOR_KINDS", 2)
    asked = ChangeCriteria(changes=(ChangeKind.ANNOUNCED,))
    first = changes_listed(asked)
    assert (first.told, first.earlier is not None) == ((), True)
    assert summary(changes_listed(replace(asked, after=first.earlier)).told) == STORY[2:]


def test_what_only_became_surer_is_no_change() -> None:
    again = replace(PLAN, guid="cn-2", url="https://news.example/cn-2", publisher="wire")
    tell(PLAN, replace(again, text=again.text.replace("Chinese ", "China's ")))
    assert VisitVersion.objects.count() >= 1
    assert summary(changes_listed(EVERYTHING).told) == STORY[2:]


def test_rejected_visit_is_told_as_gone_and_no_more_of_it() -> None:
    tell(PLAN)
    version = VisitVersion.objects.get()
    VisitVersion.objects.create(
        visit=version.visit,
        number=2,
        snapshot={**version.snapshot, "state": DecisionKind.REJECTED, "purpose": "secret"},
        published_from=version.published_from.replace(day=22),
        recorded_from=version.recorded_from,
        recorded_to=version.recorded_from,
    )
    gone, told = changes_listed(EVERYTHING).told
    assert (gone.is_gone, gone.visit.pk, told.is_gone) == (True, Visit.objects.get().pk, False)
    assert [(c.before, c.after) for c in gone.changes] == [("told", "not told any more")]
