from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.factories import make_country, make_official, make_visit
from visits.models import Visit

pytestmark = pytest.mark.django_db


def walk(get: Get, address: str, to: str = "next") -> list[list[int]]:
    """The ids of each page, following the links."""
    pages, here = [], address
    while here:
        told = get(here)
        pages.append([row["id"] for row in told["results"]])
        here = (told[to] or "").removeprefix("http://testserver/api/v1/")
    return pages


@pytest.fixture
def visits() -> list[int]:
    """Seven visits in the order of the list: days first, among equals by id, undated last."""
    hosts = ("RU", "JP", "FR", "US", "DE", "IT", "ES")
    starts = ("2025-03-01", "2025-03-01", "2025-03-01", "2025-03-02", None, None, None)
    wang = make_official()
    return [
        make_visit(wang, host=host, start=start, end=None).pk
        for host, start in zip(hosts, starts, strict=True)
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_hold_every_visit_once_in_order(get: Get, visits: list[int], size: int) -> None:
    pages = walk(get, f"visits/?page_size={size}")
    assert [pk for page in pages for pk in page] == visits
    assert {len(page) for page in pages[:-1]} <= {size}


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_lead_back(get: Get, visits: list[int], size: int) -> None:
    told = get(f"visits/?page_size={size}")
    while told["next"]:
        last = told["next"].removeprefix("http://testserver/api/v1/")
        told = get(last)
    pages = walk(get, last, to="previous")
    assert [pk for page in reversed(pages) for pk in page] == visits


def test_visit_added_before_the_cursor_moves_nothing(get: Get, visits: list[int]) -> None:
    following = get("visits/?page_size=2")["next"].removeprefix("http://testserver/api/v1/")
    make_visit(host="CH", start="2025-02-01", end=None)
    assert [row["id"] for row in get(following)["results"]] == visits[2:4]


def test_latest_itineraries_come_first_over_pages(get: Get, visits: list[int]) -> None:
    tours = dict(Visit.objects.values_list("pk", "itinerary"))
    one, two, three, four, *undated = (tours[pk] for pk in visits)
    pages = walk(get, "itineraries/?page_size=2")
    assert [pk for page in pages for pk in page] == [four, three, two, one, *reversed(undated)]


def test_countries_page_by_code(get: Get) -> None:
    for code in ("RU", "CN", "FR"):
        make_country(code)
    told = get("countries/?page_size=2")
    rest = get(told["next"].removeprefix("http://testserver/api/v1/"))
    codes = [row["code"] for page in (told, rest) for row in page["results"]]
    assert codes == ["CN", "FR", "RU"]


def test_link_header_names_the_neighbours(client: Client, visits: list[int]) -> None:
    first = client.get("/api/v1/visits/?page_size=3&country=CN")
    following = first.json()["next"]
    start = "http://testserver/api/v1/visits/?country=CN&page_size=3"
    assert first["Link"] == f'<{following}>; rel="next", <{start}>; rel="first"'
    second = client.get(following)
    names = [part.rpartition("rel=")[2] for part in second["Link"].split(", ")]
    assert names == ['"next"', '"prev"', '"first"']


def test_last_page_has_no_next(client: Client, visits: list[int]) -> None:
    answer = client.get("/api/v1/visits/")
    assert answer.json()["next"] is None
    assert answer["Link"] == '<http://testserver/api/v1/visits/>; rel="first"'


def cursor(*values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "é",
        "AAAA",
        cursor(),
        cursor(False),
        cursor(False, "2025-01-01"),
        cursor(False, "2025-01-01", 1, 2),
        cursor("no", "2025-01-01", 1),
        cursor(False, "1 April", 1),
        cursor(False, "2025-02-30", 1),
        cursor(False, "2025-01-01", "one"),
        cursor(False, "2025-01-01", None),
        cursor(False, ["2025-01-01"], 1),
        cursor(False, 5, 1),
        "W" * 5000,
    ],
)
def test_cursor_of_nobody_is_refused(get: Get, text: str) -> None:
    problem = get(f"visits/?cursor={text}", 400)
    assert [error["parameter"] for error in problem["errors"]] == ["cursor"]


def test_cursor_with_a_number_beyond_the_database_finds_nothing_after(get: Get) -> None:
    make_visit(start="2025-01-01", end=None)
    assert get(f"visits/?cursor={cursor(False, '2025-01-01', 10**30)}")["results"] == []


@pytest.mark.parametrize("size", ["0", "201", "-1", "two", "1.5", "99999999"])
def test_page_size_out_of_bounds_is_refused(get: Get, size: str) -> None:
    assert get(f"visits/?page_size={size}", 400)["errors"] == [
        {"parameter": "page_size", "detail": "Give a whole number from 1 to 200."}
    ]


@pytest.mark.parametrize("address", ["visits", "officials", "countries"])
def test_page_far_down_costs_as_many_queries(
    get: Get, address: str, visits: list[int], django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    told = get(f"{address}/?page_size=1")
    with django_assert_max_num_queries(3):
        get((told["next"] or f"{address}/").removeprefix("http://testserver/api/v1/"))


def test_cursor_without_a_time_zone_is_refused(get: Get) -> None:
    problem = get(f"announcements/?cursor={cursor(False, '2025-01-01 00:00:00', 1)}", 400)
    assert [error["parameter"] for error in problem["errors"]] == ["cursor"]
