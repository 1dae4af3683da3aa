from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.factories import day, make_claim, make_meeting, make_official, make_tenure, make_visit
from visits.models import Gathering, Visit

pytestmark = pytest.mark.django_db
Ids = Callable[[str], list[Any]]


@pytest.fixture(autouse=True)
def first_of_april(settings: Any) -> None:
    settings.VISITBOOK_TODAY = day("2025-04-01")


def test_fields_are_told_with_the_key(get: Get) -> None:
    visit = make_visit()
    assert get("visits/?fields=host,rank")["results"] == [{"id": visit.pk, "rank": 3, "host": "RU"}]
    assert get(f"visits/{visit.pk}/?fields=host") == {"id": visit.pk, "host": "RU"}
    assert get("officials/?fields=name")["results"] == [{"slug": "wang-yi", "name": "Wang Yi"}]


def test_include_reads_along(get: Get) -> None:
    visit = make_visit(claims=[make_claim()])
    meeting = make_meeting(visits=[visit])
    (row,) = get("visits/?include=meetings,evidence")["results"]
    assert [one["id"] for one in row["meetings"]] == [meeting.pk]
    assert row["evidence"] == get(f"visits/{visit.pk}/")["evidence"]
    assert "meetings" not in get(f"visits/{visit.pk}/?include=evidence")
    assert get("meetings/?include=visits")["results"][0]["visits"] == [visit.pk]


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("fields=hots", "fields", "There is no “hots”: there are "),
        ("include=photos", "include", "There is no “photos”: there are evidence, meetings."),
        ("ordering=host", "ordering", "Rows are ordered by one of start, -start, "),
        ("count=maybe", "count", "Write true or false."),
        ("date=soon", "date", "Write EDTF such as 2025-05-09, "),
        ("date=2025&from=2025-01-01", "date", "Give this, or “from” and “until”."),
        ("changed_after=x", "changed_after", "Give the number of a change, "),
        ("updated_since=yesterday", "updated_since", "Give a time with its offset, "),
        ("changed_after=1&ordering=id", "ordering", "Leave it out: "),
        ("as_of=then", "as_of", "Write a day as YYYY-MM-DD, "),
        ("as_of=2025-01-01&include=meetings", "include", "It cannot be asked of another time"),
    ],
)
def test_unknown_words_are_named(get: Get, query: str, parameter: str, detail: str) -> None:
    (problem,) = get(f"visits/?{query}", 400)["errors"]
    assert (problem["parameter"], problem["detail"][: len(detail)]) == (parameter, detail)


def test_rows_are_counted_on_request(get: Get) -> None:
    for host in ("RU", "JP", "FR"):
        make_visit(host=host)
    assert get("visits/?page_size=1&count=true")["count"] == 3
    assert "count" not in get("visits/?page_size=1")


def test_order_can_be_asked_for(ids: Ids) -> None:
    late = make_visit(host="JP", start="2025-06-01", end=None)
    undated = make_visit(host="FR", start=None, end=None)
    early = make_visit(start="2025-05-01", end=None)
    assert ids("visits/?ordering=-start") == [late.pk, early.pk, undated.pk]
    assert ids("visits/?ordering=id") == [late.pk, undated.pk, early.pk]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2025-05", ["may"]),
        ("2025-04-02", ["april"]),
        ("2025-04-02/2025-05-01", ["april", "may"]),
        ("[2025-04-03..2025-04-30]", []),
        ("2025-05-01/..", ["may"]),
    ],
)
def test_days_are_asked_for_in_edtf(ids: Ids, date: str, found: list[str]) -> None:
    names = {
        make_visit(start="2025-04-01", end="2025-04-02").pk: "april",
        make_visit(host="JP", start="2025-05-01", end="2025-05-02").pk: "may",
        make_visit(host="FR", start=None, end=None).pk: "undated",
    }
    assert [names[pk] for pk in ids(f"visits/?date={date}")] == found


def test_names_of_countries_follow_the_reader(get: Get) -> None:
    visit = make_visit()
    visit.host.names = {"en": "Russia", "fr": "Russie"}
    visit.host.save()
    (row,) = get("visits/", **{"accept-language": "fr"})["results"]
    assert (row["host_name"], row["visitor_country_name"]) == ("Russie", "China")


def test_pair_of_a_month_finds_stays_of_any_length(ids: Ids) -> None:
    long = (day("2025-01-01"), day("2025-12-31"))
    names = {
        make_visit(start="2025-04-01", end="2025-04-02").pk: "april",
        make_visit(start=long, end=None).pk: "some day",
        make_visit(start=None, end="2025-04-10").pk: "until the tenth",
        make_visit(start="2025-03-30", end="2025-04-01").pk: "from March",
        make_visit(start="2025-05-01", end=None).pk: "May",
    }
    found = {names[pk] for pk in ids("visits/?pair=CN-RU&from=2025-04-01&until=2025-04-30")}
    assert found == {"april", "some day", "until the tenth", "from March"}


def test_gathering_has_its_visits_and_meetings(get: Get) -> None:
    summit = Gathering.objects.create(slug="g20-2025", name="G20", start=day("2025-11-22"))
    visit = make_visit(gathering=summit)
    meeting = make_meeting(gathering=summit)
    assert [row["slug"] for row in get("gatherings/?q=g2")["results"]] == ["g20-2025"]
    told = get("gatherings/g20-2025/")
    assert [row["id"] for row in told["visits"]] == [visit.pk]
    assert [row["id"] for row in told["meetings"]] == [meeting.pk]


def test_claims_tell_their_announcement(get: Get) -> None:
    claim = make_claim()
    visit = make_visit(claims=[claim])
    make_claim(superseded_at=claim.created_at)
    (row,) = get("claims/?source=cn-mfa")["results"]
    assert (row["id"], row["visit"], row["source"]["slug"]) == (claim.pk, visit.pk, "cn-mfa")
    assert row["announcement"]["id"] == claim.announcement_id
    assert get(f"claims/{claim.pk}/")["side"] == "CN"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("visits/?include=meetings,evidence", 5),
        ("visits/?include=meetings&count=true", 5),
        ("visits/?changed_after=0&include=meetings,evidence", 6),
        ("meetings/?include=visits,evidence", 5),
        ("itineraries/?include=visits,meetings", 4),
        ("officials/?include=tenures,other_names", 4),
        ("gatherings/?include=visits,meetings", 4),
        ("claims/", 2),
        ("changes/", 3),
        ("announcements/?include=claims,text", 3),
    ],
)
def test_never_more_than_six_queries(
    get: Get, address: str, queries: int, number: int, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        official = make_official(f"Visitor {n}", ("CN", "FR", "US")[n])
        make_tenure(official)
        summit = Gathering.objects.create(slug=f"summit-{n}", name="Summit")
        visit = make_visit(official, claims=[make_claim()], cities=["A"], gathering=summit)
        make_meeting([official], visits=[visit], claims=[make_claim()], gathering=summit)
    with django_assert_num_queries(queries):
        assert len(get(address)["results"]) >= number


def test_answer_is_compressed(client: Client) -> None:
    for n in range(5):
        make_visit(f"Visitor {n}")
    for encoding in ("br", "gzip"):
        answer = client.get("/api/v1/visits/", headers={"accept-encoding": encoding})
        assert answer["Content-Encoding"] == encoding
    assert Visit.objects.count() == 5
