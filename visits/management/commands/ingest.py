"""One look at an address or a file, outside of any timetable."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import slugify

from visits.ingest.fetch import get
from visits.ingest.headers import charset
from visits.ingest.items import Hints, Item, Kind, Parsed
from visits.ingest.kinds import BY_SUFFIX, kind_of_bytes
from visits.ingest.politeness import HostBusy
from visits.ingest.sandbox import ParsingFailed, parse_apart
from visits.management.progress import Progress
from visits.models import Source, Timeline
from visits.outbound import FetchFailed
from visits.queries.due import open_rows
from visits.services.ingestion import ingest_items
from visits.services.linking import link_due_timeline
from visits.services.reading import read_announcements
from visits.terms import SourceFormat

#: Announcements that are stored and read at a time: what the bar counts.
TOGETHER = 20


class Command(BaseCommand):
    help = (
        "Reads the announcements at a web address or in a file (RSS, Atom, JSON Feed, iCalendar, "
        "a page, a text, JSON lines), stores what is new, and links what it tells."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="URL_OR_FILE")
        parser.add_argument("--source", help="slug of the source that tells it (else one is made)")
        parser.add_argument("--kind", choices=[kind.value for kind in Kind if kind != "html_list"])
        parser.add_argument("--language", help="of its texts, where they do not say")
        parser.add_argument("--dry-run", action="store_true", help="show it, store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        place: str = options["place"]
        source = self._source(place, options["source"])
        parsed = self._parsed(place, source, options)
        for problem in parsed.problems:
            self.stderr.write(f"not read: {problem}")
        if options["dry_run"]:
            for item in parsed.items:
                self.stdout.write(f"{item.published or 'undated'}  {item.title or item.guid}")
            self.stdout.write(f"{len(parsed.items):,} announcements, none stored")
            return
        self._store(source, parsed.items)

    def _source(self, place: str, slug: str | None) -> Source:
        """The source that was named, else one for the host or the file; not saved yet."""
        if slug:
            source = Source.objects.filter(slug=slug).first()
            if source is None:
                raise CommandError(f"There is no source {slug!r}.")
            return source
        name = _host(place) or Path(place).name
        slug = f"one-off-{slugify(name)[:60] or 'file'}"
        made = Source(slug=slug, name=name[:200], format=SourceFormat.PUSH, is_active=False)
        return Source.objects.filter(slug=slug).first() or made

    def _parsed(self, place: str, source: Source, options: dict[str, Any]) -> Parsed:
        try:
            body, told, url = _read(place)
        except (FetchFailed, HostBusy, OSError) as problem:
            raise CommandError(f"{place}: {problem}") from problem
        suffix = Path(urlsplit(place).path if _host(place) else place).suffix.lower()
        guess = BY_SUFFIX.get(suffix) if not _host(place) else None
        kind = Kind(options["kind"]) if options["kind"] else guess or kind_of_bytes(body)
        hints = Hints(
            kind=kind,
            url=url,
            charset=told,
            language=options["language"] or source.language,
            timezone=source.timezone,
            now=timezone.now(),
        )
        try:
            (parsed,) = parse_apart([(body, hints)])
        except ParsingFailed as problem:
            raise CommandError(f"{place}: {problem}") from problem
        return parsed

    def _store(self, source: Source, items: Sequence[Item]) -> None:
        if source.pk is None and items:
            source.save()
        new = revised = unchanged = claims = 0
        timelines: set[int] = set()
        with Progress(sys.stderr, "reading", len(items)) as bar:
            for some in _batches(items):
                done = ingest_items(source=source, items=some, fetched_at=timezone.now())
                for refusal in done.refused:
                    self.stderr.write(f"left out: {refusal}")
                read = read_announcements(announcements=done.due)
                new, revised = new + len(done.new), revised + len(done.revised)
                unchanged, claims = unchanged + done.unchanged, claims + read.claims
                timelines |= set(read.timelines)
                bar.advance(len(some))
        due = Timeline.objects.filter(open_rows(), pk__in=timelines).order_by("pk")
        keys = list(due.values_list("pk", flat=True))
        with Progress(sys.stderr, "linking", len(keys)) as bar:
            for key in keys:
                link_due_timeline(timeline_id=key)
                bar.advance(1)
        self.stdout.write(
            f"{len(items):,} announcements of {source.slug}: {new:,} new, {revised:,} revised, "
            f"{unchanged:,} unchanged; {claims:,} claims in {len(timelines):,} timelines"
        )


def _host(place: str) -> str:
    parts = urlsplit(place)
    return parts.netloc if parts.scheme in ("http", "https") else ""


def _read(place: str) -> tuple[bytes, str, str]:
    """The bytes, the charset that was told, and what names a lone announcement."""
    if _host(place):
        answer = get(place)
        return answer.body, charset(answer.headers), answer.url
    path = Path(place)
    return path.read_bytes(), "", path.name


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Items of one guid stay together: later ones are revisions of the first."""
    by_guid: dict[str, list[Item]] = {}
    for item in items:
        by_guid.setdefault(item.guid, []).append(item)
    batch: list[Item] = []
    for same in by_guid.values():
        batch += same
        if len(batch) >= TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch
