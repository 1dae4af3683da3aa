"""Items of a feed → announcements and their due readings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DataError, transaction

from visits.ingest.items import Item
from visits.linking import signature
from visits.models import Announcement, Reading, Source
from visits.services.incoming import announcement_of, legible, problem_of


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a feed's items came to; `refused` tells in words which items were left out and why."""

    new: tuple[int, ...] = ()
    revised: tuple[int, ...] = ()
    unchanged: int = 0
    refused: tuple[str, ...] = ()

    @property
    def due(self) -> tuple[int, ...]:
        """Keys of the announcements that are now due to be read."""
        return self.new + self.revised


@dataclass(slots=True)
class _Known:
    """The revisions that are told of one announcement; `latest` and `told_at` of the last one.

    `first` is its first revision: stored, or about to be.
    """

    first: Announcement | None = None
    revisions: int = 0
    latest: str = ""
    told_at: datetime | None = None
    hashes: set[str] = field(default_factory=set)

    def add(self, row: Announcement) -> None:
        self.first = self.first or row
        self.revisions = row.revision
        self.latest = row.content_hash
        self.told_at = row.published_at
        self.hashes.add(row.content_hash)

    def holds(self, row: Announcement, *, is_last: bool) -> bool:
        """Whether the text says nothing new.

        The latest revision's text does not. An earlier revision's text is news only as a page
        that was set back: the last that the feed tells of it, and told no earlier than what
        stands. So a feed that carries several revisions, or a stale copy of it, changes nothing.
        """
        if row.content_hash == self.latest:
            return True
        if row.content_hash not in self.hashes:
            return False
        return not is_last or (self.told_at is not None and row.published_at < self.told_at)


_Key = tuple[int, str]


@transaction.atomic
def ingest_items(*, source: Source, items: Sequence[Item], fetched_at: datetime) -> Ingested:
    """Stores what is new, an edited text as a further revision, and leaves due readings.

    The source row is locked, so that two fetches of one feed come one after the other. An item
    that cannot be stored is refused with a reason; the others are stored.
    """
    Source.objects.select_for_update().get(pk=source.pk)
    rows, refused = _rows(source, items, fetched_at)
    news = _news(rows)
    stored = _insert(news, refused)
    Reading.objects.bulk_create(Reading(announcement=row, due_at=fetched_at) for row in stored)
    return Ingested(
        tuple(row.pk for row in stored if row.revision == 1),
        tuple(row.pk for row in stored if row.revision > 1),
        len(rows) - len(news),
        tuple(refused),
    )


def _news(rows: Sequence[Announcement]) -> list[Announcement]:
    """The rows that say something new, numbered as revisions; what is known is asked for once."""
    last = {_key(row): row for row in rows}
    known = _known(last)
    news = []
    for row in rows:
        before = known.setdefault(_key(row), _Known())
        if before.holds(row, is_last=last[_key(row)] is row):
            continue
        if before.first:
            row.root, row.revision = before.first, before.revisions + 1
        before.add(row)
        news.append(row)
    return news


def _insert(news: Sequence[Announcement], refused: list[str]) -> list[Announcement]:
    """All at once, first revisions before later ones; where that fails, one after another."""
    for row in news:
        row.signature = sorted(signature(row.text))
    try:
        with transaction.atomic():
            Announcement.objects.bulk_create([row for row in news if row.revision == 1])
            Announcement.objects.bulk_create([row for row in news if row.revision > 1])
            return list(news)
    except (DataError, ValueError):
        return _insert_singly(news, refused)


def _insert_singly(news: Sequence[Announcement], refused: list[str]) -> list[Announcement]:
    """Those that can be stored; a text whose first revision cannot has none."""
    stored = []
    lost: set[_Key] = set()
    for row in news:
        row.pk = None
        try:
            if row.root:
                if _key(row) in lost:
                    raise ValueError("its first revision cannot")
                row.root = row.root  # whose key is known by now
            with transaction.atomic():
                row.save(force_insert=True)
            stored.append(row)
        except (DataError, ValueError) as problem:
            if not row.root:
                lost.add(_key(row))
            refused.append(f"{row.guid}: cannot be stored: {legible(str(problem))}")
    return stored


def _key(row: Announcement) -> _Key:
    return row.source_id, row.guid


def _known(keys: Collection[_Key]) -> dict[_Key, _Known]:
    rows = Announcement.objects.filter(
        source__in={source for source, _ in keys}, guid__in={guid for _, guid in keys}
    ).order_by("revision")
    known: dict[_Key, _Known] = {}
    told = ("source", "guid", "root", "revision", "content_hash", "published_at")
    for row in rows.only(*told):
        known.setdefault(_key(row), _Known()).add(row)
    return known


def _rows(
    source: Source, items: Sequence[Item], fetched_at: datetime
) -> tuple[list[Announcement], list[str]]:
    """What can be stored, earlier revisions of a text first, and why the rest cannot."""
    publishers = {row.slug: row for row in Source.objects.filter(feed=source)}
    rows: list[Announcement] = []
    refused: list[str] = []
    for item in items:
        if problem := problem_of(item):
            refused.append(f"{legible(item.guid)[:100]}: {problem}")
        else:
            rows.append(announcement_of(publishers.get(item.publisher, source), item, fetched_at))
    by_key: dict[_Key, list[Announcement]] = {}
    for row in rows:
        by_key.setdefault(_key(row), []).append(row)
    # Feeds differ in whether the oldest or the newest stands first.
    ordered = [sorted(same, key=lambda row: row.published_at) for same in by_key.values()]
    return [row for same in ordered for row in same], refused
