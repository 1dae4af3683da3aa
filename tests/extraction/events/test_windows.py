from __future__ import annotations

from datetime import date

import pytest

from visits.extraction.dates import Window
from visits.extraction.events.statuses import joined
from visits.extraction.events.windows import Stay, completed, narrower
from visits.terms import VisitStatus

PUBLISHED = date(2025, 3, 28)
CANCELLED, COMPLETED, ONGOING, PLANNED = (
    VisitStatus.CANCELLED,
    VisitStatus.COMPLETED,
    VisitStatus.ONGOING,
    VisitStatus.PLANNED,
)


def day(text: str) -> Window:
    return Window(date.fromisoformat(text), date.fromisoformat(text))


APRIL = Window(date(2025, 4, 1), date(2025, 4, 30))
FROM_APRIL = Window(date(2025, 4, 1), None)


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        (Stay(day("2025-04-02"), None, (3, 3), None, None), "2025-04-02", "2025-04-04"),
        (Stay(None, day("2025-04-04"), (3, 3), None, None), "2025-04-02", "2025-04-04"),
        (
            Stay(day("2025-04-02"), None, (28, 31), None, None),
            "2025-04-02",
            "2025-04-29/2025-05-02",
        ),
        (Stay(APRIL, None, (3, 3), None, None), "2025-04", None),
        (Stay(FROM_APRIL, None, (3, 3), None, None), "2025-04-01/..", None),
        (Stay(None, APRIL, (3, 3), None, None), None, "2025-04"),
        (Stay(day("2025-04-02"), None, None, None, None), "2025-04-02", None),
        (Stay(day("9999-12-31"), None, (3, 3), None, None), "9999-12-31", None),
    ],
)
def test_length_completes_a_stay_of_which_one_end_is_known(
    told: Stay, start: str | None, end: str | None
) -> None:
    found = completed(told)

    assert (found.start.edtf if found.start else None) == start
    assert (found.end.edtf if found.end else None) == end


def test_narrower_window_is_the_one_of_fewer_days() -> None:
    second = day("2025-04-02")

    assert narrower(None, None) is None
    assert narrower(APRIL, None) == narrower(None, APRIL) == APRIL
    assert narrower(APRIL, second) == narrower(second, APRIL) == second
    assert narrower(FROM_APRIL, APRIL) == narrower(APRIL, FROM_APRIL) == APRIL


@pytest.mark.parametrize(
    ("votes", "start", "end", "status"),
    [
        ([], None, None, PLANNED),
        ([(PLANNED, 3), (CANCELLED, 1)], None, None, CANCELLED),
        ([(PLANNED, 1), (COMPLETED, 2)], None, None, COMPLETED),
        ([(PLANNED, 2), (COMPLETED, 2)], None, None, COMPLETED),
        ([(COMPLETED, 1)], "2025-04-02", None, PLANNED),
        ([(ONGOING, 1)], "2025-03-01", "2025-03-03", COMPLETED),
        ([(ONGOING, 1)], "2024-11-01", None, COMPLETED),
        ([(ONGOING, 1)], "2025-03-27", None, ONGOING),
        ([(PLANNED, 1)], "2025-03-01", "2025-03-03", COMPLETED),
        ([(PLANNED, 1)], "2025-03-27", None, PLANNED),
    ],
)
def test_status_is_that_of_the_strongest_words_as_the_dates_allow(
    votes: list[tuple[VisitStatus, int]], start: str | None, end: str | None, status: VisitStatus
) -> None:
    window = day(start) if start else None

    assert joined(votes, window, day(end) if end else None, PUBLISHED) is status
