from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.factories import make_visit
from visits.models import Visit, VisitVersion
from visits.queries.history import history_of

pytestmark = pytest.mark.django_db


def version(visit: Visit, number: int, published: str, **told: Any) -> None:
    moment = datetime.fromisoformat(f"{published}T09:00:00+00:00")
    VisitVersion.objects.create(
        visit=visit.pk,
        number=number,
        snapshot=told,
        published_from=moment,
        recorded_from=moment,
        recorded_to=datetime(2026, 1, 1, tzinfo=UTC),
    )


def steps(visit: Visit) -> list[list[tuple[str, str, str]]]:
    return [
        [(change.label, change.before, change.after) for change in step.changes]
        for step in history_of(visit)
    ]


def test_versions_tell_what_each_changed() -> None:
    visit = make_visit("Wang Yi", "RU")
    facts: dict[str, Any] = {
        "host_id": "RU", "members": [visit.head_id], "cities": [], "kind": "unspecified",
        "start_earliest": "2025-05-01", "start_latest": "2025-05-31", "status": "planned",
        "state": "published", "confirmed_by_both": False,
    }  # fmt: skip
    version(visit, 1, "2025-03-01", **facts)
    version(visit, 2, "2025-03-02", **facts, confidence=0.95)
    facts |= {"start_earliest": "2025-05-09", "start_latest": "2025-05-09", "cities": ["Moscow"]}
    version(visit, 3, "2025-04-01", **facts, confirmed_by_both_too=True)
    facts |= {"members": [visit.head_id, 999], "confirmed_by_both": True, "kind": "official"}
    version(visit, 4, "2025-04-02", **facts)
    version(visit, 5, "2025-04-03")
    assert steps(visit) == [
        [
            ("Host country", "", "Russia"),
            ("Delegation", "", "Wang Yi"),
            ("First day", "", "May 2025"),
            ("Status", "", "planned"),
            ("Reading", "", "published"),
        ],
        [("City", "", "Moscow"), ("First day", "May 2025", "9 May 2025")],
        [
            ("Delegation", "Wang Yi", "Wang Yi, 1 more"),
            ("Both sides", "", "confirmed"),
            ("Kind of visit", "", "official visit"),
        ],
        [("Visit", "told", "not told any more")],
    ]


def test_late_news_stands_where_it_was_published() -> None:
    visit = make_visit("Wang Yi", "RU")
    version(visit, 1, "2025-04-01", host_id="RU", status="planned")
    version(visit, 2, "2025-03-01", host_id="RU", status="invited")
    assert steps(visit)[1] == [("Status", "invited", "planned")]
