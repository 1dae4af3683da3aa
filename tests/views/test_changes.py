"""The page of what changed and its feed: before and after, links, costs, and what is refused."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.pipeline import item, tell
from visits.models import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]
ATOM = "{http://www.w3.org/2005/Atom}"

PLAN = "Chinese Foreign Minister {} will visit Russia in early April."
EXACT = "Chinese Foreign Minister {} will visit Moscow from April 1 to 3."
NAMES = ("Wang Yi", "Qin Gang", "Yang Jiechi")


def news(names: tuple[str, ...]) -> None:
    for n, name in enumerate(names):
        tell(
            item(f"cn-{n}", PLAN.format(name), day="2025-03-21", publisher="cn-mfa"),
            item(f"ru-{n}", EXACT.format(name), day="2025-03-25", publisher="ru-mid"),
        )


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def changes(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/changes/{query}")
    assert answer.status_code == 200
    parts = answer.content.decode().split('<li class="change">')[1:]
    return [part.split('<p class="pager">')[0].split("</section>")[0] for part in parts]


def test_change_shows_before_and_after_and_the_words_that_said_so(client: Client) -> None:
    news(NAMES[:1])
    exact, announced = changes(client)
    assert f'href="{Visit.objects.get().get_absolute_url()}"' in exact
    assert "Wang Yi → Moscow, Russia confirmed by both sides days made exact" in words(exact)
    assert "First day early April 2025 → became 1 April 2025" in words(exact)
    assert "ru-mid : " + EXACT.format("Wang Yi") in words(exact)
    assert "Wang Yi → Russia announced" in words(announced)


def test_page_without_any_change_says_so(client: Client) -> None:
    assert "Nothing changed that is asked for." in client.get("/changes/").content.decode()


def test_list_goes_on_with_the_same_filter(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    news(NAMES[:1])
    monkeypatch.setattr("visits.queries.changes.states.PER_PAGE", 1)
    html = client.get("/changes/?country=RU").content.decode()
    (address,) = re.findall(r'rel="next" href="([^"]+)"', html)
    earlier = client.get(address.replace("&amp;", "&")).content.decode()
    assert earlier.count('<li class="change">') == 1
    assert 'href="/changes/?country=RU"' in earlier
    assert 'rel="next"' not in earlier


@pytest.mark.parametrize("rows", [1, 3])
def test_changes_cost_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    news(NAMES[:rows])
    with django_assert_num_queries(7):
        assert len(changes(client)) == 2 * rows


@pytest.mark.parametrize(
    "query",
    [
        "?change=exploded",
        "?after=yesterday",
        "?after=2025-03-25~1",
        "?after=2025-03-25T00:00:00%2B00:00~99999999999999999999",
        "?from=2025-04-02&until=2025-04-01",
        "?country=Atlantis",
        "?pair=CN",
    ],
)
@pytest.mark.parametrize("path", ["/changes/", "/changes/feed.atom"])
def test_changes_that_cannot_be_asked_for_are_refused(
    client: Client, path: str, query: str
) -> None:
    assert client.get(f"{path}{query}").status_code == 400


def test_feed_has_an_entry_for_each_change(client: Client) -> None:
    news(NAMES[:1])
    answer = client.get("/changes/feed.atom?country=RU")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Wang Yi → Moscow, Russia: confirmed by both sides, days made exact, details",
        "Wang Yi → Russia: announced",
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    summary = entries[0].findtext(f"{ATOM}summary") or ""
    assert summary.split("<br>\n")[1:] == [
        "First day: before “early April 2025”, after “1 April 2025”",
        "Last day: before not told, after “3 April 2025”",
        "Both sides: before not told, after “confirmed”",
        "ru-mid: " + EXACT.format("Wang Yi") + " https://news.example/ru-0",
    ]
    pk = Visit.objects.get().pk
    links = [link.get("href", "") for link in entries[0].findall(f"{ATOM}link")]
    assert [link.endswith(f"/visits/{pk}/") for link in links] == [True]


LATE = "Chinese Foreign Minister Wang Yi will visit Russia in the first half of April."


def test_feed_has_the_entries_of_the_page_whatever_came_late(client: Client) -> None:
    news(NAMES[:2])
    ids = entries_of(client, "id")
    tell(item("late", LATE, day="2025-03-18"))
    titles = [title.partition(":")[0] for title in entries_of(client, "title")]
    shown = [re.findall(r"<b>.*?</a>", change, re.DOTALL)[0] for change in changes(client)]
    assert titles == [words(one) for one in shown]
    assert set(ids) - set(entries_of(client, "id")) == set()


def entries_of(client: Client, name: str, query: str = "") -> list[str]:
    feed = ElementTree.fromstring(client.get(f"/changes/feed.atom{query}").content)
    return [entry.findtext(f"{ATOM}{name}") or "" for entry in feed.findall(f"{ATOM}entry")]


def test_feed_leads_to_its_earlier_entries(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    news(NAMES[:1])
    monkeypatch.setattr("visits.queries.changes.states.PER_PAGE", 1)
    feed = ElementTree.fromstring(client.get("/changes/feed.atom?country=RU").content)
    (after,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "next"]
    query = "?" + after.get("href", "").partition("?")[2]
    assert entries_of(client, "title", query) == ["Wang Yi → Russia: announced"]


def test_feed_is_not_sent_twice(client: Client) -> None:
    news(NAMES[:1])
    etag = client.get("/changes/feed.atom").headers["ETag"]
    again = client.get("/changes/feed.atom", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    news(NAMES[1:2])
    assert client.get("/changes/feed.atom", headers={"If-None-Match": etag}).status_code == 200
