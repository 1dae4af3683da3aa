"""Short announcements read as a whole, and what they tell as plain values."""

from __future__ import annotations

from datetime import date
from typing import Any

from visits.extraction import Document, Extraction, extract, packaged_gazetteer
from visits.extraction.output import as_record

PUBLISHED = date(2025, 3, 28)  # a Friday


def read(
    text: str,
    *,
    title: str = "",
    published: date | None = PUBLISHED,
    language: str = "en",
    country: str | None = None,
) -> Extraction:
    document = Document("t", title, text, published, language, "wire", country)
    return extract(document, packaged_gazetteer())


def visits(extraction: Extraction) -> list[tuple[str, str, str | None, str | None, str]]:
    """Head of delegation, host country, start, end and status of each visit."""
    return [
        (
            visit["visitors"][0],
            visit["destination_country"],
            visit["start"],
            visit["end"],
            visit["status"],
        )
        for visit in _record(extraction)["visits"]
    ]


def meetings(extraction: Extraction) -> list[tuple[tuple[str, ...], str, str | None, str]]:
    """Participants, form, date and status of each meeting."""
    return [
        (
            tuple(meeting["participants"]),
            meeting["form"],
            meeting["date"],
            meeting["status"],
        )
        for meeting in _record(extraction)["meetings"]
    ]


def _record(extraction: Extraction) -> dict[str, Any]:
    return as_record(extraction)
