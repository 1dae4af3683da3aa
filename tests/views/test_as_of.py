"""Pages as of a time: what stood then and nothing later, a banner, and what cannot be asked."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_country, make_official, make_version, make_visit
from tests.pipeline import item, tell
from visits.models import Itinerary, Official, Visit, VisitVersion
from visits.terms import VisitStatus

pytestmark = pytest.mark.django_db

CALENDAR = [
    "/calendar/2025/4/",
    "/calendar/week/2025/3/31/",
    "/calendar/agenda/2025/4/",
    "/calendar/2025/4/2/",
]


@pytest.fixture(autouse=True)
def second_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 2)
    make_country("CN")
    make_country("RU")


def planned(name: str = "Wang Yi", told: str = "2025-03-21", **more: Any) -> Visit:
    """From April 1 to 3, as one announcement has it."""
    days = {"start": "2025-04-01", "end": "2025-04-03", **more}
    visit = make_visit(make_official(name, "CN"), "RU", **days)
    make_version(visit, told)
    return visit


def story() -> Visit:
    """Announced, confirmed and made longer by the other side, called off."""
    visit = planned()
    longer = {"end_earliest": "2025-04-04", "end_latest": "2025-04-04", "cities": ["Moscow"]}
    make_version(visit, "2025-03-25", **longer, confirmed_by_both=True)
    make_version(visit, "2025-03-28", **longer, status="cancelled")
    return visit


def invited() -> Visit:
    visit = make_visit(
        make_official("Vladimir Putin", "RU"), "CN", None, None, status=VisitStatus.INVITED
    )
    make_version(visit, "2025-03-25")
    return visit


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def addresses() -> dict[str, str]:
    """A page of each kind that tells of the visit."""
    official = Official.objects.filter(name="Wang Yi").earliest("pk")
    return {
        "official": official.get_absolute_url(),
        "pair": "/pairs/cn-ru/",
        "itinerary": Itinerary.objects.filter(head=official).earliest("pk").get_absolute_url(),
        "calendar": "/calendar/agenda/2025/4/",
    }


@pytest.mark.parametrize("page", ["official", "pair", "calendar"])
def test_page_shows_what_stood_then_and_nothing_later(client: Client, page: str) -> None:
    story()
    address = addresses()[page]

    def row(day: str) -> str:
        html = main_of(client, f"{address}?as_of={day}")
        return words(html.split('<li class="row row--')[1].split("</li>")[0])

    first, second, third = (row(day) for day in ("2025-03-21", "2025-03-25", "2025-03-28"))
    assert ("1–3 April 2025" in first, "1–4 April 2025" in second) == (True, True)
    assert ("planned" in first, "confirmed" in second, "cancelled" in third) == (True, True, True)
    assert ("Moscow" in first, "Moscow" in second) == (False, True)


@pytest.mark.parametrize("address", CALENDAR)
def test_calendar_draws_what_stood_then(client: Client, address: str) -> None:
    story()
    pk = Visit.objects.get().pk
    before, then = (
        main_of(client, f"{address}?as_of={day}") for day in ("2025-03-20", "2025-03-21")
    )
    assert (f"/visits/{pk}/" in before, f"/visits/{pk}/" in then) == (False, True)
    assert "cancelled" not in words(then.split('class="legend"')[0])


def test_links_of_the_calendar_stay_in_that_time(client: Client) -> None:
    planned()
    html = main_of(client, "/calendar/2025/4/?as_of=2025-03-21&host=RU&basis=published")
    addressed = re.findall(r'href="(/calendar/[^"]+)"', html)
    asked = {address.split("?")[1] for address in addressed if "?" in address}
    assert asked == {"host=RU&amp;as_of=2025-03-21", "host=RU"}
    back = html.split("Back to now")[0].rsplit('href="', 1)[1].split('"')[0]
    assert back == "/calendar/2025/4/?host=RU"
    assert '<input type="hidden" name="host" value="RU">' in html


@pytest.mark.parametrize("page", ["official", "pair", "month", "calendar"])
def test_links_to_a_visit_stay_in_that_time(client: Client, page: str) -> None:
    story()
    address = {**addresses(), "month": "/calendar/2025/4/"}[page]
    html = main_of(client, f"{address}?as_of=2025-03-26")
    pk = Visit.objects.get().pk
    links = re.findall(rf'href="(/visits/{pk}/[^"]*)"', html)
    assert {*links} == {f"/visits/{pk}/?as_of=2025-03-26"}


def test_year_counts_what_stood_then(client: Client) -> None:
    story()
    counts = [
        main_of(client, f"/calendar/2025/?as_of={day}").count('heat__day--5"><a')
        for day in ("2025-03-20", "2025-03-21", "2025-03-25")
    ]
    assert counts == [0, 3, 4]


def test_lanes_lead_to_the_month(client: Client) -> None:
    answer = client.get("/calendar/lanes/2025/4/7/?as_of=2025-03-21")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/calendar/2025/4/?as_of=2025-03-21",
    )


def test_undated_visits_are_those_of_then(client: Client) -> None:
    invited()
    counts = [
        main_of(client, f"/calendar/undated/?as_of={day}").count('class="row row--')
        for day in ("2025-03-24", "2025-03-25")
    ]
    assert counts == [0, 1]
    shelf = main_of(client, "/calendar/2025/3/?as_of=2025-03-26").split('id="shelf-title"')[1]
    assert "Vladimir Putin" in shelf


def test_official_has_ahead_what_was_ahead_then(client: Client, settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 10)
    planned()
    html = main_of(client, f"{addresses()['official']}?as_of=2025-03-22")
    assert html.split("<h2>Next</h2>")[1].split("</ol>")[0].count('class="row row--planned') == 1
    over = main_of(client, f"{addresses()['official']}?as_of=2025-04-09")
    assert "<h2>Next</h2>" not in over


def test_pair_counts_and_offers_what_stood_then(client: Client) -> None:
    story()
    invited()
    html = main_of(client, "/pairs/cn-ru/?as_of=2025-03-26")
    there, back = (words(part) for part in html.split('<section class="way"')[1:3])
    assert "China → Russia 0 visits made, 1 planned Last None is known Next Wang Yi" in there
    assert "Russia → China 0 visits made , 1 invited" in back
    assert "Vladimir Putin" in html.split('id="open-title"')[1].split("</section>")[0]
    later = main_of(client, "/pairs/cn-ru/?as_of=2025-03-29")
    calm = words(later.split('<section class="way"')[1])
    assert "0 visits made , 1 put off or called off" in calm


def test_by_record_it_is_what_the_site_had_learnt(client: Client) -> None:
    planned()
    learnt = datetime(2025, 3, 30, 12, tzinfo=UTC)
    VisitVersion.objects.update(recorded_from=learnt)
    counts = [
        main_of(client, f"/calendar/agenda/2025/4/?as_of={day}&basis=recorded").count("row row--")
        for day in ("2025-03-29", "2025-03-30")
    ]
    assert counts == [0, 1]
    banner = main_of(client, "/?as_of=2025-03-30&basis=recorded").split('class="then"')[1]
    assert words(banner).startswith('role="note"> As this site knew it on 30 March 2025.')


@pytest.mark.parametrize(
    "address",
    ["/", *CALENDAR, "/calendar/2025/", "/calendar/undated/", "official", "pair", "itinerary"],
)
def test_page_before_the_first_word_is_empty_and_says_so(client: Client, address: str) -> None:
    planned()
    html = main_of(client, f"{addresses().get(address, address)}?as_of=1900-01-01")
    assert (
        "Nothing had been told by then: the first word on record is of 21 March 2025."
    ) in words(html)
    assert ("row row--" in html, "/visits/" in html) == (False, False)


def test_page_of_a_site_that_knows_nothing_says_so(client: Client) -> None:
    assert "Nothing has been told of any visit yet." in words(main_of(client, "/?as_of=2025-01-01"))


@pytest.mark.usefixtures("countries")
def test_itinerary_is_linked_anew_from_what_stood_then(client: Client) -> None:
    told = "Chinese Foreign Minister Wang Yi will visit {} from April 1 to {}."
    tell(
        item("old", "Sergey Lavrov will visit China on March 3.", day="2025-02-20"),
        item("cn-1", told.format("Russia", 3), day="2025-03-21", publisher="cn-mfa"),
        item("ru-1", told.format("Moscow", 4), day="2025-03-25", publisher="ru-mid"),
    )
    address = addresses()["itinerary"]
    pages = [main_of(client, f"{address}?as_of=2025-{day}") for day in ("02-21", "03-21", "03-25")]
    assert "Nobody had told of this journey by then." in pages[0]
    rows = [words(html.split('<li class="row row--')[1].split("</li>")[0]) for html in pages[1:]]
    assert ("1–3 April 2025" in rows[0], "1–4 April 2025" in rows[1]) == (True, True)
    assert ("Moscow" in rows[0], "Moscow" in rows[1]) == (False, True)


@pytest.mark.parametrize(
    "query",
    [
        "as_of=soon",
        "as_of=2025-02-30",
        "as_of=0001-01-01",
        "as_of=9999-12-31T23:59:59%2B14:00",
        "as_of=2025-03-26&basis=guessed",
    ],
)
@pytest.mark.parametrize("address", ["/", "/pairs/cn-ru/", "official", "itinerary"])
def test_time_that_is_none_is_refused_with_words(client: Client, address: str, query: str) -> None:
    planned()
    answer = client.get(f"{addresses().get(address, address)}?{query}")
    assert answer.status_code == 400
    assert "This address cannot be read" in answer.content.decode()


@pytest.mark.parametrize("query", ["q=words", "source=wire", "language=en"])
def test_what_versions_do_not_keep_cannot_be_asked_of_then(client: Client, query: str) -> None:
    assert client.get(f"/?as_of=2025-03-26&{query}").status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/officials/nobody/", 404),
        ("/itineraries/999999999/", 404),
        ("/pairs/cn-zz/", 404),
        ("/pairs/cn-cn/", 400),
        ("/calendar/2025/13/", 404),
        ("/calendar/agenda/2025/4/", 200),
        ("/calendar/agenda/2025/4/?page=7", 400),
    ],
)
def test_unknown_page_of_another_time_is_none(client: Client, address: str, status: int) -> None:
    mark = "&" if "?" in address else "?"
    assert client.get(f"{address}{mark}as_of=2025-03-26").status_code == status


@pytest.mark.parametrize("when", ["2025-03-25T12:00:00%2B00:00", "2025-03-25T12:00:00Z"])
def test_time_is_taken_to_the_second(client: Client, when: str) -> None:
    story()
    assert "1–4 April 2025" in main_of(client, f"/calendar/agenda/2025/4/?as_of={when}")
    before = when.replace("12:00:00", "11:59:59")
    assert "1–3 April 2025" in main_of(client, f"/calendar/agenda/2025/4/?as_of={before}")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/calendar/2025/4/", 7),
        ("/calendar/agenda/2025/4/", 7),
        ("/calendar/2025/", 3),
        ("/calendar/undated/", 6),
        ("/pairs/cn-ru/", 13),
        ("official", 17),
    ],
)
def test_page_costs_a_constant_number_of_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
    address: str,
    queries: int,
) -> None:
    for _ in range(rows):
        planned(cities=["Moscow"])
        invited()
    path = addresses().get(address, address)
    with django_assert_num_queries(queries):
        main_of(client, f"{path}?as_of=2025-03-26")


MEETS = item(
    "cn-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to 3 and meet Russian Foreign "
    "Minister Sergey Lavrov on April 2.",
    day="2025-03-25",
    publisher="cn-mfa",
)
EARLIER = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to 3.",
    day="2025-03-21",
    publisher="ru-mid",
)


@pytest.mark.usefixtures("countries")
def test_visit_and_tour_leave_out_meetings_announced_later(client: Client) -> None:
    tell(EARLIER, MEETS)
    visit = Visit.objects.get()
    for address in (visit.get_absolute_url(), visit.itinerary.get_absolute_url()):
        before, then = (
            main_of(client, f"{address}?as_of={day}") for day in ("2025-03-22", "2025-03-26")
        )
        assert ("Sergey Lavrov" in before, "Sergey Lavrov" in then) == (False, True)
        assert "1–3 April 2025" in words(before)
    none = main_of(client, f"{visit.get_absolute_url()}?as_of=2025-03-20")
    assert "Nobody had told of this visit by then." in none


MOVED = item(
    "ru-2",
    "Chinese Foreign Minister Wang Yi will meet Russian Foreign Minister Sergey Lavrov in Moscow "
    "on April 3.",
    day="2025-03-28",
    publisher="ru-mid",
)


@pytest.mark.usefixtures("countries")
@pytest.mark.parametrize(
    "address",
    ["/officials/wang-yi/", "/officials/sergey-lavrov/", "/pairs/cn-ru/", *CALENDAR],
)
def test_lists_have_the_meetings_that_had_been_told_of_then(client: Client, address: str) -> None:
    tell(EARLIER, MEETS)
    before, then = (main_of(client, f"{address}?as_of=2025-03-{day}") for day in (22, 26))
    assert ("/meetings/" in before, then.count("/meetings/") >= 1) == (False, True)


@pytest.mark.usefixtures("countries")
def test_meeting_stands_on_the_day_that_was_told_then(client: Client) -> None:
    tell(EARLIER, MEETS, MOVED)
    pages = [main_of(client, f"/pairs/cn-ru/?as_of=2025-03-{day}") for day in (26, 29)]
    rows = [words(html.split('id="meetings-1"')[1].split("</section>")[0]) for html in pages]
    assert ("2 April 2025" in rows[0], "3 April 2025" in rows[1]) == (True, True)


@pytest.mark.usefixtures("countries")
def test_official_had_received_who_was_told_of_then(client: Client) -> None:
    tell(EARLIER, MEETS)
    before, then = (
        main_of(client, f"/officials/sergey-lavrov/?as_of=2025-03-{day}") for day in (22, 26)
    )
    assert ("<h2>Visitors received</h2>" in before) is False
    received = then.split("<h2>Visitors received</h2>")[1].split("</ol>")[0]
    assert received.count(Visit.objects.get().get_absolute_url()) == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("as_of=2025-04-02", 200),
        ("as_of=2025-04-03", 400),
        ("as_of=2025-04-03&basis=recorded", 200),
        ("as_of=2199-01-01&basis=recorded", 400),
    ],
)
def test_day_that_has_not_come_cannot_be_looked_back_at(
    client: Client, query: str, status: int
) -> None:
    answer = client.get(f"/calendar/2025/4/?{query}")
    assert answer.status_code == status
    assert ("This day has not come yet" in answer.content.decode()) == (status == 400)
