from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Get
from tests.factories import day, make_meeting, make_official, make_tenure, make_visit
from visits.models import Meeting, Official, Visit
from visits.terms import EditorialState, MeetingForm, Rank, Role, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Any) -> None:
    settings.VISITBOOK_TODAY = day("2025-04-01")


@pytest.fixture
def xi() -> Official:
    return head("Xi Jinping", "CN")


@pytest.fixture
def putin() -> Official:
    return head("Vladimir Putin", "RU")


def head(name: str, country: str, **tenure: Any) -> Official:
    official = make_official(name, country)
    make_tenure(official, f"President {name}", Role.HEAD_OF_STATE, **tenure)
    return official


def trip(official: Official, host: str, start: Any, end: Any = None, **more: Any) -> Visit:
    return make_visit(official, host, start, end, **{"rank": Rank.HEAD, **more})


def rows(get: Get, query: str = "") -> list[tuple[int | None, list[int]]]:
    told = get(f"summits/upcoming/?{query}")["results"]
    return [
        (row["visit"] and row["visit"]["id"], [meeting["id"] for meeting in row["meetings"]])
        for row in told
    ]


def test_visit_is_one_row_with_its_meetings(get: Get, xi: Official, putin: Official) -> None:
    early_may = (day("2025-05-01"), day("2025-05-10"))
    visit = trip(xi, "RU", early_may)
    talks = make_meeting([xi, putin], on="2025-05-08", visits=[visit])
    parade = make_meeting([xi, putin, "Alexander Lukashenko"], on="2025-05-09", visits=[visit])
    make_meeting([xi], on="2025-05-09", visits=[visit], state=EditorialState.REJECTED)
    assert rows(get) == [(visit.pk, [talks.pk, parade.pk])]


def test_meeting_of_heads_without_a_visit_is_a_row(get: Get, xi: Official, putin: Official) -> None:
    call = make_meeting([xi, putin], on="2025-04-10", form=MeetingForm.VIDEO)
    assert rows(get) == [(None, [call.pk])]


def test_meeting_of_one_head_with_a_minister_is_none(get: Get, xi: Official) -> None:
    lavrov = make_official("Sergey Lavrov", "RU")
    make_tenure(lavrov)
    make_meeting([xi, lavrov], on="2025-04-10")
    assert rows(get) == []


def test_office_is_that_of_the_day(get: Get, xi: Official) -> None:
    biden = head("Joe Biden", "US", start="2021-01-20", end="2025-01-20")
    make_meeting([xi, biden], on="2025-04-10")
    assert rows(get) == []


def test_meeting_of_a_rejected_visit_stands_alone(get: Get, xi: Official, putin: Official) -> None:
    visit = trip(xi, "RU", "2025-05-08", state=EditorialState.REJECTED)
    meeting = make_meeting([xi, putin], on="2025-05-08", visits=[visit])
    assert rows(get) == [(None, [meeting.pk])]


@pytest.mark.parametrize(
    ("start", "end", "more", "upcoming"),
    [
        ("2025-03-30", "2025-04-01", {}, True),
        ("2025-03-30", "2025-03-31", {}, False),
        ("2025-04-20", None, {"status": VisitStatus.INVITED}, True),
        ("2025-04-20", None, {"status": VisitStatus.CANCELLED}, False),
        ("2025-04-20", None, {"status": VisitStatus.POSTPONED}, False),
        ("2025-03-30", "2025-04-01", {"status": VisitStatus.COMPLETED}, False),
        ("2025-04-20", None, {"rank": Rank.MINISTER}, False),
        ("2025-04-20", None, {"state": EditorialState.REJECTED}, False),
        (None, None, {}, False),
    ],
)
def test_what_is_upcoming(
    get: Get, xi: Official, start: str, end: str, more: dict[str, Any], upcoming: bool
) -> None:
    trip(xi, "RU", start, end, **more)
    assert len(rows(get)) == upcoming


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["xi", "call", "putin"]),
        ("days=10", ["xi"]),
        ("days=30", ["xi", "call"]),
        ("country=JP", ["xi"]),
        ("country=RU", ["call", "putin"]),
        ("country=IN,JP", ["xi", "putin"]),
        ("rank=3", ["minister's"]),
        ("rank=1,3", ["xi", "minister's", "call", "putin"]),
        ("rank=2", []),
    ],
)
def test_days_rank_and_country(
    get: Get, xi: Official, putin: Official, query: str, found: list[str]
) -> None:
    names: dict[Any, str] = {
        trip(xi, "JP", "2025-04-05", "2025-04-06").pk: "xi",
        trip(putin, "IN", "2025-08-01", "2025-08-02").pk: "putin",
        make_visit("Wang Yi", "FR", "2025-04-07", "2025-04-08").pk: "minister's",
    }
    calls = {make_meeting([xi, putin], on="2025-04-20").pk: "call"}
    told = [names[v] if v else calls[meetings[0]] for v, meetings in rows(get, query)]
    assert told == found


def test_pages_hold_every_row_once_in_order(get: Get, xi: Official, putin: Official) -> None:
    days = ("2025-04-05", "2025-04-05", "2025-04-06", "2025-04-07")
    hosts = ("JP", "IN", "KR", "VN")
    visits = [trip(xi, host, start).pk for host, start in zip(hosts, days, strict=True)]
    others = [head(f"Head {n}", "FR").pk for n in range(3)]
    calls = [
        make_meeting([xi, Official.objects.get(pk=pk)], on=on).pk
        for pk, on in zip(others, ("2025-04-05", "2025-04-05", "2025-04-06"), strict=True)
    ]
    expected = [
        (visits[0], []),
        (visits[1], []),
        (None, [calls[0]]),
        (None, [calls[1]]),
        (visits[2], []),
        (None, [calls[2]]),
        (visits[3], []),
    ]
    assert rows(get) == expected
    for size in (1, 2, 3):
        seen, here = [], f"page_size={size}"
        while here:
            seen += rows(get, here)
            here = (get(f"summits/upcoming/?{here}")["next"] or "?").partition("?")[2]
        assert seen == expected


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("days=0", "days"),
        ("days=soon", "days"),
        ("days=1.5", "days"),
        ("days=99999", "days"),
        ("rank=king", "rank"),
        ("country=Japan", "country"),
        ("cursor=W10", "cursor"),
        ("cursor=W2ZhbHNlLCJ4IiwxLDFd", "cursor"),
        ("page_size=0", "page_size"),
    ],
)
def test_malformed_value_is_named(get: Get, query: str, name: str) -> None:
    problem = get(f"summits/upcoming/?{query}", 400)
    assert [error["parameter"] for error in problem["errors"]] == [name]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(
    get: Get,
    xi: Official,
    putin: Official,
    number: int,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    for n in range(number):
        visit = trip(xi, ("RU", "JP", "IN")[n], "2025-05-01", "2025-05-03", cities=["A"])
        make_meeting([xi, putin], on=f"2025-05-0{n + 1}", visits=[visit])
        make_meeting([xi, head(f"Head {n}", "FR")], on=f"2025-05-0{n + 1}")
    assert Meeting.objects.count() == 2 * number
    with django_assert_num_queries(6):
        assert len(rows(get)) == 2 * number
