"""Feeds and pages for the tests of fetching, in words of our own."""

from __future__ import annotations

from datetime import UTC, datetime

#: A moment at which a source called "feed" sends its validators.
NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)
ITEM = (
    "<item><guid>{guid}</guid><title>{title}</title><pubDate>Mon, 31 Mar 2025 09:00:00 GMT"
    "</pubDate><description>{text}</description></item>"
)
TEXT = "Foreign Minister Wang Yi will visit Moscow from 14 to 16 April 2025."


def rss(*items: str, head: str = "") -> str:
    return f"<rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>"


def item(guid: str = "one", title: str = "Visit announced", text: str = TEXT) -> str:
    return ITEM.format(guid=guid, title=title, text=text)


def atom(*entries: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:at="http://purl.org/atompub/tombstones/1.0">{"".join(entries)}</feed>'
    )


def entry(guid: str = "urn:one", text: str = TEXT) -> str:
    return (
        f"<entry><id>{guid}</id><title>Visit announced</title>"
        f"<updated>2025-03-31T09:00:00Z</updated><content>{text}</content></entry>"
    )


def page(text: str = TEXT, title: str = "Visit announced") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<div class='story'><p>{text}</p></div></body></html>"
    )
