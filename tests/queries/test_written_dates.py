from __future__ import annotations

from datetime import date

import pytest

from visits.linking.edtf import window_from_edtf
from visits.models import Visit
from visits.queries.written_dates import stay_edtf, window_edtf

Days = tuple[str, str]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("earliest", "latest", "written"),
    [
        ("2025-05-09", "2025-05-09", "2025-05-09"),
        ("2025-05-01", "2025-05-10", "[2025-05-01..2025-05-10]"),
        ("2025-05-01", "", "[2025-05-01..]"),
        ("", "2025-05-10", "[..2025-05-10]"),
    ],
)
def test_window_is_a_day_or_one_of_a_set(earliest: str, latest: str, written: str) -> None:
    assert window_edtf(day(earliest), day(latest)) == written
    read = window_from_edtf(written)
    assert read is not None
    assert (read.earliest, read.latest) == (day(earliest), day(latest))


def test_window_without_days_is_nothing() -> None:
    assert window_edtf(None, None) == ""


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (("2025-03-31", "2025-03-31"), ("2025-04-02", "2025-04-02"), "2025-03-31/2025-04-02"),
        (("2025-04-01", "2025-04-01"), ("2025-04-01", "2025-04-01"), "2025-04-01/2025-04-01"),
        (("2025-03-31", "2025-03-31"), ("", ""), "2025-03-31/"),
        (("", ""), ("2025-04-02", "2025-04-02"), "/2025-04-02"),
        (("2025-05-01", "2025-05-10"), ("2025-05-01", "2025-05-10"), "[2025-05-01..2025-05-10]"),
        (("2025-05-01", "2025-05-10"), ("", ""), "[2025-05-01..2025-05-10]"),
        (("2025-08-21", "2025-08-31"), ("2025-09-01", "2025-09-10"), "2025-08-21~/2025-09-10~"),
        (("2025-08-21", "2025-08-31"), ("2025-09-01", "2025-09-01"), "2025-08-21~/2025-09-01"),
        (("2025-08-21", "2025-08-21"), ("", "2025-09-10"), "2025-08-21/2025-09-10~"),
        (("", ""), ("", ""), ""),
    ],
)
def test_stay_is_an_interval(start: Days, end: Days, written: str) -> None:
    visit = Visit(
        start_earliest=day(start[0]),
        start_latest=day(start[1]),
        end_earliest=day(end[0]),
        end_latest=day(end[1]),
    )
    assert stay_edtf(visit) == written
