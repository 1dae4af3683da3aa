"""`relink`: claims stored by older rules of keys come to where the rules of now look for them."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from tests.linking.build import told, visit
from tests.stream import NOW, row_of
from visits.models import Claim, ClaimTimeline, ReferenceLoad, Source, Timeline, Visit
from visits.queries.due import due_timelines
from visits.services.linking import link_due_timeline, link_now
from visits.services.reference import load_countries
from visits.services.timelines import store_claims

pytestmark = pytest.mark.django_db


@pytest.fixture
def trips() -> None:
    """Two texts of one visit and two of others, all of them linked."""
    load_countries()
    ReferenceLoad.objects.create(version="countries alone")
    source = Source.objects.create(slug="wire", name="Wire")
    for guid, name, day in (
        ("g1", "Anna Low", "2025-03-31"),
        ("g2", "Anna Low", "2025-03-31"),
        ("g3", "Anna Low", "2025-09-01"),
        ("g4", "Ben High", "2025-03-31"),
    ):
        claim = visit(name, "NZ", "JP", day, by=told("", "2025-03-10"))
        link_now(store_claims([row_of(guid, claim, source)], NOW))


def relink(*options: Any) -> list[str]:
    out = StringIO()
    call_command("relink", *options, stdout=out)
    return out.getvalue().splitlines()


def visits() -> list[tuple[int, list[str]]]:
    return [
        (row.pk, sorted(row.claims.values_list("key", flat=True)))
        for row in Visit.objects.order_by("pk")
    ]


def places() -> list[tuple[str, str]]:
    live = ClaimTimeline.objects.filter(is_live=True).order_by("claim__key")
    return list(live.values_list("claim__key", "timeline__key"))


def link_all() -> None:
    while due := due_timelines():
        for timeline in due:
            link_due_timeline(timeline_id=timeline)


@pytest.mark.usefixtures("trips")
def test_claims_that_stand_right_are_left_alone() -> None:
    assert relink()[-1] == "4 texts looked at, 0 are due to be linked again"
    assert Claim.objects.count() == 4
    assert list(due_timelines()) == []


@pytest.mark.usefixtures("trips")
def test_claims_under_an_older_key_come_to_the_new_one_and_keep_their_visits() -> None:
    before, where = visits(), places()
    Timeline.objects.filter(key="low|NZ").update(key="lo|NZ")

    assert relink("--batch", 2)[-1] == "4 texts looked at, 3 are due to be linked again"
    link_all()

    assert (visits(), places()) == (before, where)
    assert Claim.objects.filter(superseded_at=None).count() == 4
    assert relink()[-1] == "4 texts looked at, 0 are due to be linked again"


@pytest.mark.usefixtures("trips")
def test_one_claim_that_was_elsewhere_joins_the_visit_that_it_is_of() -> None:
    before = visits()
    strange = ClaimTimeline.objects.filter(timeline__key="low|NZ").order_by("pk")[1]
    strange.timeline = Timeline.objects.create(key="lo|NZ")
    strange.save()
    strange.claim.visits.get().claims.remove(strange.claim)

    relink()
    link_all()

    assert visits() == before


@pytest.mark.usefixtures("trips")
def test_relinking_goes_on_after_a_text() -> None:
    Timeline.objects.filter(key="low|NZ").update(key="lo|NZ")
    first, second, *_ = relink("--batch", 2)
    after = first.partition(":")[0].split()

    assert second.partition(":")[0] != first.partition(":")[0]
    Timeline.objects.filter(key="low|NZ").update(key="low|AU")
    assert relink(*after)[-1] == "2 texts looked at, 1 are due to be linked again"
