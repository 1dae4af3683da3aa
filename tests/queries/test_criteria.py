"""Criteria and query strings: what is asked for can be written down and read back."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from visits.filters import AnnouncementFilter, CriteriaFilter, MeetingFilter, VisitFilter
from visits.queries.criteria import (
    AnnouncementCriteria,
    Criteria,
    MeetingCriteria,
    VisitCriteria,
)
from visits.terms import MeetingForm, Rank, VisitKind, VisitStatus


@pytest.mark.parametrize(
    ("filterset", "criteria"),
    [
        (VisitFilter, VisitCriteria()),
        (
            VisitFilter,
            VisitCriteria(
                from_day=date(2025, 4, 1),
                until_day=date(2025, 4, 30),
                officials=("Wang Yi", "Nayib, Bukele & Co", "王毅"),
                countries=("CN",),
                visitors=("SUHH", "X-NATO"),
                hosts=("RU",),
                statuses=(VisitStatus.PLANNED, VisitStatus.INVITED),
                kinds=(VisitKind.STATE,),
                ranks=(Rank.HEAD,),
            ),
        ),
        (
            MeetingFilter,
            MeetingCriteria(forms=(MeetingForm.CALL,), statuses=(VisitStatus.COMPLETED,)),
        ),
        (AnnouncementFilter, AnnouncementCriteria(sources=("cn-mfa",), text="a=b&c")),
    ],
)
def test_criteria_come_back_from_their_query(
    filterset: type[CriteriaFilter], criteria: Criteria
) -> None:
    asked = filterset(QueryDict(criteria.query()))
    assert asked.errors == {}
    assert asked.criteria() == criteria


def test_query_leaves_out_what_it_is_told_to() -> None:
    criteria = VisitCriteria(from_day=date(2025, 4, 1), hosts=("RU",))
    assert criteria.query(without=("from",)) == "host=RU"


def test_values_are_joined_by_commas_or_repeated() -> None:
    asked = VisitFilter(QueryDict("host=ru,%20cn&host=FR&host=ru&status=planned,invited"))
    criteria = asked.criteria() if not asked.errors else None
    assert criteria == VisitCriteria(
        hosts=("RU", "CN", "FR"), statuses=(VisitStatus.PLANNED, VisitStatus.INVITED)
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("host=RUSSIA", "“RUSSIA” is not a country code such as RU, EU or X-NATO."),
        ("rank=9", "“9” is not one of 1, 2, 3, 4, 5, 6."),
        ("from=1.4.2025", "Write a day as YYYY-MM-DD, such as 2025-04-01."),
        ("host=" + ",".join(["RU"] * 21), "Give at most 20 values."),
        ("state=rejected", "“rejected” is not one of proposed, published."),
    ],
)
def test_refusal_says_how_to_write_it(query: str, words: str) -> None:
    asked = VisitFilter(QueryDict(query))
    assert [list(found) for found in asked.errors.values()] == [[words]]
