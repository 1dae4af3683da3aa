from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from requests.structures import CaseInsensitiveDict

from visits.ingest.headers import charset, fresh_for, retry_after

NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)


def headers(**told: str) -> CaseInsensitiveDict[str]:
    return CaseInsensitiveDict({name.replace("_", "-"): text for name, text in told.items()})


@pytest.mark.parametrize(
    ("told", "date", "seconds"),
    [
        ("120", "", 120),
        ("Tue, 01 Apr 2025 09:02:00 GMT", "", 120),
        ("Tue, 01 Apr 2025 12:00:00 GMT", "Tue, 01 Apr 2025 11:00:00 GMT", 3600),
        ("Tue, 01 Apr 2025 08:00:00 GMT", "", 0),
        ("Tuesday, 01-Apr-25 09:02:00 GMT", "", 120),
        ("Tue, 01 Apr 2025 09:02:00 -0000", "nonsense", 120),
    ],
)
def test_a_wait_is_read_in_either_form(told: str, date: str, seconds: int) -> None:
    asked = headers(Retry_After=told, **({"Date": date} if date else {}))

    assert retry_after(asked, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("told", ["", "soon", "-5", "1.5", "１２", "Tue, 99 Apr 2025"])
def test_a_wait_that_cannot_be_read_is_none(told: str) -> None:
    assert retry_after(headers(Retry_After=told), NOW) is None


@pytest.mark.parametrize("told", ["9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_wait_without_end_is_a_year(told: str) -> None:
    assert retry_after(headers(Retry_After=told), NOW) == timedelta(days=366)


@pytest.mark.parametrize(
    ("told", "age", "seconds"),
    [
        ("max-age=600", "", 600),
        ('public, Max-Age="600"', "100", 500),
        ("max-age=600", "900", 0),
        ("s-maxage=5, max-age=600, must-revalidate", "", 600),
    ],
)
def test_freshness_is_read(told: str, age: str, seconds: int) -> None:
    asked = headers(Cache_Control=told, **({"Age": age} if age else {}))

    assert fresh_for(asked) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "told", ["", "no-store, max-age=600", "no-cache, max-age=600", "private", "max-age=x"]
)
def test_freshness_that_is_not_told_is_none(told: str) -> None:
    assert fresh_for(headers(Cache_Control=told)) is None


def test_charset_of_a_content_type() -> None:
    assert charset(headers(Content_Type='text/html; Charset="windows-1251"')) == "windows-1251"
    assert charset(headers(Content_Type="text/html")) == ""
