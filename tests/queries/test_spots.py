from __future__ import annotations

from visits.queries.spots import Spot, free_spots


def test_name_stands_on_the_right_where_it_is_free() -> None:
    assert free_spots([((100, 100), "Moscow")], 1000, 550) == (Spot("right", True),)


def test_name_at_the_edge_stands_on_the_other_side() -> None:
    assert free_spots([((980, 100), "Moscow")], 1000, 550) == (Spot("left", True),)


def test_large_letters_that_do_not_fit_are_for_wide_screens() -> None:
    marks = [((500, 100), "Riyadh"), ((620, 100), "Abu Dhabi"), ((560, 140), "Doha")]
    found = free_spots(marks, 1000, 180)
    assert [spot.narrow_too for spot in found if spot] == [True, True, False]


def test_name_without_any_free_side_is_left_out() -> None:
    assert free_spots([((50, 20), "A very long name of a town")], 100, 40) == (None,)
