"""An HTML list and the pages it leads to: new ones read, known ones looked at again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from visits.ingest.fetch import get
from visits.ingest.headers import charset, fresh_for
from visits.ingest.items import Hints, Item, Kind
from visits.ingest.politeness import HostBusy
from visits.ingest.sandbox import ParsingFailed, parse_apart, parse_each
from visits.models import Announcement, SourcePage
from visits.outbound import Answer, FetchFailed
from visits.services.gathering import Gathered, Visit
from visits.services.incoming import stored_guid

#: Pages that one visit reads for the first time, and looks at again.
MOST_NEW = 20
MOST_AGAIN = 5
#: Seconds after which no further page is begun: tasks end after five minutes.
LONG_ENOUGH = 120.0
#: How long a page may be edited and be noticed.
WATCHED = timedelta(days=30)
#: A page that is not found (404) counts as taken back when it is still missing after so long.
MISSING = timedelta(days=1)


def gather_list(visit: Visit) -> Gathered:
    """The announcements of new and of changed pages. Raises FetchFailed, HostBusy, ParsingFailed.

    A page that can't be had is a problem of its own, and is tried again next time.
    """
    source = visit.source
    answer = get(
        source.url,
        etag="" if visit.afresh else source.etag,
        last_modified="" if visit.afresh else source.last_modified,
        deadline=visit.deadline,
    )
    found = Gathered(fresh_for=fresh_for(answer.headers), moved_to=answer.moved_to)
    listed = {} if answer.status == 304 else _listed(visit, answer, found)
    known = {} if visit.sample else {page.guid: page for page in source.pages.all()}
    new = [item for guid, item in listed.items() if guid not in known]
    again = [page for page in known.values() if due_again(page, visit.now)][:MOST_AGAIN]
    most = visit.sample or MOST_NEW
    wanted: list[tuple[Item, SourcePage | None]] = [(item, None) for item in new[:most]]
    wanted += [(listed.get(page.guid) or _stored(visit, page), page) for page in again]
    _read_pages(visit, wanted, found)
    found.more = found.more or len(new) > most
    if answer.status != 304 and listed and not found.more:
        found.keep(answer.headers)
    return found


def due_again(page: SourcePage, now: datetime) -> bool:
    """Whether a known page is to be looked at again: soon while it is young, then seldom.

    The wait is half of its age, an hour at least; after a month nobody edits it.
    """
    age = now - page.first_seen_at
    if age > WATCHED and page.missing_since is None:
        return False
    wait = min(max(age / 2, timedelta(hours=1)), timedelta(days=7))
    return now - page.checked_at >= wait


def _listed(visit: Visit, answer: Answer, found: Gathered) -> dict[str, Item]:
    hints = visit.hints(Kind.HTML_LIST, answer.url, charset(answer.headers))
    (parsed,) = parse_apart([(answer.body, hints)])
    if not parsed.items:
        raise ParsingFailed("; ".join(parsed.problems))
    found.problems += parsed.problems
    return {stored_guid(item.guid): item for item in parsed.items}


def _stored(visit: Visit, page: SourcePage) -> Item:
    """What is stored of a page that the list does not carry any more."""
    rows = Announcement.objects.filter(source=visit.source, guid=page.guid)
    row = rows.order_by("-revision").defer("text", "signature").first()
    if row is None:
        return Item(page.guid, page.guid, "", "", None)
    return Item(page.guid, row.url or page.guid, row.title, "", row.published_at)


def _read_pages(
    visit: Visit, wanted: Sequence[tuple[Item, SourcePage | None]], found: Gathered
) -> None:
    until = time.monotonic() + LONG_ENOUGH
    documents: list[tuple[bytes, Hints]] = []
    items: list[Item] = []
    for item, page in wanted:
        if time.monotonic() > until:
            found.more = True
            break
        try:
            answer = _page(visit, item, page, found)
        except HostBusy:
            found.more = True
            break
        if answer is not None:
            documents.append(
                (answer.body, visit.hints(Kind.ARTICLE, item.url, charset(answer.headers)))
            )
            items.append(item)
    for item, parsed in zip(items, parse_each(documents), strict=True):
        found.problems += [f"{item.url}: {problem}" for problem in parsed.problems]
        found.items += [_merged(item, read, visit) for read in parsed.items]


def _page(visit: Visit, item: Item, page: SourcePage | None, found: Gathered) -> Answer | None:
    """The page where it is new or changed; what became of it is noted in `found`."""
    kept = page or SourcePage(
        source=visit.source, guid=stored_guid(item.guid), first_seen_at=visit.now
    )
    # One that was missing is asked for whole: "not modified" would not tell its text again.
    afresh = visit.afresh or kept.missing_since is not None
    try:
        answer = get(
            item.url,
            etag="" if afresh else kept.etag,
            last_modified="" if afresh else kept.last_modified,
            deadline=visit.deadline,
        )
    except FetchFailed as problem:
        found.problems.append(f"{item.url}: {problem}")
        if page is not None and problem.status in (404, 410):
            _missing(page, problem.status, visit.now, found)
        return None
    kept.checked_at, kept.missing_since = visit.now, None
    found.pages.append(kept)
    if answer.status == 304:
        return None
    kept.etag = answer.headers.get("ETag", "")[:500]
    kept.last_modified = answer.headers.get("Last-Modified", "")[:200]
    return answer


def _missing(page: SourcePage, status: int, now: datetime, found: Gathered) -> None:
    """A page that was there: 410 takes it back at once, 404 when it stays so for a day."""
    page.checked_at = now
    page.missing_since = page.missing_since or now
    found.pages.append(page)
    if status == 410:
        found.retracted[page.guid] = "Its page is gone for good (410)."
    elif now - page.missing_since >= MISSING:
        found.retracted[page.guid] = "Its page was not found (404) for a day or longer."


def _merged(listed: Item, read: Item, visit: Visit) -> Item:
    """The page's text with what the list says of it, unless selectors look for it on the page."""
    chosen = visit.source.selectors
    title = read.title if chosen.get("article_title") or not listed.title else listed.title
    dates = (read.published, listed.published)
    first, second = dates if chosen.get("article_date") else reversed(dates)
    return replace(
        listed,
        title=title,
        text=read.text.removeprefix(f"{title}\n"),
        published=first or second,
        language=listed.language or read.language,
    )
