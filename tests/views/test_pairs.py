"""The page of two countries: both ways, what is open, what it costs, and pairs that are none."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_country, make_meeting, make_official, make_visit
from visits.models import Visit
from visits.terms import EditorialState, MeetingForm, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    make_country("CN")
    make_country("RU")


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def ways(html: str) -> list[str]:
    return [words(part.split("</section>")[0]) for part in html.split('<section class="way"')[1:]]


def test_pair_tells_balance_days_since_and_who_leads(client: Client) -> None:
    wang, lavrov = make_official("Wang Yi", "CN"), make_official("Sergey Lavrov", "RU")
    make_visit(wang, "RU", "2025-01-01", "2025-01-02", status=VisitStatus.COMPLETED)
    make_visit(wang, "RU", "2024-02-01", "2024-02-02", status=VisitStatus.COMPLETED)
    make_visit(wang, "RU", "2025-05-01", "2025-05-02")
    make_visit(wang, "RU", "2024-05-01", "2024-05-02")
    make_visit(lavrov, "CN", "2024-04-08", "2024-04-09", status=VisitStatus.COMPLETED)
    html = main_of(client, "/pairs/cn-ru/")
    there, back = ways(html)
    assert "China leads: 2 visits made to Russia, 1 the other way." in words(html)
    assert "2 visits made, 1 planned, 1 planned, outcome not known Last" in there
    assert "Last Wang Yi , 1–2 January 2025 took place 89 days since" in there
    assert "Next Wang Yi , 1–2 May 2025 planned" in there
    assert "Led by Wang Yi 4" in there
    last = "Last Sergey Lavrov , 8–9 April 2024 took place 357 days since"
    assert f"{last} Next None is announced" in back


def test_pair_that_only_plans_is_not_said_to_have_visited(client: Client) -> None:
    make_visit(make_official("Wang Yi", "CN"), "RU", "2025-05-01", "2025-05-02")
    html = main_of(client, "/pairs/cn-ru/")
    assert "No visit between the two is told to have been made." in words(html)
    assert html.count('<rect class="pair-line__other-planned"') == 1


def test_pair_keeps_planned_meetings_apart_from_those_held(client: Client) -> None:
    both = (make_official("Wang Yi", "CN"), make_official("Sergey Lavrov", "RU"))
    held = make_meeting(both, "2025-03-01", status=VisitStatus.COMPLETED)
    planned = make_meeting(both, "2025-05-01")
    unknown = make_meeting(both, "2025-02-01")
    off = make_meeting(both, "2025-03-05", status=VisitStatus.CANCELLED)
    boxes = main_of(client, "/pairs/cn-ru/").split('<h2 id="meetings-')[1:]
    told = [(words(box.split(">", 1)[1].split("</h2>")[0]), href(box)) for box in boxes]
    assert told == [
        ("Met in person", [held.get_absolute_url()]),
        ("Meetings planned", [planned.get_absolute_url()]),
        ("Meetings planned, outcome not known", [unknown.get_absolute_url()]),
        ("Meetings put off or called off", [off.get_absolute_url()]),
    ]


def href(box: str) -> list[str]:
    return re.findall(r'href="(/meetings/[^"]+)"', box.split("</section>")[0])


def test_pair_draws_each_visit_and_has_the_numbers_behind(client: Client) -> None:
    make_visit(make_official("Wang Yi", "CN"), "RU", "2025-01-01", "2025-01-02")
    make_visit(make_official("Sergey Lavrov", "RU"), "CN", "2025-03-08", "2025-03-09")
    html = main_of(client, "/pairs/cn-ru/")
    assert html.count("<rect") == 2
    table = html.split('class="pair-line__table"')[1].split("<tbody>")[1].split("</tbody>")[0]
    assert words(table) == "March 2025 0 1 January 2025 1 0"
    narrowed = main_of(client, "/pairs/cn-ru/?from=2025-03-01&until=2025-03-31")
    assert narrowed.split('id="list"')[1].count('class="row row--') == 1


def test_pair_leaves_out_rejected_and_called_off_and_other_pairs(client: Client) -> None:
    wang = make_official("Wang Yi", "CN")
    make_visit(wang, "RU", state=EditorialState.REJECTED)
    make_visit(wang, "RU", status=VisitStatus.CANCELLED)
    make_visit(wang, "FR")
    html = main_of(client, "/pairs/cn-ru/")
    assert "0 visits made , 1 put off or called off Last None is known" in ways(html)[0]
    assert "<svg" not in html


def test_pair_shows_open_invitations_alone(client: Client) -> None:
    xi, putin = make_official("Xi Jinping", "CN"), make_official("Vladimir Putin", "RU")
    still = make_visit(putin, "CN", "2025-09-01", None, status=VisitStatus.INVITED)
    undated = make_visit(xi, "RU", None, None, status=VisitStatus.INVITED)
    make_visit(xi, "RU", "2025-01-01", "2025-01-02", status=VisitStatus.INVITED)
    make_visit(xi, "RU", None, None, status=VisitStatus.INVITED, accepted=True)
    box = main_of(client, "/pairs/cn-ru/").split('id="open-title"')[1].split("</section>")[0]
    assert re.findall(r'href="([^"]+)"', box) == [
        still.get_absolute_url(),
        undated.get_absolute_url(),
    ]


def test_pair_tells_calls_of_somebody_of_each(client: Client) -> None:
    wang, lavrov = make_official("Wang Yi", "CN"), make_official("Sergey Lavrov", "RU")
    call = make_meeting((wang, lavrov), "2025-03-01", form=MeetingForm.CALL)
    make_meeting((wang, make_official("Marco Rubio", "US")), "2025-03-02", form=MeetingForm.CALL)
    box = main_of(client, "/pairs/cn-ru/").split('id="calls-title"')[1].split("</section>")[0]
    assert re.findall(r'href="([^"]+)"', box) == [call.get_absolute_url()]


@pytest.mark.parametrize("rows", [1, 3])
def test_pair_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        guest, host = make_official(f"Guest {number}", "CN"), make_official(f"Host {number}", "RU")
        make_visit(guest, "RU", "2025-01-01", cities=["Moscow"])
        make_visit(host, "CN", "2025-06-01", "2025-06-02", cities=["Beijing"])
        make_visit(host, "CN", None, None, status=VisitStatus.INVITED, cities=["Harbin"])
        make_meeting((guest, host), "2025-03-01", form=MeetingForm.CALL)
        make_meeting((guest, host), "2025-03-01")
    with django_assert_num_queries(25):
        main_of(client, "/pairs/cn-ru/")


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/pairs/ru-cn/", 301, "/pairs/cn-ru/"),
        ("/pairs/CN-RU/?page=2", 301, "/pairs/cn-ru/?page=2"),
        ("/pairs/ru-ru/", 400, ""),
        ("/pairs/zz-zz/", 400, ""),
        ("/pairs/cn-zz/", 404, ""),
        ("/pairs/cn/", 404, ""),
        ("/pairs/1-2/", 404, ""),
        ("/pairs/cn-ru/?page=9", 400, ""),
        ("/pairs/cn-ru/?from=x", 400, ""),
    ],
)
def test_pair_that_is_none_is_refused(
    client: Client, address: str, status: int, where: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers.get("Location", "")) == (status, where)


def test_pair_of_a_country_with_itself_says_so(client: Client) -> None:
    html = client.get("/pairs/ru-ru/").content.decode()
    assert "<h1>A country makes no pair with itself</h1>" in html
    assert 'href="/countries/RU/"' in html


def test_pair_of_five_thousand_visits_is_paged_and_bounded(client: Client) -> None:
    like = make_visit(make_official("Wang Yi", "CN"), "RU", "1900-01-01", "1900-01-02")
    columns = {
        field.attname: getattr(like, field.attname)
        for field in Visit._meta.concrete_fields
        if field.name not in {"id", "key", "days"}
    }
    many = []
    for number in range(5000):
        first = date(1900, 1, 1) + timedelta(days=9 * number)
        told = {**columns, "key": f"many-{number}"}
        for column in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
            told[column] = first
        many.append(Visit(**told))
    Visit.objects.bulk_create(many, batch_size=1000)
    html = main_of(client, "/pairs/cn-ru/")
    assert html.split('id="list"')[1].count('class="row row--') == 50
    assert "Page 1 of 101, 5001 in all" in html
    assert html.count("<rect") < 1000
    assert len(html) < 200_000
