"""Tours: what ties stops together, and diaries that can't be."""

from __future__ import annotations

from tests.linking.build import told, visit
from visits.linking import VisitClaim, link


def tours(*claims: VisitClaim) -> list[tuple[str, ...]]:
    return [tour.visits for tour in link(claims).itineraries]


def stop(
    name: str, host: str, start: str | None, end: str | None = None, **more: str
) -> VisitClaim:
    published = more.pop("published", "2022-07-01")
    return visit("Blinken", "US", host, start, end, by=told(name, published), **more)  # type: ignore[arg-type]


def test_next_day_continues_the_tour_and_two_days_later_do_not() -> None:
    japan = stop("a1", "JP", "2022-07-11", "2022-07-11")

    assert tours(japan, stop("a2", "KR", "2022-07-12")) == [("a1#0", "a2#0")]
    assert tours(japan, stop("a2", "IL", "2022-07-13")) == [("a1#0",), ("a2#0",)]


def test_tour_has_the_days_of_its_stops() -> None:
    (tour,) = link(
        [stop("a1", "JP", "2022-07-09", "2022-07-11"), stop("a2", "KR", "2022-07-12", "2022-07-13")]
    ).itineraries

    assert (str(tour.start), str(tour.end)) == ("2022-07-09", "2022-07-13")
    assert tour.head.name == "Blinken"
    assert tour.country == "US"
    assert tour.flags == ()


def test_undated_stop_under_way_beside_a_dated_one_is_on_its_tour() -> None:
    japan = stop("a1", "JP", "2022-07-09", "2022-07-11")
    seen = stop("a2", "KR", None, status="ongoing", published="2022-07-12")
    long_after = stop("a3", "VN", None, status="ongoing", published="2022-07-16")

    assert tours(japan, seen, long_after) == [("a1#0", "a2#0"), ("a3#0",)]


def test_undated_stops_under_way_at_once_are_one_tour() -> None:
    seen = stop("a1", "IL", None, status="ongoing", published="2021-05-25")
    beside = stop("a2", "PS", None, status="ongoing", published="2021-05-27")
    days_after = stop("a2", "PS", None, status="ongoing", published="2021-05-28")

    assert tours(seen, beside) == [("a1#0", "a2#0")]
    assert tours(seen, days_after) == [("a1#0",), ("a2#0",)]


def test_stop_under_way_is_on_no_tour_with_one_told_by_its_month() -> None:
    seen = stop("a1", "KR", None, status="ongoing", published="2022-07-12")
    month = stop("a2", "JP", "2022-07")

    assert tours(seen, month) == [("a1#0",), ("a2#0",)]


def test_stop_told_by_its_month_is_on_the_tour_it_was_told_with() -> None:
    by = told("a2", "2022-07-01")
    month = visit("Blinken", "US", "JP", "2022-07", by=by)
    dated = visit("Blinken", "US", "VN", "2022-07-12", by=by, n=1)
    seen = stop("a1", "KR", None, status="ongoing", published="2022-07-12")

    assert tours(seen, month, dated) == [("a2#0", "a2#1", "a1#0")]


def test_stop_of_last_week_is_no_stop_of_the_visit_that_goes_on() -> None:
    by = told("a1", "1997-04-28")
    here = visit("Chernomyrdin", "RU", "SK", status="ongoing", by=by)
    before = visit("Chernomyrdin", "RU", "CZ", "1997-04-21/1997-04-27", by=by, n=1)
    yesterday = visit("Chernomyrdin", "RU", "CZ", "1997-04-27", by=by, n=1)
    this_week = visit("Chernomyrdin", "RU", "CZ", "1997-04-27/1997-05-03", by=by, n=1)

    assert tours(here, before) == [("a1#0",), ("a1#1",)]
    assert tours(here, yesterday) == [("a1#1", "a1#0")]
    assert tours(here, this_week) == [("a1#1", "a1#0")]


def test_trip_called_off_for_another_is_no_stop_of_it() -> None:
    by = told("a1", "2005-12-01")
    made = visit("Bouteflika", "DZ", "FR", "2005-11-26", status="completed", by=by)
    off = visit("Bouteflika", "DZ", "ES", status="cancelled", by=by, n=1)
    dropped = visit("Bouteflika", "DZ", "ES", "2005-11-28", status="cancelled", by=by, n=1)
    planned = visit("Bouteflika", "DZ", "FR", "2005-12-26", by=by)

    assert tours(made, off) == [("a1#0",), ("a1#1",)]
    assert tours(made, dropped) == [("a1#0", "a1#1")]
    assert tours(planned, off) == [("a1#0", "a1#1")]


def test_tour_is_no_longer_than_any_tour_is() -> None:
    stays = [
        stop("a1", "JP", "2022-07-01", "2022-07-25"),
        stop("a2", "KR", "2022-07-26", "2022-08-10"),
        stop("a3", "VN", "2022-08-11", "2022-08-20"),
    ]

    assert tours(*stays) == [("a1#0", "a2#0"), ("a3#0",)]


def test_surname_alone_ties_no_two_people_into_one_tour() -> None:
    names = (("Zhang Wei", "JP"), ("Zhang", "KR"), ("Zhang Jun", "VN"))
    stays = [
        visit(name, "CN", host, f"2022-07-1{n}", f"2022-07-1{n}", by=told(f"a{n}", "2022-07-01"))
        for n, (name, host) in enumerate(names)
    ]

    assert tours(*stays) == [("a0#0", "a1#0"), ("a2#0",)]


def test_undated_stop_joins_a_stop_inside_the_tour_told_for_it() -> None:
    inside = stop("a1", "TH", None, within="2022-07-06/2022-07-11")
    dated = stop("a2", "ID", "2022-07-08")
    outside = stop("a3", "FR", "2022-07-20")

    assert tours(inside, dated, outside) == [("a1#0", "a2#0"), ("a3#0",)]


def test_windows_of_a_month_tie_nothing() -> None:
    assert tours(stop("a1", "TH", "2022-07"), stop("a2", "ID", "2022-07-08")) == [
        ("a1#0",),
        ("a2#0",),
    ]


def test_invitation_is_no_stop() -> None:
    both = told("a1")
    claims = [
        visit("Blinken", "US", "JP", "2022-07-09", by=both, n=0),
        visit("Blinken", "US", "KR", by=both, n=1, status="invited"),
    ]

    assert tours(*claims) == [("a1#0",), ("a1#1",)]


def test_tour_told_in_one_announcement_may_have_days_between_its_stops() -> None:
    both = told("a1")
    near = [
        visit("Blinken", "US", "JP", "2022-07-01", "2022-07-02", by=both, n=0),
        visit("Blinken", "US", "KR", "2022-07-07", by=both, n=1),
    ]
    far = [near[0], visit("Blinken", "US", "KR", "2022-07-20", by=both, n=1)]

    assert tours(*near) == [("a1#0", "a1#1")]
    assert tours(*far) == [("a1#0",), ("a1#1",)]
    assert [t.flags for t in link(near).itineraries] == [("gap",)]


def test_two_places_at_once_are_flagged_not_repaired() -> None:
    claims = [
        stop("a1", "JP", "2022-07-09", "2022-07-12"),
        stop("a2", "KR", "2022-07-10", "2022-07-11"),
    ]

    (tour,) = link(claims).itineraries

    assert tour.visits == ("a1#0", "a2#0")
    assert tour.flags == ("two places at once",)


def test_two_stays_that_begin_together_are_flagged() -> None:
    claims = [
        stop("a1", "JP", "2022-07-09", "2022-07-12"),
        stop("a2", "KR", "2022-07-09", "2022-07-11"),
    ]

    assert [t.flags for t in link(claims).itineraries] == [("two places at once",)]


def test_day_trip_on_the_day_of_arrival_is_possible() -> None:
    claims = [
        stop("a1", "JP", "2022-07-09", "2022-07-12"),
        stop("a2", "KR", "2022-07-09"),
    ]

    assert [t.flags for t in link(claims).itineraries] == [()]


def test_cancelled_stop_is_in_no_ones_way() -> None:
    both = told("a1")
    claims = [
        visit("Blinken", "US", "JP", "2022-07-09", "2022-07-12", by=both, n=0),
        visit("Blinken", "US", "KR", "2022-07-10", "2022-07-11", by=both, n=1, status="cancelled"),
    ]

    (tour,) = link(claims).itineraries

    assert (tour.visits, tour.flags) == (("a1#0", "a1#1"), ())


def test_chain_longer_than_a_tour_is_cut() -> None:
    days = [(f"2022-0{month}-01", f"2022-0{month}-15") for month in (5, 6)]
    days += [(f"2022-0{month}-16", f"2022-0{month + 1}-01") for month in (5, 6)]
    claims = [stop(f"a{n}", f"X{n}", *ends) for n, ends in enumerate(sorted(days))]

    assert [len(tour) for tour in tours(*claims)] == [3, 1]


def test_stay_longer_than_a_tour_lies_inside_none() -> None:
    inside = stop("a1", "TH", None, within="2022-07-06/2022-07-20")
    long = stop("a2", "ID", "2022-07-08", "2022-08-08")

    assert tours(inside, long) == [("a1#0",), ("a2#0",)]
