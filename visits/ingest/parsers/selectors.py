"""The description of an HTML source: which part of a page is what, by CSS selectors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html

from visits.ingest.items import plain_text

#: Name → what it selects. `item` is needed; an attribute is asked for as in `time@datetime`.
NAMES = {
    "item": "each announcement on the list page",
    "link": "in an item: the link to its page (if left out: its first link)",
    "title": "in an item: its title (if left out: the words of the link)",
    "date": "in an item: its date, such as time@datetime or span.date",
    "article": "on an announcement's page: the element that holds its text (if left out: found)",
    "article_title": "on an announcement's page: its title (if left out: the one of the list)",
    "article_date": "on an announcement's page: its date (if left out: the one of the list)",
    "remove": "on an announcement's page: what does not belong to its text",
}
_LONGEST = 300
_ATTRIBUTE = re.compile(r"[A-Za-z][\w:-]*")


def selector_problems(selectors: Mapping[str, Any]) -> dict[str, str]:
    """Name → what is wrong with it; nothing where the description can be used."""
    problems = {}
    for name, selector in selectors.items():
        if name not in NAMES:
            problems[name] = f"There is no such selector: these are {', '.join(NAMES)}."
        elif not isinstance(selector, str) or len(selector) > _LONGEST:
            problems[name] = f"Write a CSS selector of at most {_LONGEST} characters."
        else:
            try:
                path, attribute = _parts(selector)
                _path(path)
                if "@" in selector and not _ATTRIBUTE.fullmatch(attribute):
                    problems[name] = "Behind the @ comes the name of one attribute, at the end."
            except (SelectorError, etree.XPathError) as problem:
                problems[name] = f"This is no CSS selector: {problem}"
    if not selectors.get("item") and "item" not in problems:
        problems["item"] = "Say which element each announcement is, such as ul.news > li."
    return problems


def page_tree(text: str) -> Any:
    """The elements of an HTML page, None where there are none."""
    try:
        # As bytes: lxml refuses a text that declares its own encoding.
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        return html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def selected(root: Any, selector: str) -> list[Any]:
    """The elements that the selector finds below `root`, in order."""
    return list(_path(_parts(selector)[0])(root)) if selector else []


def words(root: Any, selector: str) -> str:
    """The words (or the attribute) of the first element that the selector finds, or ""."""
    path, attribute = _parts(selector)
    for element in _path(path)(root) if path else [root] if attribute else []:
        if attribute:
            return str(element.get(attribute) or "").strip()
        return plain_text(markup(element))
    return ""


def markup(element: Any) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _parts(selector: str) -> tuple[str, str]:
    path, _, attribute = selector.rpartition("@") if "@" in selector else (selector, "", "")
    return path.strip(), attribute.strip()


@cache
def _path(selector: str) -> Any:
    translated = HTMLTranslator().css_to_xpath(selector, prefix="descendant::") if selector else "."
    return etree.XPath(translated)
