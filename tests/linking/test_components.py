"""Linking falls apart into components: over some of them it gives what it gives over all."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.linking.build import told, visit
from tests.linking.strategies import worlds
from tests.linking.test_properties import thoroughly
from visits.linking import Reach, VisitClaim, link, reach_of
from visits.linking.components import components
from visits.linking.positions import place_in_time, siblings_of


def parts(claims: list[VisitClaim]) -> list[list[str]]:
    siblings = siblings_of(claims)
    positions = {c.key: place_in_time(c, siblings[c.told.announcement]) for c in claims}
    return components({claim.key: claim for claim in claims}, positions)


@thoroughly
@given(st.data())
def test_component_alone_is_linked_as_among_all(data: st.DataObject) -> None:
    claims = [c for c in data.draw(worlds()) if isinstance(c, VisitClaim)]
    whole = link(claims)

    one = set(data.draw(st.sampled_from(parts(claims))))
    # A component brings its siblings, of whatever person; these may be incomplete.
    announcements = {claim.told.announcement for claim in claims if claim.key in one}
    brought = [c for c in claims if c.key in one or c.told.announcement in announcements]
    alone = link(brought)

    assert [v for v in alone.visits if v.key in one] == [v for v in whole.visits if v.key in one]
    assert [t for t in alone.itineraries if t.key in one] == [
        t for t in whole.itineraries if t.key in one
    ]


def test_years_apart_are_components_of_their_own() -> None:
    claims = [
        visit("Wang Yi", "CN", "RU", f"{year}-03-31", by=told(f"a{year}", f"{year}-03-28"))
        for year in range(2015, 2025)
    ]

    assert len(parts(claims)) == 10


def test_reach_is_what_the_dates_say() -> None:
    claim = visit("Wang Yi", "CN", "RU", "2025-03-31", "2025-04-02")

    assert reach_of(claim) == Reach(
        date(2025, 3, 31), date(2025, 4, 2), date(2025, 3, 31), date(2025, 4, 2)
    )


def test_reach_of_an_undated_claim_is_around_its_publication() -> None:
    planned = visit("Wang Yi", "CN", "RU", by=told("a1", "2025-03-28"))
    under_way = visit("Wang Yi", "CN", "RU", status="ongoing", by=told("a2", "2025-03-28"))

    assert reach_of(planned) == Reach(date(2025, 3, 26), date(2025, 5, 29))
    assert reach_of(under_way) == Reach(
        date(2025, 3, 18), date(2025, 4, 1), date(2025, 3, 27), date(2025, 3, 28)
    )


def test_reach_of_an_undated_stop_is_its_tour() -> None:
    by = told("a1", "2025-01-01")
    stop = visit("Wang Yi", "CN", "RU", by=by)
    dated = visit("Wang Yi", "CN", "KZ", "2025-03-31", "2025-04-02", by=by, n=1)
    vague = visit("Wang Yi", "CN", "FR", "2025", by=by, n=2)
    far = visit("Wang Yi", "CN", "DE", "2025-08-01", by=by, n=3)
    other = visit("Li Qiang", "CN", "DE", "2025-08-01", by=by, n=4)

    assert reach_of(stop, [stop, dated, vague, other]) == Reach(
        date(2025, 3, 17), date(2025, 4, 16)
    )
    assert reach_of(stop, [stop, dated, far]).first == date(2024, 12, 30)


def test_postponed_visit_waits_for_its_new_date() -> None:
    waiting = visit("Wang Yi", "CN", "RU", "2025-04-01", status="postponed")

    assert reach_of(waiting).last > date(2025, 8, 1)
