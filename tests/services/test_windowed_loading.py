"""Reading only the days around some news of a long timeline gives what reading all of it gives."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.linking.test_properties import thoroughly
from tests.stream import NOW, rows
from visits.linking import link
from visits.models import Claim, Source, Timeline
from visits.queries.claim_values import link_claim
from visits.queries.parts import part_of_news
from visits.services.timelines import store_claims

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries"), pytest.mark.slow]
# Days by which one announcement's world lies after another's: some near, most years apart.
SPREAD = (0, 0, 20, 45, 90, 180, 400, 800, 1200, 2400)


@settings(
    thoroughly,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(seeds=st.lists(st.integers(0, 2**32), min_size=2, max_size=9, unique=True), which=st.data())
def test_part_of_a_long_timeline_is_linked_as_in_the_whole(
    seeds: list[int], which: st.DataObject
) -> None:
    with transaction.atomic():
        _compare(seeds, which)
        transaction.set_rollback(True)


def _compare(seeds: list[int], which: st.DataObject) -> None:
    source = Source.objects.create(slug="wire", name="Wire")
    due: set[int] = set()
    for seed in seeds:
        due |= store_claims(rows(seed, source, SPREAD), NOW)
    live = Claim.objects.select_related("announcement__source")
    whole = link(link_claim(row) for row in live)
    timelines = Timeline.objects.filter(pk__in=due).order_by("key").values_list("pk", flat=True)

    part = part_of_news(which.draw(st.sampled_from(list(timelines))))

    assert part is not None
    linked = link((link_claim(row) for row in part.brought.values()), part.decisions)
    own = {key for key, row in part.brought.items() if row.pk in part.visits}
    met = {key for key, row in part.brought.items() if row.pk in part.meetings}
    visits = [visit for visit in linked.visits if set(visit.claims) <= own]
    tours = {visit.itinerary for visit in visits}
    meetings = [meeting for meeting in linked.meetings if set(meeting.claims) <= met]
    assert visits == [visit for visit in whole.visits if own & {*visit.claims}]
    assert [tour for tour in linked.itineraries if tour.key in tours] == [
        tour for tour in whole.itineraries if tour.key in tours
    ]
    keys = {meeting.key: meeting.claims for meeting in meetings}
    assert keys == {m.key: m.claims for m in whole.meetings if met & {*m.claims}}
