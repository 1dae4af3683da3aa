"""An item of a feed → an announcement that can be stored, or why it cannot."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from visits.extraction.documents import normalise, reading_text
from visits.ingest.items import Item
from visits.models import Announcement, Source
from visits.validators import FieldProblem, check_web_address

MAX_TEXT = 1_000_000
MAX_GUID = 500
YEARS = range(1800, 2201)
#: PostgreSQL stores no NUL; a half of a surrogate pair has no UTF-8.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def problem_of(item: Item) -> str:
    """Why the item cannot be stored, in words; "" where it can."""
    for name in ("guid", "url", "title", "text", "language"):
        if _NO_TEXT.search(getattr(item, name)):
            return f"its {name} holds characters that no text has"
    for moment in (item.published, item.updated):
        if moment and moment.year not in YEARS:
            return f"it is dated in {moment.year}, outside {YEARS[0]} to {YEARS[-1]}"
    if not reading_text(item.title, item.text):
        return "nothing is left of its text"
    if len(item.text) > MAX_TEXT:
        return f"its text is longer than {MAX_TEXT} characters"
    return ""


def legible(text: str) -> str:
    """The text with a mark for each character that could be neither stored nor shown."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def announcement_of(publisher: Source, item: Item, fetched_at: datetime) -> Announcement:
    """The item as the first revision of an announcement, not saved yet and without signature."""
    told = item.updated or item.published or fetched_at
    text = reading_text(item.title, item.text)
    return Announcement(
        source=publisher,
        guid=stored_guid(item.guid),
        url=_web_address(item.url),
        title=normalise(item.title)[:1000],
        text=text,
        language=(item.language or publisher.language)[:12].split("-")[0].lower(),
        published_at=told,
        published_on=told.astimezone(zone(publisher.timezone)).date(),
        fetched_at=fetched_at,
        content_hash=_digest(text),
    )


def stored_guid(guid: str) -> str:
    """The guid; of one that is too long its beginning and a hash of it all."""
    return guid if len(guid) <= MAX_GUID else f"{guid[: MAX_GUID - 65]}#{_digest(guid)}"


def _web_address(url: str) -> str:
    """The item's address, or nothing where a reader could not safely follow it as a link."""
    try:
        check_web_address("url", url)
    except FieldProblem:
        return ""
    return url


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def zone(name: str) -> tzinfo:
    """The time zone of that name, UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
