"""Which kind of document something is: by its source, its name, or its first bytes."""

from __future__ import annotations

import re

from visits.ingest.items import Kind
from visits.terms import SourceFormat

BY_FORMAT = {
    SourceFormat.ATOM: Kind.FEED,
    SourceFormat.RSS: Kind.FEED,
    SourceFormat.JSON_FEED: Kind.JSON_FEED,
    SourceFormat.ICALENDAR: Kind.ICALENDAR,
    SourceFormat.HTML_LIST: Kind.HTML_LIST,
}
#: The files that a directory may hold.
BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".html": Kind.ARTICLE,
    ".htm": Kind.ARTICLE,
    ".xml": Kind.FEED,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".json": Kind.JSON_FEED,
    ".jsonl": Kind.JSON_LINES,
    ".ics": Kind.ICALENDAR,
}
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype html|html|body|article|p|div)[\s>]", re.IGNORECASE)


def kind_of_bytes(body: bytes) -> Kind:
    """What the first bytes look like; text where they look like nothing else."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return Kind.ICALENDAR
    if _FEED.search(head):
        return Kind.FEED
    if head.startswith(b"{"):
        return Kind.JSON_FEED if b'"items"' in body or b"jsonfeed.org" in head else Kind.JSON_LINES
    return Kind.ARTICLE if _PAGE.search(head) else Kind.TEXT
