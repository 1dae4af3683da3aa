"""Figures: what is counted, the tables and CSV behind them, what they cost."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_official, make_visit
from visits.terms import EditorialState, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def some_visits() -> None:
    wang, lavrov = make_official("Wang Yi", "CN"), make_official("Sergey Lavrov", "RU")
    make_visit(wang, "RU", "2023-03-01", "2023-03-02")
    make_visit(wang, "RU", "2025-03-31", "2025-04-02")
    make_visit(lavrov, "CN", None, None)
    make_visit(lavrov, "CN", status=VisitStatus.CANCELLED)
    make_visit(lavrov, "CN", state=EditorialState.REJECTED)


@pytest.mark.usefixtures("some_visits")
def test_figures_are_drawn_with_the_tables_behind(client: Client) -> None:
    html = client.get("/figures/").content.decode()
    assert html.count('class="figure__bar"') == 2
    assert 'href="/pairs/cn-ru/">2</a>' in html
    assert "1 undated visit cannot be drawn." in html


@pytest.mark.usefixtures("some_visits")
def test_figures_say_what_they_leave_out_and_where_it_is(client: Client) -> None:
    make_visit(None, "CN", "2025-03-01", "2025-03-02")
    html = client.get("/figures/?from=2025-01-01&until=2025-12-31&host=CN").content.decode()
    assert "1 visit without a day is not counted, since days are asked for:" in html
    assert 'href="/calendar/undated/?host=CN"' in html
    every = client.get("/figures/").content.decode()
    assert "1 visit of a delegation whose country is not known is left out." in every
    assert "since days are asked for" not in every


@pytest.mark.usefixtures("some_visits")
@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (
            "/figures/matrix.csv",
            [
                "visitor,visitor_name,host,host_name,visits",
                "CN,China,RU,Russia,2",
                "RU,Russia,CN,China,1",
            ],
        ),
        ("/figures/years.csv", ["year,visits", "2023,1", "2025,1", ",1"]),
        ("/figures/years.csv?from=2025-01-01&until=2025-12-31", ["year,visits", "2025,1"]),
        ("/figures/years.csv?host=FR", ["year,visits"]),
    ],
)
def test_figures_are_told_as_csv(client: Client, address: str, lines: list[str]) -> None:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode().splitlines() == lines


@pytest.mark.parametrize("path", ["/figures/", "/figures/matrix.csv", "/figures/years.csv"])
def test_figures_refuse_what_they_cannot_read(client: Client, path: str) -> None:
    assert client.get(f"{path}?from=x").status_code == 400


def test_figures_lead_to_visits_made_alone_and_keep_that_with_days(client: Client) -> None:
    wang = make_official("Wang Yi", "CN")
    make_visit(wang, "RU", status=VisitStatus.COMPLETED)
    make_visit(wang, "RU", status=VisitStatus.PLANNED)
    html = client.get("/figures/").content.decode()
    address = "/figures/?status=completed&amp;status=ongoing"
    assert html.count(f'href="{address}"') == 1
    made = client.get(address.replace("&amp;", "&")).content.decode()
    assert made.count('<input type="hidden" name="status"') == 2
    matrix = client.get("/figures/matrix.csv?status=completed,ongoing").content.decode()
    assert matrix.splitlines()[1].endswith(",1")


def test_figures_without_visits_say_so(client: Client) -> None:
    html = client.get("/figures/").content.decode()
    assert "No visit is known that would be counted." in html
    assert "<svg" not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_cost_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_visit(make_official(f"Guest {number}", "CN"), ("RU", "FR", "US")[number])
    with django_assert_num_queries(5):
        client.get("/figures/")
