"""HTML: a list of announcements, and the page of one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import trafilatura
from trafilatura.settings import use_config

from visits.ingest.items import Hints, Item, Parsed, plain_text
from visits.ingest.parsers.charsets import decoded
from visits.ingest.parsers.moments import moment_of
from visits.ingest.parsers.selectors import markup, page_tree, selected, words

#: More than these of one page are not announcements but an archive.
MOST_ITEMS = 200
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")


def parse_list(body: bytes, hints: Hints) -> Parsed:
    """An item without a text for each announcement on a list page, named by its address.

    Links to other hosts are left out and told: they are other publishers' pages.
    """
    text, wrong = decoded(body, hints.charset, hints.language)
    problems = [wrong] if wrong else []
    root = page_tree(text)
    elements = selected(root, hints.selectors.get("item", "")) if root is not None else []
    if not elements:
        problems.append(f"nothing on the page fits the selector {hints.selectors.get('item', '')}")
    items: dict[str, Item] = {}
    for number, element in enumerate(elements[:MOST_ITEMS], start=1):
        link = _link(element, hints.selectors.get("link", ""))
        url = _address(link, hints)
        if not url:
            told = link.get("href") if link is not None else None
            problems.append(
                f"item {number} leads to another site: {told[:100]}"
                if told
                else f"item {number} has no link"
            )
        elif url not in items:
            items[url] = _listed(element, link, url, hints)
    return Parsed(tuple(items.values()), tuple(problems), whole=bool(items))


def parse_article(body: bytes, hints: Hints) -> Parsed:
    """The one announcement of a page: by selectors where given, else as trafilatura finds it."""
    text, wrong = decoded(body, hints.charset, hints.language)
    problems = (wrong,) if wrong else ()
    root = page_tree(text)
    if root is None:
        return Parsed((), (*problems, "the page is empty"), whole=False)
    found = trafilatura.extract_metadata(root, default_url=hints.url or None)
    chosen = hints.selectors
    title = words(root, chosen.get("article_title", "")) or plain_text(found.title or "")
    date = words(root, chosen.get("article_date", ""))
    published = moment_of(date, hints) if date else None
    if published is None and found.date:
        published = moment_of(found.date, hints)
    language = hints.language or (root.get("lang") or "")
    told = _told(root, text, chosen).removeprefix(f"{title}\n")
    if not told:
        return Parsed((), (*problems, "no text was found on the page"))
    item = Item(
        guid=hints.url or title,
        url=hints.url,
        title=title,
        text=told,
        published=published,
        language=language,
    )
    return Parsed((item,), problems)


def _told(root: Any, text: str, chosen: Any) -> str:
    for element in selected(root, chosen.get("remove", "")):
        element.drop_tree()
    if chosen.get("article"):
        parts = selected(root, chosen["article"])
        return "\n".join(filter(None, (plain_text(markup(part)) for part in parts)))
    page = markup(root) if chosen.get("remove") else text
    extracted = trafilatura.extract(
        page,
        output_format="html",
        include_comments=False,
        include_tables=False,
        include_images=False,
        favor_precision=True,
        config=_CONFIG,
    )
    return plain_text(_body(extracted)) if extracted else ""


def _body(extracted: str) -> str:
    """The page that trafilatura writes, without its head."""
    start = extracted.find("<body")
    return extracted[start:] if start >= 0 else extracted


def _link(element: Any, selector: str) -> Any:
    if selector:
        found = selected(element, selector)
    else:
        found = [element] if element.tag == "a" else list(element.iter("a"))
    return next((link for link in found if link.get("href")), None)


def _address(link: Any, hints: Hints) -> str:
    """The page that the link leads to, "" where it is on another host or no page."""
    if link is None:
        return ""
    try:
        url = urldefrag(urljoin(hints.url, link.get("href").strip())).url
        there, here = urlsplit(url), urlsplit(hints.url)
        same = there.hostname == here.hostname and there.port == here.port
    except ValueError:
        return ""
    return url if same and there.scheme in ("http", "https") else ""


def _listed(element: Any, link: Any, url: str, hints: Hints) -> Item:
    date = words(element, hints.selectors.get("date", ""))
    title = words(element, hints.selectors.get("title", "")) or plain_text(markup(link))
    return Item(
        guid=url,
        url=url,
        title=title,
        text="",
        published=moment_of(date, hints) if date else None,
        language=hints.language,
    )
