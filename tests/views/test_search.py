"""The search box: names in every script, places, purposes, announcements, near misses."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_announcement, make_claim, make_country, make_official, make_visit

pytestmark = pytest.mark.django_db


def found(client: Client, text: str) -> dict[str, list[str]]:
    """The headings of the page with the addresses under each."""
    answer = client.get("/search/", {"q": text})
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    parts = re.split(r"<h2>([^<]*)</h2>", main)[1:]
    links = [re.findall(r'href="(/[a-z]+/[^"?]+/)"', part) for part in parts[1::2]]
    return dict(zip(parts[::2], links, strict=True))


@pytest.mark.parametrize("text", ["wang", "Wáng YI", "王毅", "Ван И", "yi wang", "zhang wan", "yi"])
def test_person_is_found_by_a_part_of_any_name(client: Client, text: str) -> None:
    make_official("Wang Yi", names=["王毅", "Ван И", "Zhang Wangyi"])
    make_official("Sergey Lavrov", "RU")
    assert found(client, text).get("Officials") == ["/officials/wang-yi/"]


def test_whole_names_come_before_parts_of_names(client: Client) -> None:
    make_official("Agus Wangsa", "ID")
    make_official("Wang Yi")
    assert found(client, "wang")["Officials"] == ["/officials/wang-yi/", "/officials/agus-wangsa/"]


def test_short_words_are_whole_ones(client: Client) -> None:
    make_official("Li Qiang")
    make_official("Oliver Smith", "US")
    assert found(client, "li")["Officials"] == ["/officials/li-qiang/"]


def test_near_miss_offers_similar_names(client: Client) -> None:
    make_official("Sergey Lavrov", "RU")
    assert found(client, "Lavrow")["Similar names"] == ["/officials/sergey-lavrov/"]


@pytest.mark.parametrize("text", ["wang", "Sochi", "Россия", "俄罗斯", "fisheries", "ferry link"])
def test_visit_is_found_by_person_place_purpose_and_words(client: Client, text: str) -> None:
    make_country("RU")
    claim = make_claim(make_announcement("A ferry link was on the table."))
    visit = make_visit(
        "Wang Yi", "RU", claims=[claim], cities=["Sochi"], purpose="Talks on fisheries"
    )
    make_visit("Xi Jinping", "FR")
    assert found(client, text)["Visits"] == [f"/visits/{visit.pk}/"]


def test_words_of_a_person_and_a_place_meet(client: Client) -> None:
    make_visit("Wang Yi", "RU", cities=["Sochi"])
    there = make_visit("Wang Yi", "JP", cities=["Kyoto"])
    make_visit("Xi Jinping", "JP", cities=["Kyoto"])
    assert found(client, "wang kyoto")["Visits"] == [f"/visits/{there.pk}/"]


@pytest.mark.parametrize("text", ["俄罗斯", "访问俄", "访问"])
def test_signs_are_found_inside_a_sentence(client: Client, text: str) -> None:
    told = make_announcement("外交部长将访问俄罗斯。", title="")
    make_announcement("罗斯和俄", title="")
    assert found(client, text)["Announcements"] == [f"/announcements/{told.pk}/"]


@pytest.mark.parametrize("text", ["'", '"', "<script>", "&|!:*()", "\\", "%_", " , . ", "a" * 300])
def test_any_text_gives_a_page(client: Client, text: str) -> None:
    make_official("Wang Yi")
    assert found(client, text) == {}


@pytest.mark.parametrize("text", ["a" * 301, "\x00"])
def test_what_cannot_be_searched_for_is_refused(client: Client, text: str) -> None:
    assert client.get("/search/", {"q": text}).status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_the_database_a_constant_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        claim = make_claim(make_announcement(f"Wang number {number} goes."))
        make_visit(f"Wang {number}", "RU", cities=[f"City {number}"], claims=[claim])
    with django_assert_num_queries(14):
        assert found(client, "wang")["Visits"] != []
