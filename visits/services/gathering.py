"""What a source has to tell at the moment, from wherever it is: nothing is stored here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from visits.ingest.fetch import get
from visits.ingest.folders import FolderProblem, files_in, read_file
from visits.ingest.headers import charset, fresh_for
from visits.ingest.items import Hints, Item, Kind
from visits.ingest.kinds import BY_FORMAT, BY_SUFFIX
from visits.ingest.sandbox import ParsingFailed, parse_apart, parse_each
from visits.models import Source, SourcePage
from visits.terms import SourceFormat

#: Files that one visit to a directory reads.
MOST_FILES = 100


@dataclass(slots=True)
class Visit:
    """One look at a source. `afresh` leaves the validators out; `sample` is how much is enough.

    `deadline` is for each request, in seconds.
    """

    source: Source
    now: datetime
    afresh: bool = False
    sample: int | None = None
    deadline: float | None = None

    def hints(self, kind: Kind, url: str, told: str = "") -> Hints:
        return Hints(
            kind=kind,
            url=url,
            charset=told,
            language=self.source.language,
            timezone=self.source.timezone,
            selectors=self.source.selectors,
            now=self.now,
        )


@dataclass(slots=True)
class Gathered:
    """What was found. `retracted` are guids with the reason; `pages` are to be kept with it.

    `etag` and `last_modified` are None where the present ones stay. `more` is left for next time.
    """

    items: list[Item] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    retracted: dict[str, str] = field(default_factory=dict)
    pages: list[SourcePage] = field(default_factory=list)
    ttl: timedelta | None = None
    fresh_for: timedelta | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str = ""
    more: bool = False

    def keep(self, headers: Mapping[str, str]) -> None:
        """The validators of an answer, whatever they look like."""
        self.etag = headers.get("ETag", "")
        self.last_modified = headers.get("Last-Modified", "")


def gather_feed(visit: Visit) -> Gathered:
    """The items of a feed. Raises FetchFailed, HostBusy, ParsingFailed."""
    source = visit.source
    answer = get(
        source.url,
        etag="" if visit.afresh else source.etag,
        last_modified="" if visit.afresh else source.last_modified,
        deadline=visit.deadline,
    )
    found = Gathered(fresh_for=fresh_for(answer.headers), moved_to=answer.moved_to)
    if answer.status == 304:
        return found
    kind = BY_FORMAT[SourceFormat(source.format)]
    hints = visit.hints(kind, answer.url, charset(answer.headers))
    (parsed,) = parse_apart([(answer.body, hints)])
    if not parsed.whole and not parsed.items:
        raise ParsingFailed("; ".join(parsed.problems))
    found.items = [item for item in parsed.items if item.guid not in parsed.retracted]
    found.problems = list(parsed.problems)
    found.retracted = dict.fromkeys(parsed.retracted, "Its feed took it back (a tombstone).")
    found.ttl = parsed.ttl
    if parsed.whole:
        found.keep(answer.headers)
    return found


def gather_directory(visit: Visit) -> Gathered:
    """The announcements of the files that are new or changed. Raises FolderProblem."""
    source = visit.source
    files, problems = files_in(settings.INBOX, source.folder, visit.now.timestamp())
    known = {} if visit.afresh else {page.guid: page for page in source.pages.all()}
    changed = [file for file in files if _stamp(known.get(file.path)) != file.stamp]
    most = visit.sample or MOST_FILES
    found = Gathered(problems=problems, more=len(changed) > most)
    documents = []
    for file in changed[:most]:
        try:
            body = read_file(settings.INBOX, source.folder, file.path)
        except FolderProblem as problem:
            found.problems.append(str(problem))
            continue
        kind = BY_SUFFIX[f".{file.path.rpartition('.')[2].lower()}"]
        documents.append((body, visit.hints(kind, file.path)))
        page = known.get(file.path) or SourcePage(
            source=source, guid=file.path, first_seen_at=visit.now
        )
        page.etag, page.checked_at = file.stamp, visit.now
        found.pages.append(page)
    for (_, hints), parsed in zip(documents, parse_each(documents), strict=True):
        found.items += parsed.items
        found.problems += [f"{hints.url}: {problem}" for problem in parsed.problems]
    return found


def _stamp(page: SourcePage | None) -> str:
    return page.etag if page else ""


Gather = Callable[[Visit], Gathered]
