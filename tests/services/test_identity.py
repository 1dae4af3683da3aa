"""Public ids over time: they stay, go, lead on and come back."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from tests.linking.test_properties import thoroughly
from visits.services.identity import match_ids, match_returning, successor

Partition = dict[str, tuple[str, ...]]


class Ids:
    """The ids of visits through several linkings, as the service keeps them."""

    def __init__(self) -> None:
        self.stored: dict[int, tuple[str, ...]] = {}
        self.redirects: dict[int, tuple[int, tuple[str, ...]]] = {}
        self._last = 0

    def link(self, visits: Partition) -> dict[str, int]:
        ids = match_returning(visits, self.stored, self.redirects)
        for key in sorted(set(visits) - set(ids)):
            self._last += 1
            ids[key] = self._last
        stored = {ids[key]: claims for key, claims in visits.items()}
        self.redirects = {o: told for o, told in self.redirects.items() if o not in stored}
        homes = {claim: pk for pk, claims in stored.items() for claim in claims}
        for gone in set(self.stored) - set(stored):
            heir = successor(self.stored[gone], homes)
            if heir is not None:
                self._lead_on(gone, heir)
                self.redirects[gone] = (heir, self.stored[gone])
        self.stored = stored
        return ids

    def _lead_on(self, gone: int, heir: int) -> None:
        for old, (to, claims) in self.redirects.items():
            if to == gone:
                self.redirects[old] = (heir, claims)


def by_least(groups: Mapping[int, list[str]]) -> Partition:
    return {min(claims): tuple(sorted(claims)) for claims in groups.values()}


@st.composite
def partitions(draw: st.DrawFn) -> Partition:
    claims = [f"a{n:02}" for n in range(draw(st.integers(2, 12)))]
    groups: dict[int, list[str]] = {}
    for claim in claims:
        groups.setdefault(draw(st.integers(0, 4)), []).append(claim)
    return by_least(groups)


def merged(visits: Partition, one: str, other: str) -> Partition:
    rest = {key: claims for key, claims in visits.items() if key not in (one, other)}
    return rest | {min(one, other): tuple(sorted({*visits[one], *visits[other]}))}


@thoroughly
@given(st.data())
def test_merge_then_undo_gives_every_visit_its_id_and_claims_back(data: st.DataObject) -> None:
    visits = data.draw(partitions())
    one, other = (data.draw(st.sampled_from(sorted(visits))) for _ in range(2))
    ids = Ids()
    before, stored = ids.link(visits), ids.stored

    joined = ids.link(merged(visits, one, other))
    redirects = dict(ids.redirects)
    after = ids.link(visits)

    assert (after, ids.stored, ids.redirects) == (before, stored, {})
    assert joined[min(one, other)] in (before[one], before[other])
    assert set(redirects) == {before[one], before[other]} - {joined[min(one, other)]}


@thoroughly
@given(st.data())
def test_two_merges_undone_in_any_order_give_every_id_back(data: st.DataObject) -> None:
    visits = data.draw(partitions().filter(lambda found: len(found) > 2))
    a, b, c = data.draw(st.permutations(sorted(visits)))[:3]
    ids = Ids()
    before = ids.link(visits)
    first = merged(visits, a, b)
    ids.link(first)
    ids.link(merged(first, min(a, b), c))

    ids.link(data.draw(st.sampled_from((first, merged(visits, b, c), merged(visits, a, c)))))

    assert ids.link(visits) == before
    assert ids.redirects == {}


@thoroughly
@given(partitions())
def test_the_same_visits_keep_their_ids(visits: Partition) -> None:
    ids = Ids()

    assert ids.link(visits) == ids.link(visits)
    assert ids.redirects == {}


def test_an_id_stays_with_the_visit_that_shares_most_claims() -> None:
    linked = {"a": ("a", "b"), "c": ("c",)}

    assert match_ids(linked, {7: ("a", "b", "c")}) == {"a": 7}
    assert match_ids(linked, {7: ("c",), 8: ("a", "c")}) == {"c": 7, "a": 8}


def test_an_id_whose_claims_are_gone_leads_nowhere() -> None:
    assert successor(("a", "b"), {}) is None
    assert successor(("a", "b", "c"), {"a": 2, "b": 3, "c": 3}) == 3
