"""The office on a day: held, former, or only known to have been held long ago."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import make_official, make_tenure
from visits.models import Office, Official, Tenure
from visits.queries.offices import office_on, tenure_words
from visits.terms import Rank

pytestmark = pytest.mark.django_db
DAY = date(2025, 4, 1)


def tenure(official: Official, title: str, rank: Rank = Rank.MINISTER, **days: Any) -> Tenure:
    made = make_tenure(official, title, start=None)
    Office.objects.filter(pk=made.office_id).update(rank=rank)
    Tenure.objects.filter(pk=made.pk).update(**days)
    return Tenure.objects.get(pk=made.pk)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"start": date(2023, 7, 25)}, "Minister"),
        ({"start": date(2013, 3, 16), "as_of": date(2022, 12, 31)}, "Minister (as known in 2022)"),
        ({"start": date(2013, 3, 16), "as_of": date(2025, 6, 1)}, "Minister"),
        (
            {"start": date(2021, 1, 26), "end": date(2023, 1, 20)},
            "former Minister (until 2023)",
        ),
        (
            {"start": date(2024, 7, 10), "end": date(2024, 9, 13), "source": "us-travels"},
            "Minister (as known in 2024)",
        ),
        ({"start": date(2025, 5, 1)}, ""),
    ],
)
def test_office_on_a_day_is_not_more_than_is_known(days: dict[str, Any], words: str) -> None:
    wang = make_official("Wang Yi", "CN")
    tenure(wang, "Minister", **days)
    assert office_on(wang, DAY) == words


def test_office_of_two_is_the_higher_then_the_one_known_last() -> None:
    wang = make_official("Wang Yi", "CN")
    tenure(wang, "State Councilor", start=date(2018, 3, 19), as_of=date(2022, 9, 13))
    tenure(wang, "Minister", start=date(2013, 3, 16), as_of=date(2022, 12, 31))
    tenure(wang, "Envoy", Rank.OTHER, start=date(2024, 1, 1))
    assert office_on(wang, DAY) == "Minister (as known in 2022)"


def test_tenure_is_told_as_exactly_as_its_source_does() -> None:
    wang = make_official("Wang Yi", "CN")
    told: list[dict[str, Any]] = [
        {"start": date(2013, 3, 16), "end": date(2018, 7, 31), "end_text": "2018-07"},
        {"start": date(2019, 1, 1), "start_text": "2019", "as_of": date(2022, 12, 31)},
        {"start": None},
        {"start": date(2024, 7, 10), "end": date(2024, 9, 13), "source": "us-travels"},
    ]
    assert [tenure_words(tenure(wang, f"Office {n}", **d)) for n, d in enumerate(told)] == [
        "16 March 2013 – July 2018",
        "2019 – still on 31 December 2022",
        "",
        "seen in office 10 July 2024 – 13 September 2024",
    ]
