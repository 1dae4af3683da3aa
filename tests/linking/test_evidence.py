"""What is found on comparing two claims of one host."""

from __future__ import annotations

import pytest

from tests.linking.build import told, visit
from visits.linking import Party, VisitClaim
from visits.linking.evidence import Comparison, Mention, compare
from visits.linking.people import people_of
from visits.linking.positions import place_in_time
from visits.linking.weights import packaged_weights

WEIGHTS = packaged_weights()


def compared(one: VisitClaim, other: VisitClaim) -> Comparison:
    mentions = [Mention(c, place_in_time(c), c.told.announcement) for c in (one, other)]
    there = compare(mentions[0], mentions[1], people_of([one, other]), WEIGHTS)
    back = compare(mentions[1], mentions[0], people_of([one, other]), WEIGHTS)
    assert (there.weight, there.forbidden) == (back.weight, back.forbidden)
    return there


def found(one: VisitClaim, other: VisitClaim) -> list[str]:
    return [name for name, _ in compared(one, other).evidence]


def claim(start: str | None = None, end: str | None = None, **more: str) -> VisitClaim:
    published = more.pop("published", "2025-03-01")
    return visit("Wang Yi", "CN", "RU", start, end, by=told("", published), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("2025-04-01", "2025-04-01", "start.same_day"),
        ("2025-04-01", "2025-03-28/2025-04-05", "start.narrow"),
        ("2025-04-01", "2025-04-03", "start.near"),
        ("2025-04-01", "2025-04-02/2025-04-08", "start.near_wide"),
        ("2025-04-01", "2025-04-06", "start.off"),
        ("2025-04", "2025-05", "start.off"),
    ],
)
def test_starts_are_compared_as_windows(one: str, other: str, name: str) -> None:
    assert found(claim(one), claim(other)) == [name]


def test_month_is_a_wide_start_and_publication_counts_beside_it() -> None:
    assert found(claim("2025-04"), claim("2025-04-20")) == ["start.wide"]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("2025-04-03", "2025-04-03", "end.same_day"),
        ("2025-04-03", "2025-04-05", "end.near"),
        ("2025-04-03", "2025-04-08", "end.off"),
    ],
)
def test_ends_are_compared_as_windows(one: str, other: str, name: str) -> None:
    assert found(claim(None, one), claim(None, other)) == [name]


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("2025-04-01", "2025-04-03", "stay.inside"),
        ("2025-04-01", "2025-04-12", "stay.long"),
        ("2025-04-03", "2025-04-02", "stay.outside"),
    ],
)
def test_start_and_end_told_apart_make_a_stay(start: str, end: str, name: str) -> None:
    assert found(claim(start), claim(None, end)) == [name]


@pytest.mark.parametrize(
    ("published", "status", "name"),
    [
        ("2025-04-02", "ongoing", "time.now"),
        ("2025-04-12", "completed", "time.just_over"),
        ("2025-05-01", "completed", "time.over"),
        ("2025-03-25", "ongoing", "time.too_early"),
        ("2025-03-25", "planned", "time.soon"),
        ("2025-02-10", "planned", "time.ahead"),
        ("2025-01-28", "planned", "time.far_ahead"),
        ("2025-04-05", "planned", "time.too_late"),
    ],
)
def test_telling_without_dates_is_placed_by_its_publication(
    published: str, status: str, name: str
) -> None:
    dated = claim("2025-04-01", "2025-04-03", published="2025-03-01")
    undated = claim(published=published, status=status)

    assert compared(dated, undated).evidence[-1][0] == name or name in found(dated, undated)


@pytest.mark.parametrize(
    ("status", "name"),
    [("completed", "time.backward"), ("ongoing", "time.overtaken"), ("cancelled", "")],
)
def test_telling_of_a_plan_after_the_deed_speaks_against_the_two(status: str, name: str) -> None:
    made = claim("2025-04", published="2025-04-05", status=status)
    ahead = claim("2025-04", published="2025-04-09")

    assert [f for f in found(made, ahead) if f in ("time.backward", "time.overtaken")] == (
        [name] if name else []
    )


@pytest.mark.parametrize(
    ("published", "name"),
    [
        ("2025-03-03", "time.published_3"),
        ("2025-03-10", "time.published_14"),
        ("2025-04-01", "time.published_45"),
        ("2025-04-28", "time.published_far"),
    ],
)
def test_two_tellings_without_dates_are_placed_by_their_distance(published: str, name: str) -> None:
    assert found(claim(), claim(published=published)) == [name]


@pytest.mark.parametrize(
    ("tour", "name"),
    [
        ("2025-04-01/2025-04-05", "time.in_tour"),
        ("2025-04-09/2025-04-15", "time.off_tour"),
    ],
)
def test_stop_of_a_tour_is_placed_by_it(tour: str, name: str) -> None:
    assert found(claim(within=tour), claim("2025-04-03", "2025-04-04")) == [name]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-04-02", "time.in_tour"),
        ("2025-04-09", "time.near_tour"),
        ("2025-04-13", "time.off_tour"),
    ],
)
def test_undated_stop_is_placed_by_its_dated_siblings(day: str, name: str) -> None:
    by = told("a1")
    stop = visit("Wang Yi", "CN", "RU", by=by)
    sibling = visit("Wang Yi", "CN", "KZ", "2025-04-02", "2025-04-03", by=by, n=1)
    dated = claim(day)
    mentions = [
        Mention(stop, place_in_time(stop, [stop, sibling]), "a1"),
        Mention(dated, place_in_time(dated), "a2"),
    ]

    assert [
        n for n, _ in compare(mentions[0], mentions[1], people_of([stop]), WEIGHTS).evidence
    ] == [name]


def test_two_undated_stops_are_placed_by_their_tours() -> None:
    mentions = []
    for n, day in enumerate(("2025-04-01", "2025-04-03")):
        by = told(f"a{n}")
        stop = visit("Wang Yi", "CN", "RU", by=by)
        sibling = visit("Wang Yi", "CN", "KZ", day, by=by, n=1)
        mentions.append(Mention(stop, place_in_time(stop, [stop, sibling]), f"a{n}"))

    assert [n for n, _ in compare(mentions[0], mentions[1], people_of([]), WEIGHTS).evidence] == [
        "time.in_tour"
    ]


def test_circumstances_count() -> None:
    one = claim(
        "2025-04-01", city="Moscow", kind="official", gathering="SCO", purpose="trade talks"
    )
    same = claim(
        "2025-04-01", city="moscow", kind="official", gathering="sco", purpose="Trade talks"
    )
    other = claim("2025-04-01", city="Kazan", kind="working", gathering="G20", purpose="a funeral")

    assert found(one, same)[1:] == [
        "place.same_city",
        "kind.same",
        "occasion.same",
        "wording.shared",
    ]
    assert found(one, other)[1:] == ["place.other_city", "kind.other", "occasion.other"]


def test_roles_count_where_no_record_binds_the_two() -> None:
    minister, vice = Party("Wang", "CN", role="minister"), Party("Wang", "CN", role="deputy_head")
    known = Party("Wang Yi", "CN", "wang-yi", "minister")
    told_as = [visit((head,), "CN", "RU", "2025-04-01") for head in (minister, vice, known)]

    assert found(told_as[0], told_as[0])[-1] == "person.same_role"
    assert found(told_as[0], told_as[1])[-1] == "person.other_role"
    assert found(told_as[2], told_as[2]) == ["start.same_day", "told.same_announcement"]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (claim("2025-04-01"), claim("2025-04-20"), "starts far apart"),
        (claim(None, "2025-04-01"), claim(None, "2025-04-20"), "ends far apart"),
        (claim(None, "2025-04-01"), claim("2025-04-10"), "one ended before the other began"),
        (claim(within="2025-04-01/2025-04-03"), claim("2025-04-20"), "told of different times"),
        (
            claim("2025-04-01", status="completed", published="2025-04-02"),
            claim("2025-04-04/2025-04-10", published="2025-04-01"),
            "made before the other was to begin",
        ),
        (
            claim(status="completed", published="2025-04-02"),
            claim(published="2025-04-09"),
            "made before the other was planned",
        ),
    ],
)
def test_contradiction_forbids(one: VisitClaim, other: VisitClaim, why: str) -> None:
    assert compared(one, other).forbidden == why


def test_postponement_explains_dates_far_apart() -> None:
    moved = claim("2025-04-01", status="postponed", new_start="2025-06-01")

    assert found(moved, claim("2025-06-01", published="2025-05-01")) == ["time.moved"]
    assert compared(moved, claim("2025-06-01", published="2025-01-01")).forbidden


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Annual G20 Summit", "G20 summit", ["occasion.same"]),
        ("G20 summit", "Munich Security Conference", ["occasion.other"]),
        ("East Asia Summit", "APEC summit", []),
    ],
)
def test_occasions_of_more_or_fewer_words(one: str, other: str, name: list[str]) -> None:
    here, there = claim("2025-04", gathering=one), claim("2025-04", gathering=other)

    assert [f for f in found(here, there) if f.startswith("occasion")] == name
