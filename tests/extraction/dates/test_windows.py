from __future__ import annotations

from datetime import date

import pytest

from visits.extraction.dates import Window

MAY = Window(date(2025, 5, 1), date(2025, 5, 31))
EARLY_MAY = Window(date(2025, 5, 1), date(2025, 5, 10))


@pytest.mark.parametrize(
    ("window", "edtf"),
    [
        (Window(date(2025, 4, 1), date(2025, 4, 1)), "2025-04-01"),
        (MAY, "2025-05"),
        (EARLY_MAY, "2025-05-01/2025-05-10"),
        (Window(date(2006, 1, 1), date(2006, 4, 30)), "2006-01/2006-04"),
        (Window(None, date(2025, 11, 20)), "../2025-11-20"),
        (Window(date(2025, 11, 20), None), "2025-11-20/.."),
        (Window(date(2024, 2, 1), date(2024, 2, 28)), "2024-02-01/2024-02-28"),
        (Window(date(2024, 2, 1), date(2024, 2, 29)), "2024-02"),
    ],
)
def test_edtf_of_window_is_the_written_form(window: Window, edtf: str) -> None:
    assert window.edtf == edtf


def test_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="window ends before it begins"):
        Window(date(2025, 5, 2), date(2025, 5, 1))


def test_days_of_window_counts_both_ends() -> None:
    assert (MAY.days, Window(None, date(2025, 5, 1)).days) == (31, None)


def test_is_day_of_open_window_is_false() -> None:
    assert [MAY.is_day, Window(None, None).is_day] == [False, False]
    assert Window(date(2025, 5, 1), date(2025, 5, 1)).is_day


def test_intersection_with_open_window_keeps_the_closed_end() -> None:
    before = Window(None, date(2025, 5, 10))
    assert MAY.intersection(before) == EARLY_MAY
    assert MAY.intersection(Window(None, date(2025, 4, 30))) is None


def test_contains_of_wider_window_is_false() -> None:
    assert [MAY.contains(EARLY_MAY), EARLY_MAY.contains(MAY)] == [True, False]
    assert [MAY.contains(date(2025, 5, 31)), MAY.contains(date(2025, 6, 1))] == [True, False]


def test_overlaps_of_neighbouring_windows_is_false() -> None:
    late_may = Window(date(2025, 5, 11), date(2025, 5, 31))
    assert [MAY.overlaps(late_may), EARLY_MAY.overlaps(late_may)] == [True, False]
