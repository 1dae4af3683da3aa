from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

from visits.ingest.items import Hints, Kind
from visits.ingest.parsers.feeds import parse_feed
from visits.sample import sample_announcements, sample_sources
from visits.sample.feed import ATOM, SOURCE_SCHEME, XML_LANG, atom_feed

NS = {"a": ATOM}
BASE = "http://127.0.0.1:8000"


def _feed() -> ET.Element:
    return ET.fromstring(atom_feed(BASE + "/", sample_announcements(), sample_sources()))


def _entries(entry_id: str) -> list[ET.Element]:
    wanted = f"urn:visitbook:sample-feed:{entry_id}"
    return [e for e in _feed().findall("a:entry", NS) if e.findtext("a:id", None, NS) == wanted]


def test_atom_feed_has_an_entry_for_each_text() -> None:
    texts = sum(len(item.texts) for item in sample_announcements())

    assert len(_feed().findall("a:entry", NS)) == texts


def test_atom_entry_carries_publisher_language_and_link() -> None:
    (entry,) = _entries("cn-wang-moscow-zh")
    category = entry.find("a:category", NS)
    link = entry.find("a:link", NS)

    assert category is not None
    assert link is not None
    assert category.attrib == {
        "scheme": SOURCE_SCHEME,
        "term": "cn-mfa",
        "label": "Foreign Ministry of China (sample)",
    }
    assert link.get("href") == f"{BASE}/sample/announcements/cn-wang-moscow-zh/"
    assert entry.get(XML_LANG) == "zh"
    assert entry.findtext("a:published", None, NS) == "2025-03-28T15:40:00+08:00"


def test_atom_entry_content_is_the_text_as_written() -> None:
    text = next(i.text for i in sample_announcements() if i.id == "us-rubio-central-america")
    (entry,) = _entries("us-rubio-central-america")

    assert entry.findtext("a:content", None, NS) == text


def test_atom_entries_of_a_revised_announcement_share_id_and_differ_in_updated() -> None:
    entries = _entries("us-blinken-seoul-paris")

    assert [entry.findtext("a:updated", None, NS) for entry in entries] == [
        "2025-01-03T15:00:00-05:00",
        "2025-01-05T10:00:00-05:00",
    ]
    assert len({entry.findtext("a:published", None, NS) for entry in entries}) == 1


def test_atom_feed_is_as_recent_as_its_latest_entry() -> None:
    feed = _feed()
    moments = [datetime.fromisoformat(e.text or "") for e in feed.findall("a:entry/a:updated", NS)]

    assert feed.findtext("a:updated", None, NS) == "2025-04-01T04:30:00Z"
    assert max(moments) == datetime.fromisoformat("2025-04-01T04:30:00Z")
    assert moments == sorted(moments)


def test_atom_feed_without_announcements_is_still_a_feed() -> None:
    feed = ET.fromstring(atom_feed(BASE, ()))

    assert feed.findtext("a:updated", None, NS) == "1970-01-01T00:00:00Z"
    assert feed.findall("a:entry", NS) == []


def test_atom_feed_is_read_back_as_it_was_written() -> None:
    written_feed = atom_feed(BASE, sample_announcements(), sample_sources())
    parsed = parse_feed(written_feed, Hints(Kind.FEED))
    read = {
        (item.guid.rsplit(":", 1)[1], item.publisher, item.language, item.title, item.text)
        for item in parsed.items
    }
    written = {
        (item.id, item.source, item.lang, text.title, text.text)
        for item in sample_announcements()
        for text in item.texts
    }

    assert parsed.problems == ()
    assert read == written
