"""What a source would give, looked at without storing anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from visits.extraction import Document, extract
from visits.ingest.headers import retry_after
from visits.ingest.items import Item
from visits.ingest.politeness import HostBusy
from visits.models import Source
from visits.outbound import FetchFailed
from visits.queries.gazetteer import gazetteer
from visits.services.fetching import EXPECTED, GATHER
from visits.services.gathering import Visit
from visits.services.incoming import announcement_of, legible, problem_of
from visits.terms import SourceFormat

#: Announcements that are shown, and pages that are fetched for them; somebody waits for it.
SHOWN = 10
PAGES = 3
DEADLINE = 12.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One announcement as it would be stored, and in words what would be read of it.

    `refusal` says why it would not be stored, "" if it would.
    """

    item: Item
    published: datetime | None
    text: str
    visits: int = 0
    meetings: int = 0
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a look at the source gave; `failure` says in words why nothing."""

    shown: tuple[Shown, ...] = ()
    count: int = 0
    problems: tuple[str, ...] = ()
    failure: str = ""


def preview_source(*, source: Source, now: datetime) -> Preview:
    """What would be read of the source now. Nothing of it is stored, nor of the fetch."""
    gather = GATHER.get(SourceFormat(source.format))
    if gather is None:
        return Preview(failure=_("A source of this format is not fetched: it is written to."))
    sample = PAGES if source.format == SourceFormat.HTML_LIST else SHOWN
    visit = Visit(source, now, afresh=True, sample=sample, deadline=DEADLINE)
    try:
        found = gather(visit)
    except HostBusy as busy:
        return Preview(failure=_("%(busy)s: try again in a minute.") % {"busy": busy})
    except EXPECTED as problem:
        return Preview(failure=legible(str(problem)) + _advice(problem, now))
    shown = tuple(_shown(source, item, now) for item in found.items[:SHOWN])
    return Preview(shown, len(found.items), tuple(found.problems))


def _shown(source: Source, item: Item, now: datetime) -> Shown:
    if refusal := problem_of(item):
        return Shown(item, item.published, legible(item.text[:400]), refusal=refusal)
    publisher = source.publishers.filter(slug=item.publisher).first() or source
    row = announcement_of(publisher, item, now)
    title, _, text = row.text.partition("\n\n") if row.title else ("", "", row.text)
    read = extract(
        Document(
            id=item.guid,
            title=title,
            text=text,
            published=row.published_on,
            language=row.language,
            source=publisher.name,
            country=publisher.country_id,
        ),
        gazetteer(),
    )
    return Shown(item, row.published_at, text[:400], len(read.visits), len(read.meetings))


def _advice(problem: Exception, now: datetime) -> str:
    if isinstance(problem, FetchFailed) and problem.status in (429, 503):
        wait = retry_after(problem.headers, now)
        return _(" (it asks to be left alone for %(wait)s)") % {"wait": wait} if wait else ""
    return ""
