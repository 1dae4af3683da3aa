"""The sample announcements as one Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from visits.sample import SampleAnnouncement, SampleRevision, SampleSource

ATOM = "http://www.w3.org/2005/Atom"
SOURCE_SCHEME = "urn:visitbook:source"
FEED_ID = "urn:visitbook:sample-feed"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom_feed(
    base_url: str,
    announcements: Iterable[SampleAnnouncement],
    sources: Iterable[SampleSource] = (),
) -> bytes:
    """A valid Atom document with an entry for each text of each announcement, oldest first.

    A revised announcement has several entries of one ``id`` that differ in ``updated``
    (RFC 4287, section 4.1.1). The publisher is the entry's category of ``SOURCE_SCHEME``;
    its name is the author. ``published`` keeps the offset that the publisher used.
    """
    ET.register_namespace("", ATOM)
    base = base_url.rstrip("/")
    names = {source.id: source.name for source in sources}
    texts = sorted(
        ((text, item) for item in announcements for text in item.texts),
        key=lambda pair: (pair[0].updated, pair[1].id),
    )
    feed = ET.Element(f"{{{ATOM}}}feed")
    _child(feed, "id", FEED_ID)
    _child(feed, "title", "Visitbook sample announcements")
    latest = texts[-1][0].updated if texts else datetime.fromtimestamp(0, UTC)
    _child(feed, "updated", _time(latest))
    _child(feed, "link", rel="self", type="application/atom+xml", href=f"{base}/sample/feed.atom")
    for text, item in texts:
        _entry(feed, base, text, item, names.get(item.source, item.source))
    ET.indent(feed)
    document: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _entry(
    feed: ET.Element, base: str, text: SampleRevision, item: SampleAnnouncement, author: str
) -> None:
    entry = _child(feed, "entry")
    entry.set(XML_LANG, item.lang)
    _child(entry, "id", f"{FEED_ID}:{item.id}")
    _child(entry, "title", text.title)
    _child(entry, "published", _time(item.published))
    _child(entry, "updated", _time(text.updated))
    _child(_child(entry, "author"), "name", author)
    _child(entry, "link", rel="alternate", type="text/html", href=base + item.url)
    _child(entry, "category", scheme=SOURCE_SCHEME, term=item.source, label=author)
    _child(entry, "content", text.text, type="text")


def _child(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    element.text = text
    return element


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
