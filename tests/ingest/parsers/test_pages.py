"""Lists of announcements, and the page of one."""

from __future__ import annotations

from datetime import UTC, datetime

from visits.ingest.items import Hints, Kind
from visits.ingest.parsers import parse

HERE = "https://a.example/list"


def hints(kind: Kind, charset: str = "", **selectors: str) -> Hints:
    return Hints(kind, url=HERE, charset=charset, selectors=selectors)


def test_list_keeps_pages_of_its_own_host_once() -> None:
    body = (
        "<ul><li><time datetime='2025-03-31'></time><a href='/é'>Visit</a></li>"
        "<li><a href='/é'>Again</a></li><li><a href='https://b.example/'>Other</a></li>"
        "<li>None</li><li><a href='https://[x'>Broken</a></li></ul>"
    ).encode()

    parsed = parse(body, hints(Kind.HTML_LIST, "cp1251", item="li", date="time@datetime"))

    assert [(item.url, item.title, item.published) for item in parsed.items] == [
        ("https://a.example/é", "Visit", datetime(2025, 3, 31, 12, tzinfo=UTC))
    ]
    assert parsed.problems == (
        "it is said to be cp1251, and was read as utf-8",
        "item 3 leads to another site: https://b.example/",
        "item 4 has no link",
        "item 5 leads to another site: https://[x",
    )


def test_list_with_selectors_of_links_and_titles() -> None:
    body = b"<p><b>Talks</b> <a class=x href='/1'>more</a></p>"

    chosen = parse(body, hints(Kind.HTML_LIST, item="p", link="a.x", title="b"))
    itself = parse(body, hints(Kind.HTML_LIST, item="a", title="i", date="@class"))

    assert [item.title for item in (*chosen.items, *itself.items)] == ["Talks", "more"]


def test_page_without_items_and_page_of_nothing() -> None:
    for body in (b"<p>x</p>", b""):
        parsed = parse(body, hints(Kind.HTML_LIST, item="li"))
        assert (parsed.problems, parsed.whole) == (
            ("nothing on the page fits the selector li",), False
        )  # fmt: skip


def test_article_by_selectors() -> None:
    body = (
        b"<html lang=en><body><h1>Talks</h1><i>2025-03-31</i>"
        b"<div><p>They met.</p><em>Ad</em></div></body></html>"
    )

    (item,) = parse(
        body,
        hints(Kind.ARTICLE, article="div", article_title="h1", article_date="i", remove="em"),
    ).items

    assert (item.title, item.text, item.language) == ("Talks", "They met.", "en")
    assert item.published == datetime(2025, 3, 31, 12, tzinfo=UTC)


def test_article_as_it_is_found() -> None:
    told = "The ministers of both countries met on Monday and spoke of trade at some length. " * 4
    body = (
        "<html><head><title>Talks</title><meta name='date' content='2025-03-31'></head><body>"
        f"<article><p>{told}</p></article><em>Ad</em></body></html>"
    ).encode()

    for chosen in ({}, {"remove": "em"}):
        (item,) = parse(body, hints(Kind.ARTICLE, **chosen)).items
        assert (item.title, item.text) == ("Talks", told.strip())
        assert item.published == datetime(2025, 3, 31, 12, tzinfo=UTC)


def test_article_without_a_text() -> None:
    assert parse(b"", hints(Kind.ARTICLE)).problems == ("the page is empty",)
    assert parse(b"<p></p>", hints(Kind.ARTICLE, article="div")).problems == (
        "no text was found on the page",
    )
