from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.factories import make_visit

pytestmark = pytest.mark.django_db
LISTS = ("countries", "officials", "visits", "meetings", "itineraries", "announcements", "sources")


@pytest.mark.parametrize("address", [f"{name}/" for name in LISTS] + ["summits/upcoming/"])
def test_unknown_parameter_is_named_with_those_there_are(get: Get, address: str) -> None:
    problem = get(f"{address}?colour=red", 400)
    detail = problem["errors"][0].pop("detail")
    assert problem["errors"] == [{"parameter": "colour"}]
    assert problem["detail"] == f"colour: {detail}"
    assert detail.startswith("There is no such parameter: this address takes ")
    assert {"cursor", "page_size"} <= set(detail.rpartition("takes ")[2].rstrip(".").split(", "))


def test_problem_document_is_complete(client: Client) -> None:
    answer = client.get("/api/v1/visits/?status=over")
    told = "“over” is not one of invited, planned, ongoing, completed, postponed, cancelled."
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad parameters",
        "status": 400,
        "detail": f"status: {told}",
        "instance": "/api/v1/visits/",
        "errors": [{"parameter": "status", "detail": told}],
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("from=April", ["from"]),
        ("from=2025-02-30", ["from"]),
        ("until=2025-4-1x", ["until"]),
        ("from=2025-04-02&until=2025-04-01", ["until"]),
        ("from=2025-04-01&from=2025-04-02", ["from"]),
        ("country=Russia", ["country"]),
        ("host=R", ["host"]),
        ("visitor_country=%00", ["visitor_country"]),
        ("kind=grand", ["kind"]),
        ("rank=0", ["rank"]),
        ("state=rejected", ["state"]),
        ("undated=maybe", ["undated"]),
        ("official=%00", ["official"]),
        ("visitor=CN", ["visitor"]),
        ("format=api", ["format"]),
        ("from=x&until=y&status=z", ["from", "status", "until"]),
    ],
)
def test_malformed_value_is_named(get: Get, query: str, names: list[str]) -> None:
    problem = get(f"visits/?{query}", 400)
    assert sorted(error["parameter"] for error in problem["errors"]) == names
    assert all(error["detail"] for error in problem["errors"])


def test_parameter_of_a_list_is_unknown_to_one_visit(get: Get) -> None:
    visit = make_visit()
    assert get(f"visits/{visit.pk}/?country=RU", 400)["errors"] == [
        {
            "parameter": "country",
            "detail": "There is no such parameter: this address takes "
            "as_of, basis, fields, include.",
        }
    ]


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        (
            "visits/12/",
            "There is no visit “12”: http://testserver/api/v1/visits/ lists those there are.",
        ),
        (
            "countries/ZZ/",
            "There is no country “ZZ”: http://testserver/api/v1/countries/ lists those there are.",
        ),
        (f"visits/{10**30}/", None),
        ("visits/twelve/", "There is no such address: /api/v1/ lists those there are."),
        ("nothing/here/", "There is no such address: /api/v1/ lists those there are."),
    ],
)
def test_missing_address_says_where_to_look(
    client: Client, address: str, detail: str | None
) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert detail is None or answer.json()["detail"] == detail


def test_missing_slash_is_added(client: Client) -> None:
    answer = client.get("/api/v1/visits?country=RU")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/visits/?country=RU")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["visits/", "summits/upcoming/", ""])
def test_other_methods_are_refused(client: Client, method: str, address: str) -> None:
    answer = getattr(client, method)(f"/api/v1/{address}")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert answer["Content-Type"] == "application/problem+json"


def test_editor_finds_nothing_to_write_to(admin_client: Client) -> None:
    answer = admin_client.post("/api/v1/visits/", {}, content_type="application/json")
    assert answer.status_code == 405
    assert answer.json()["detail"] == "POST is not offered here: use GET."


def test_other_forms_than_json_are_refused(client: Client) -> None:
    answer = client.get("/api/v1/visits/", headers={"accept": "text/csv"})
    assert answer.status_code == 406
    assert answer["Content-Type"] == "application/problem+json"


def test_our_own_failure_is_a_problem_too(client: Client, settings: Any) -> None:
    client.raise_request_exception = False
    # A day of another type is the shortest way to a failure inside a view.
    settings.VISITBOOK_TODAY = "someday"
    make_visit()
    answer = client.get("/api/v1/visits/")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Server error"
