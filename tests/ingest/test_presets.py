"""Sources that are ready to be added: each can be, and the HTML list is read as it is described."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from visits.ingest.items import Hints, Kind
from visits.ingest.parsers.pages import parse_article, parse_list
from visits.ingest.parsers.selectors import selector_problems
from visits.ingest.presets import presets
from visits.reference import countries
from visits.terms import SourceFormat, SourceSide

LIST = b"""<html lang="en"><body>
<div class="nav"><a href="/eng/">Home</a> <a href="../">News</a></div>
<ul>
  <li><a href="./202608/t20260828_12012299.html">Spokesperson on a visit</a></li>
  <li><a href="./lxjzh/202608/t20260827_12011637.html">Regular press conference</a></li>
</ul></body></html>"""
PAGE = b"""<html lang="en"><head><meta name="PubDate" content="2026-08-28 18:30">
<title>Spokesperson on a visit</title></head><body><article>
<p>The Foreign Minister of New Zealand will pay an official visit from September 2 to 4, as the two
sides have agreed. He will hold talks in Beijing and travel on to the south of the country.</p>
<p>Both sides are ready to exchange views on their relations and on matters of common interest.</p>
</article></body></html>"""


def hints(url: str) -> Hints:
    row = presets()["cn-mfa-spokesperson"]
    zone, selectors = row["timezone"], row["selectors"]
    return Hints(Kind.HTML_LIST, url=url, language="en", timezone=zone, selectors=selectors)


def test_presets_are_at_least_three_and_one_of_html() -> None:
    formats = [row["format"] for row in presets().values()]

    assert len(formats) >= 3
    assert formats.count(SourceFormat.HTML_LIST) == 1


@pytest.mark.parametrize("row", presets().values(), ids=presets().keys())
def test_preset_names_a_known_country_side_zone_and_format(row: dict[str, Any]) -> None:
    assert row["country"] in {country.code for country in countries()}
    assert SourceSide(row["side"]) == SourceSide.MINISTRY
    assert SourceFormat(row["format"])
    assert ZoneInfo(row["timezone"]).key == row["timezone"]
    assert selector_problems(row.get("selectors", {"item": "li"})) == {}


def test_list_of_html_takes_the_announcements_and_not_the_menu() -> None:
    url = presets()["cn-mfa-spokesperson"]["url"]

    found = parse_list(LIST, hints(url))

    assert [(item.url, item.title) for item in found.items] == [
        (f"{url}202608/t20260828_12012299.html", "Spokesperson on a visit"),
        (f"{url}lxjzh/202608/t20260827_12011637.html", "Regular press conference"),
    ]
    assert found.problems == ()


def test_page_of_the_list_is_dated_by_its_own_element() -> None:
    (item,) = parse_article(PAGE, hints("https://www.mfa.gov.cn/t20260828_1.html")).items

    assert item.published == datetime(2026, 8, 28, 18, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert item.text.startswith("The Foreign Minister of New Zealand will pay an official visit")
