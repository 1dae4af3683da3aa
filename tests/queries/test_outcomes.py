"""The same visits are counted alike on figures, a pair, a country and an official."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import make_country, make_official, make_visit
from visits.queries.countries import countries_listed, pairs_of
from visits.queries.criteria import CountryCriteria, VisitCriteria
from visits.queries.figures import flows_of
from visits.queries.outcomes import Outcomes
from visits.queries.pairs import pair_between
from visits.queries.travels import journeys_counted, traffic_of
from visits.terms import EditorialState, VisitStatus

pytestmark = pytest.mark.django_db

DAY = date(2025, 4, 1)
# Two made, one ahead, two whose outcome nobody told, two called off, one invited; one rejected.
TOLD: tuple[tuple[str, str | None, Mapping[str, object]], ...] = (
    (VisitStatus.COMPLETED, "2025-01-02", {}),
    (VisitStatus.ONGOING, "2025-03-31", {}),
    (VisitStatus.PLANNED, "2025-06-01", {}),
    (VisitStatus.PLANNED, "2025-02-01", {}),
    (VisitStatus.PLANNED, None, {"window_latest": date(2025, 2, 9)}),
    (VisitStatus.POSTPONED, "2025-07-01", {}),
    (VisitStatus.CANCELLED, "2025-08-01", {}),
    (VisitStatus.INVITED, None, {}),
    (VisitStatus.COMPLETED, "2024-01-01", {"state": EditorialState.REJECTED}),
)
EXPECTED = Outcomes(made=2, planned=1, unknown=2, called_off=2, invited=1)


@pytest.fixture(autouse=True)
def visits(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = DAY
    wang = make_official("Wang Yi", "CN")
    for status, day, more in TOLD:
        make_visit(wang, "RU", day, day, status=VisitStatus(status), **more)  # type: ignore[arg-type]


def test_every_page_counts_the_same_visits_in_the_same_way() -> None:
    china, russia = make_country("CN"), make_country("RU")

    pair = pair_between(china, russia, DAY)
    sent, received = traffic_of(china, DAY), traffic_of(russia, DAY)
    listed = {country.code: vars(country) for country in countries_listed(CountryCriteria())}

    assert pair.there.outcomes == EXPECTED
    assert journeys_counted(make_official("Wang Yi", "CN"), DAY) == EXPECTED
    assert (sent.sent, received.received) == (EXPECTED, EXPECTED)
    assert [flow.number for flow in flows_of(VisitCriteria())] == [EXPECTED.counted]
    assert [(one.made, one.received) for one in pairs_of(china)] == [(5, 0)]
    assert [(rank.made, rank.received) for rank in sent.ranks] == [(5, 0)]
    assert sum(number for _, number in pair.there.ranks) == 5
    assert (listed["CN"]["made"], listed["RU"]["received"]) == (5, 5)


@pytest.mark.parametrize("address", ["/officials/wang-yi/", "/pairs/cn-ru/"])
def test_pages_tell_made_planned_and_unknown_apart(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", "", html).split())
    told = "2 visits made, 1 planned, 2 planned, outcome not known, 2 put off or called off, 1 inv"
    assert words.count(told) == 1
