from __future__ import annotations

import threading
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.api.conftest import Get
from tests.factories import (
    day,
    make_itinerary,
    make_official,
    make_source,
    make_version,
    make_visit,
)
from visits.models import Visit, VisitRedirect
from visits.terms import EditorialState, VisitStatus


@pytest.fixture(autouse=True)
def first_of_april(settings: Any) -> None:
    settings.VISITBOOK_TODAY = day("2025-04-01")


@pytest.mark.django_db
class TestChanges:
    def test_changed_visits_come_with_what_is_to_be_let_go(self, get: Get) -> None:
        kept, gone, merged = make_visit(), make_visit(host="JP"), make_visit(host="FR")
        untouched = make_visit(host="US")
        start = get("changes/")["latest"]
        Visit.objects.filter(pk=kept.pk).update(purpose="talks")
        Visit.objects.filter(pk=gone.pk).update(state=EditorialState.REJECTED)
        old = merged.pk
        VisitRedirect.objects.create(old=old, visit=kept)
        merged.delete()
        told = get(f"visits/?changed_after={start}")
        assert [row["id"] for row in told["results"]] == [kept.pk]
        assert told["gone"] == [
            {"id": str(gone.pk), "reason": "deleted", "into": None},
            {"id": str(old), "reason": "merged", "into": str(kept.pk)},
        ]
        assert told["change"] <= get("changes/")["latest"]
        assert get(f"visits/?changed_after={told['change']}")["results"] == []
        assert untouched.pk not in [row["id"] for row in told["results"]]

    def test_visit_that_leaves_the_filter_is_let_go(self, get: Get) -> None:
        visit = make_visit()
        start = get("changes/")["latest"]
        Visit.objects.filter(pk=visit.pk).update(status=VisitStatus.CANCELLED)
        told = get(f"visits/?changed_after={start}&status=planned")
        assert told["gone"] == [{"id": str(visit.pk), "reason": "unmatched", "into": None}]

    def test_what_is_asked_for_is_checked_where_nothing_changed(self, client: Client) -> None:
        found = client.get("/api/v1/claims/", {"changed_after": "0", "subject": "parade"})
        assert (found.status_code, found.json()["errors"][0]["parameter"]) == (400, "subject")

    def test_time_finds_what_a_number_does(self, get: Get) -> None:
        make_visit()
        everything = get("changes/?page_size=200")["results"]
        make_visit(host="JP")
        get("changes/")
        told = get(f"visits/?updated_since={everything[-1]['at']}")
        assert [row["host"] for row in told["results"]][-1] == "JP"
        assert get("visits/?updated_since=2999-01-01T00:00:00Z")["results"] == []

    def test_changes_are_told_in_order(self, get: Get) -> None:
        visit = make_visit()
        start = get("changes/")["latest"]
        Visit.objects.filter(pk=visit.pk).update(status=VisitStatus.CANCELLED)
        make_source("another")
        told = get(f"changes/?changed_after={start}&noun=visit,source")
        assert [(row["noun"], row["id"], row["event"]) for row in told["results"]] == [
            ("visit", str(visit.pk), "cancelled"),
            ("source", "another", "created"),
        ]
        assert told["results"][0]["url"] == f"http://testserver/api/v1/visits/{visit.pk}/"
        assert told["change"] == told["latest"] == start + 2
        events = get(f"changes/?changed_after={start}&event=created")["results"]
        assert [row["id"] for row in events] == ["another"]
        problem = get("changes/?noun=treaty", 400)
        assert problem["errors"][0]["parameter"] == "noun"


@pytest.mark.django_db
class TestConditional:
    @pytest.mark.parametrize(
        "address",
        ["visits/", "meetings/", "itineraries/", "officials/", "countries/", "sources/", "claims/",
         "announcements/", "gatherings/", "changes/", "summits/upcoming/", ""],
    )  # fmt: skip
    def test_who_holds_it_is_told_so_by_one_query(
        self, client: Client, address: str, django_assert_num_queries: Any
    ) -> None:
        make_visit()
        first = client.get(f"/api/v1/{address}")
        assert first["Last-Modified"].endswith("GMT")
        with django_assert_num_queries(1):
            again = client.get(f"/api/v1/{address}", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]

    def test_change_has_another_tag(self, client: Client) -> None:
        visit = make_visit()
        tag = client.get("/api/v1/visits/")["ETag"]
        other = client.get("/api/v1/sources/")["ETag"]
        Visit.objects.filter(pk=visit.pk).update(purpose="talks")
        asked = client.get("/api/v1/visits/", headers={"if-none-match": tag})
        assert asked.status_code == 200
        asked = client.get("/api/v1/sources/", headers={"if-none-match": other})
        assert asked.status_code == 304

    def test_tag_is_of_one_address_day_and_language(self, client: Client, settings: Any) -> None:
        tags = [
            client.get("/api/v1/visits/")["ETag"],
            client.get("/api/v1/visits/?host=RU")["ETag"],
        ]
        tags.append(client.get("/api/v1/visits/", headers={"accept-language": "fr"})["ETag"])
        settings.VISITBOOK_TODAY = day("2025-04-02")
        tags.append(client.get("/api/v1/visits/")["ETag"])
        assert len(set(tags)) == 4

    def test_who_may_not_read_holds_nothing(self, client: Client, settings: Any) -> None:
        tag = client.get("/api/v1/visits/")["ETag"]
        settings.API_ANONYMOUS_READ = False
        asked = client.get("/api/v1/visits/", headers={"if-none-match": tag})
        assert asked.status_code in (401, 403)


@pytest.mark.django_db
def test_visits_are_told_as_they_stood(get: Get, client: Client) -> None:
    make_visit()
    assert get("visits/?as_of=2025-01-01")["results"] == []
    assert get("summits/upcoming/?as_of=2025-01-01")["results"] == []
    visit = Visit.objects.get()
    get(f"visits/{visit.pk}/?as_of=2025-01-01", 404)
    get(f"itineraries/{visit.itinerary_id}/?as_of=2025-01-01", 404)
    assert get("itineraries/?as_of=2025-01-01")["results"] == []


@pytest.mark.django_db
def test_list_of_itineraries_tells_its_visits_as_they_stood(get: Get) -> None:
    """A visit told of later is not among them, one that was moved stands on its first days."""
    first = make_visit()
    later = make_visit(host="JP", itinerary=first.itinerary)
    make_version(first, "2025-03-01", start_earliest="2025-04-01", start_latest="2025-04-01")
    make_version(first, "2025-03-20", start_earliest="2025-04-05", start_latest="2025-04-05")
    make_version(later, "2025-03-20", start_earliest="2025-04-08", start_latest="2025-04-08")

    tours = [get(f"itineraries/?as_of=2025-03-{day}&count=true") for day in (10, 25)]

    starts = [
        [visit["dates"]["start"]["earliest"] for visit in one["results"][0]["visits"]]
        for one in tours
    ]
    assert starts == [["2025-04-01"], ["2025-04-05", "2025-04-08"]]
    assert [one["count"] for one in tours] == [1, 1]
    assert tours[0]["results"][0]["id"] == first.itinerary_id
    assert get("itineraries/?as_of=2025-03-10&until=2025-03-20")["results"] == []
    get("itineraries/?as_of=2025-03-10&ordering=start", 400)


@pytest.mark.slow
def test_client_that_follows_ends_equal(transactional_db: None, settings: Any) -> None:
    """Ten thousand changes by four writers at once, while a client keeps a copy."""
    wang, tour = make_official(), make_itinerary()
    pool = [make_visit(wang, itinerary=tour).pk for _ in range(200)]
    client = Client()
    copy: dict[int, Any] = {}

    def write(seed: int) -> None:
        draw, mine = Random(seed), pool[seed::4]
        for n in range(125):
            with transaction.atomic():
                # Twenty changes a transaction, some of which are taken back.
                for pk in draw.sample(mine, 20):
                    Visit.objects.filter(pk=pk).update(purpose=f"{seed} {n}")
                if draw.random() < 0.1:
                    transaction.set_rollback(True)
            if draw.random() < 0.2:
                Visit.objects.filter(pk=draw.choice(mine)).update(state=EditorialState.REJECTED)
                Visit.objects.filter(pk=draw.choice(mine)).update(state=EditorialState.PUBLISHED)
        connection.close()

    def follow(after: int) -> int:
        while True:
            told = client.get(f"/api/v1/visits/?changed_after={after}&page_size=200").json()
            copy.update({row["id"]: row for row in told["results"]})
            for row in told["gone"]:
                copy.pop(int(row["id"]), None)
            after = told["change"]
            if not told["next"]:
                return after

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(4)]
    for thread in writers:
        thread.start()
    after = 0
    while any(thread.is_alive() for thread in writers):
        after = follow(after)
    follow(after)
    whole, address = [], "/api/v1/visits/?page_size=200&ordering=id"
    while address:
        told = client.get(address).json()
        whole += told["results"]
        address = told["next"]
    assert sorted(copy.values(), key=lambda row: row["id"]) == whole
