from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.factories import day, make_itinerary, make_meeting, make_official, make_visit
from visits.models import VisitMember, VisitRedirect
from visits.terms import EditorialState, Rank, VisitKind, VisitStatus

pytestmark = pytest.mark.django_db
Ids = Callable[[str], list[Any]]


def test_list_tells_a_visit(get: Get) -> None:
    wang = make_official("Wang Yi")
    tour = make_itinerary(wang)
    visit = make_visit(
        wang,
        cities=["Moscow", "Kazan"],
        itinerary=tour,
        date_words="March 31 – April 2",
        dates_stated=True,
    )
    told = get("visits/")
    row = told["results"][0]
    assert row.pop("changed_at") == visit.changed_at.isoformat().replace("+00:00", "Z")
    assert told == {"next": None, "previous": None, "results": [row]}
    assert row == {
        "id": visit.pk,
        "url": f"http://testserver/api/v1/visits/{visit.pk}/",
        "head": {"slug": "wang-yi", "name": "Wang Yi", "country": "CN"},
        "members": [{"slug": "wang-yi", "name": "Wang Yi", "country": "CN", "title": ""}],
        "rank": 3,
        "visitor_country": "CN",
        "visitor_country_name": "China",
        "host": "RU",
        "host_name": "Russia",
        "cities": ["Moscow", "Kazan"],
        "dates": {
            "edtf": "2025-03-31/2025-04-02",
            "start": {
                "edtf": "2025-03-31",
                "earliest": "2025-03-31",
                "latest": "2025-03-31",
                "phrase": "March 31",
                "stated": True,
            },
            "end": {
                "edtf": "2025-04-02",
                "earliest": "2025-04-02",
                "latest": "2025-04-02",
                "phrase": "April 2",
                "stated": True,
            },
            "within": None,
            "phrase": "March 31 – April 2",
            "stated": True,
        },
        "kind": "unspecified",
        "status": "planned",
        "standing": "planned",
        "state": "published",
        "accepted": False,
        "confirmed_by_both": False,
        "purpose": "",
        "gathering": None,
        "itinerary": tour.pk,
        "confidence": 0.9,
        "voices": 1,
    }


@pytest.fixture(autouse=True)
def first_of_april(settings: Any) -> None:
    settings.VISITBOOK_TODAY = day("2025-04-01")


def test_uncertain_day_is_one_of_a_set(get: Get) -> None:
    early_may = (day("2025-05-01"), day("2025-05-10"))
    make_visit(start=early_may, end=None, date_words="early May")
    dates = get("visits/")["results"][0]["dates"]
    assert dates["edtf"] == dates["start"]["edtf"] == "[2025-05-01..2025-05-10]"
    assert dates["end"] is None
    assert dates["start"]["phrase"] == "early May"


def test_stop_without_days_tells_the_window_of_its_tour(get: Get) -> None:
    tour: dict[str, Any] = {
        "window_earliest": day("2025-05-01"),
        "window_latest": day("2025-05-10"),
    }
    make_visit(start=None, end=None, **tour)
    dates = get("visits/")["results"][0]["dates"]
    assert (dates["edtf"], dates["start"], dates["end"]) == ("", None, None)
    assert dates["within"]["edtf"] == "[2025-05-01..2025-05-10]"


def test_passed_visit_without_evidence_stands_as_unknown(get: Get) -> None:
    make_visit(start="2025-03-01", end="2025-03-02")
    row = get("visits/")["results"][0]
    assert (row["status"], row["standing"]) == ("planned", "unknown")


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2025-03-30", "2025-03-30", []),
        ("2025-03-30", "2025-03-31", ["stay"]),
        ("2025-04-02", "2025-04-02", ["stay"]),
        ("2025-04-03", "2025-04-30", []),
        ("2025-05-10", "2025-05-31", ["window"]),
        ("2025-03-31", "", ["stay", "window"]),
        ("", "2025-04-01", ["stay"]),
    ],
)
def test_days_ask_for_overlap(ids: Ids, first: str, last: str, found: list[str]) -> None:
    asked = "&".join(f"{name}={on}" for name, on in (("from", first), ("until", last)) if on)
    names = {
        make_visit().pk: "stay",
        make_visit(host="JP", start=(day("2025-05-01"), day("2025-05-10")), end=None).pk: "window",
        make_visit(host="US", start=None, end=None).pk: "undated",
    }
    assert [names[pk] for pk in ids(f"visits/?{asked}")] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["april", "undated", "on tour"]),
        ("undated=include", ["april", "undated", "on tour"]),
        ("undated=exclude", ["april"]),
        ("undated=only", ["undated", "on tour"]),
        ("from=2025-04-01&until=2025-04-30", ["april"]),
        ("from=2025-04-01&until=2025-04-30&undated=include", ["april", "undated"]),
        ("from=2025-05-10&undated=only", ["undated", "on tour"]),
        ("until=2025-04-30&undated=only", ["undated"]),
    ],
)
def test_undated_visits_are_had_or_left(ids: Ids, query: str, found: list[str]) -> None:
    tour: dict[str, Any] = {
        "window_earliest": day("2025-05-01"),
        "window_latest": day("2025-05-10"),
    }
    names = {
        make_visit(start="2025-04-01", end="2025-04-02").pk: "april",
        make_visit(host="JP", start=None, end=None).pk: "undated",
        make_visit(host="US", start=None, end=None, **tour).pk: "on tour",
    }
    assert [names[pk] for pk in ids(f"visits/?{query}")] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("official=wang-yi", ["wang"]),
        ("official=emmanuel-macron&official=wang-yi", ["wang", "macron"]),
        ("official=Macron’s interpreter", ["macron"]),
        ("country=RU", ["wang"]),
        ("country=CN", ["wang", "macron"]),
        ("country=ru,us", ["wang"]),
        ("visitor_country=CN", ["wang"]),
        ("host=CN", ["macron"]),
        ("status=cancelled", ["macron"]),
        ("status=planned,cancelled", ["wang", "macron"]),
        ("kind=state", ["macron"]),
        ("rank=1", ["macron"]),
        ("state=proposed", ["macron"]),
        ("host=US", []),
    ],
)
def test_filters(ids: Ids, query: str, found: list[str]) -> None:
    macron = make_visit(
        make_official("Emmanuel Macron", "FR"),
        host="CN",
        start="2025-06-01",
        end="2025-06-02",
        status=VisitStatus.CANCELLED,
        kind=VisitKind.STATE,
        state=EditorialState.PROPOSED,
        rank=Rank.HEAD,
    )
    other = make_official("Macron’s interpreter", "FR")
    VisitMember.objects.create(visit=macron, official=other, position=1)
    names = {make_visit().pk: "wang", macron.pk: "macron"}
    assert [names[pk] for pk in ids(f"visits/?{query}")] == found


def test_rejected_visit_never_appears(get: Get, ids: Ids) -> None:
    shown = make_visit()
    rejected = make_visit(host="JP", state=EditorialState.REJECTED)
    meeting = make_meeting(visits=[shown, rejected])
    assert ids("visits/") == [shown.pk]
    assert ids("visits/?host=JP") == []
    get(f"visits/{rejected.pk}/", 404)
    assert get(f"meetings/{meeting.pk}/")["visits"] == [shown.pk]
    assert ids("itineraries/") == [shown.itinerary_id]
    get(f"itineraries/{rejected.itinerary_id}/", 404)


def test_one_visit_has_its_meetings_without_rejected_ones(get: Get) -> None:
    visit = make_visit()
    meeting = make_meeting(visits=[visit])
    make_meeting(people=["Wang Yi"], visits=[visit], state=EditorialState.REJECTED)
    told = get(f"visits/{visit.pk}/")
    assert [row["id"] for row in told["meetings"]] == [meeting.pk]
    assert told["evidence"] == {}


def test_merged_id_redirects_for_good(client: Client) -> None:
    visit = make_visit()
    VisitRedirect.objects.create(old=visit.pk + 1000, visit=visit)
    answer = client.get(f"/api/v1/visits/{visit.pk + 1000}/")
    assert answer.status_code == 301
    assert answer["Location"] == f"http://testserver/api/v1/visits/{visit.pk}/"


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_three_queries(
    get: Get, number: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for host in ("RU", "JP", "FR")[:number]:
        make_visit(make_official(f"Visitor {host}"), host=host, cities=["A", "B"])
    with django_assert_num_queries(3):
        assert len(get("visits/")["results"]) == number
