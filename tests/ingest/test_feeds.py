from __future__ import annotations

from datetime import UTC, datetime

from visits.ingest.items import Hints, Item, Kind, plain_text
from visits.ingest.parsers import parse

FEED = Hints(Kind.FEED)

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry xml:lang="fr"><id>urn:1</id><title>Un &amp; deux</title><link href="https://n.example/1"/>
<published>2025-03-28T09:00:00+01:00</published><updated>2025-03-28T10:00:00+01:00</updated>
<category scheme="urn:visitbook:source" term="fr-mae"/>
<content type="text">Une visite.
Deux visites.</content></entry></feed>"""

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel>
<title>News</title><language>en</language>
<item><title>Talks</title><link>https://n.example/2</link><guid>g2</guid>
<pubDate>Fri, 28 Mar 2025 09:00:00 GMT</pubDate>
<description>&lt;p&gt;First.&lt;/p&gt;\
&lt;p&gt;Second &amp;amp; last&lt;script&gt;x()&lt;/script&gt;.&lt;/p&gt;</description>
</item></channel></rss>"""


def test_an_atom_entry_keeps_language_publisher_and_both_times() -> None:
    parsed = parse(ATOM, FEED)

    assert parsed.problems == ()
    assert parsed.items == (
        Item(
            guid="urn:1",
            url="https://n.example/1",
            title="Un & deux",
            text="Une visite.\nDeux visites.",
            published=datetime(2025, 3, 28, 8, tzinfo=UTC),
            updated=datetime(2025, 3, 28, 9, tzinfo=UTC),
            language="fr",
            publisher="fr-mae",
        ),
    )


def test_an_rss_item_becomes_plain_text_without_scripts() -> None:
    (item,) = parse(RSS, FEED).items

    assert item.text == "First.\nSecond & last."
    assert (item.guid, item.published) == ("g2", datetime(2025, 3, 28, 9, tzinfo=UTC))


def test_a_feed_cut_off_in_an_entry_leaves_that_entry_for_the_next_fetch() -> None:
    second = ATOM.index(b"<entry")
    entry = ATOM[second : ATOM.index(b"</feed>")]
    broken = ATOM.replace(b"</feed>", entry.replace(b"urn:1", b"urn:2")[:-60])

    parsed = parse(broken, FEED)

    assert [item.guid for item in parsed.items] == ["urn:1"]
    assert parsed.whole is False
    assert parsed.problems[1:] == ("it breaks off, and its last entry is left for the next fetch",)


def test_what_is_no_feed_is_a_problem() -> None:
    parsed = parse(b"<html><body>Not here</body></html>", FEED)

    assert parsed.items == ()


def test_an_entry_without_words_is_a_problem() -> None:
    empty = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id></entry></feed>'

    parsed = parse(empty, FEED)

    assert (parsed.items, parsed.problems) == ((), ("entry 1 has neither title nor text",))


def test_an_entry_of_a_day_beyond_the_calendar_is_a_problem_of_its_own() -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom">
    <entry><id>urn:1</id><title>One</title><published>0000-01-01T00:00:00Z</published></entry>
    <entry><id>urn:2</id><title>Two</title></entry></feed>"""

    parsed = parse(feed, FEED)

    assert [item.guid for item in parsed.items] == ["urn:2"]
    assert parsed.problems == ("entry 1 has a date that no calendar has: year 0 is out of range",)


def test_plain_text_keeps_one_line_a_block() -> None:
    assert plain_text("<h2>Head</h2><p>One<br>two</p>") == "Head\nOne\ntwo"
