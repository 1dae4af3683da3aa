"""One announcement in, everything that it says out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from visits.extraction.dates import find_dates
from visits.extraction.documents import Document, has_markup
from visits.extraction.events import read_events
from visits.extraction.events.lexicon import event_lexicon
from visits.extraction.gazetteer import Gazetteer
from visits.extraction.mentions import Mentions
from visits.extraction.people import read_mentions
from visits.extraction.records import Extraction
from visits.extraction.scripts import script_language
from visits.extraction.text import mended

LONGEST = 1_000_000
A_DAY = timedelta(days=1)


def extract(document: Document, gazetteer: Gazetteer) -> Extraction:
    """The visits and meetings that an announcement tells.

    Never raises on bad input: what can't be read is left out, with the reason in `notes`.
    """
    document, other = _in_its_script(document)
    notes, marked = _refusals(document), _markup(document)
    document, cut = _shortened(document)
    lexicon = event_lexicon(document.language)
    if notes or lexicon is None or document.published is None:
        return Extraction(document.id, document.language, notes=other + notes)
    mentions = read_mentions(document, gazetteer)
    today = _local_day(mentions, document.published)
    dates = find_dates(mended(mentions.text), today, document.language)
    visits, meetings = read_events(document, today, mentions, dates, lexicon)
    return Extraction(document.id, document.language, visits, meetings, notes=other + marked + cut)


def _local_day(mentions: Mentions, published: date) -> date:
    """The day where the announcement was written; a feed may date it a day before or after."""
    day = mentions.dateline.day if mentions.dateline is not None else None
    return day if day is not None and abs(day - published) <= A_DAY else published


def _markup(document: Document) -> tuple[str, ...]:
    return ("html: tags left out",) if has_markup(document.title + document.text) else ()


def _shortened(document: Document) -> tuple[Document, tuple[str, ...]]:
    """The document up to the longest text that is read, and the reason where it is cut."""
    if len(document.text) <= LONGEST:
        return document, ()
    return replace(document, text=document.text[:LONGEST]), (f"long: read to character {LONGEST}",)


def _in_its_script(document: Document) -> tuple[Document, tuple[str, ...]]:
    """The document in the language that its script allows, and what was told where that differs."""
    language = script_language(document.reading, document.language)
    if language == document.language:
        return document, ()
    told = f"language: told as {document.language!r}, read as {language!r} by its script"
    return replace(document, language=language), (told,)


def _emptiness(text: str) -> str:
    """Why nothing of a text is left to read."""
    if not text.strip():
        return "empty: no text to read"
    return f"empty: nothing but {'tags' if has_markup(text) else 'control characters'}"


def _refusals(document: Document) -> tuple[str, ...]:
    """Why an announcement is not read at all; empty where it is."""
    notes = []
    if not document.reading:
        notes.append(_emptiness(document.title + document.text))
    if document.published is None:
        notes.append("undated: no publication day to read dates against")
    if event_lexicon(document.language) is None:
        notes.append(f"language: no table for {document.language!r}")
    return tuple(notes)
