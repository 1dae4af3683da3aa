"""Only the part that news can touch is linked: it gives what linking everything gives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.linking.build import told as claim_told
from tests.linking.build import visit
from tests.stream import NOW, row_of, rows
from visits.linking import link
from visits.models import Announcement, Claim, ClaimTimeline, Meeting, Source, Visit
from visits.queries.claim_values import announcement_name, link_claim
from visits.queries.parts import part_of_news
from visits.services.linking import link_due_timeline, link_now
from visits.services.timelines import store_claims
from visits.terms import ClaimSubject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]


def stored() -> tuple[Any, ...]:
    visits = Visit.objects.order_by("key").prefetch_related("claims").select_related("itinerary")
    meetings = Meeting.objects.order_by("key").prefetch_related("visits", "claims")
    return (
        [
            (v.key, v.itinerary.key, sorted(c.key for c in v.claims.all()), v.status, v.host_id)
            for v in visits
        ],
        [
            (
                m.key,
                sorted(c.key for c in m.claims.all()),
                m.status,
                sorted(v.key for v in m.visits.all()),
            )
            for m in meetings
        ],
    )


def whole() -> tuple[Any, ...]:
    live = Claim.objects.filter(superseded_at=None).select_related("announcement__source")
    linked = link(link_claim(row) for row in live)
    return (
        [(v.key, v.itinerary, list(v.claims), v.status.value, v.host) for v in linked.visits],
        [(m.key, list(m.claims), m.status.value, list(m.visits)) for m in linked.meetings],
    )


@pytest.mark.parametrize("seed", range(4))
def test_news_one_by_one_give_what_all_together_give(seed: int) -> None:
    source = Source.objects.create(slug="wire", name="Wire")
    for n in range(10):
        link_now(store_claims(rows(seed * 100 + n, source), NOW))

    assert stored() == whole()
    assert ClaimTimeline.objects.filter(is_news=True).count() == 0


@pytest.mark.parametrize("seed", range(2))
def test_claims_taken_back_leave_what_the_others_give(seed: int) -> None:
    source = Source.objects.create(slug="wire", name="Wire")
    told = [rows(seed * 100 + n, source) for n in range(8)]
    for claims in told:
        link_now(store_claims(claims, NOW))
    for claims in told[::3]:
        link_now(store_claims([], NOW, replaced=claims))

    assert stored() == whole()


def test_news_touches_no_other_year() -> None:
    source = Source.objects.create(slug="wire", name="Wire")
    years = rows(7, source)
    by = timedelta(days=800)
    text = years[0].announcement
    later = Announcement.objects.create(
        source=source,
        guid="later",
        text="text",
        published_at=text.published_at + by,
        published_on=text.published_on + by,
        fetched_at=NOW,
        content_hash="",
    )
    link_now(store_claims(years, NOW))
    claim = next(row for row in years if row.subject == ClaimSubject.VISIT)
    undated = dict.fromkeys(("start", "end", "within", "new_start"))
    news = Claim(
        key=f"{announcement_name(later)}#001",
        announcement=later,
        subject=ClaimSubject.VISIT,
        value={**claim.value, **undated},
        confidence=0.5,
        engine="test",
    )
    (timeline,) = store_claims([news], NOW)

    part = part_of_news(timeline)

    assert part is not None
    assert (set(part.visits), set(part.meetings)) == ({news.pk}, set())
    assert set(part.brought) == {news.key}


@pytest.mark.parametrize("stored_before", [1, 3])
@pytest.mark.parametrize(("published", "queries"), [("2025-03-10", 44), ("2025-03-08", 48)])
def test_one_more_announcement_of_a_visit_asks_so_many_queries(
    stored_before: int, published: str, queries: int, django_assert_num_queries: Any
) -> None:
    """News that others were published after looks at the past as well, as in the benchmark."""
    source = Source.objects.create(slug="wire", name="Wire")
    # The least claim names the visit, and a new name is written to its tour: here the first stays.
    *before, last = sorted(
        (f"g{n}" for n in range(stored_before + 1)),
        key=lambda guid: announcement_name(Announcement(source=source, guid=guid)),
    )

    def told(guid: str, day: str) -> Claim:
        by = claim_told("", day)
        return row_of(
            guid, visit("Anna Low", "NZ", "JP", "2025-03-31", "2025-04-02", by=by), source
        )

    for guid in before:
        link_now(store_claims([told(guid, "2025-03-10")], NOW))
    news = told(last, published)

    with django_assert_num_queries(queries):
        for timeline in store_claims([news], NOW):
            link_due_timeline(timeline_id=timeline)

    assert Visit.objects.get().claims.count() == stored_before + 1
