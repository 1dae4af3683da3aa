"""Items of a feed → announcements and their due readings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DataError, transaction

from visits.ingest.items import Item
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
    """The revisions that are stored of one announcement; `latest` and `told_at` of the last one."""

    root: int = 0
    revisions: int = 0
    latest: str = ""
    told_at: datetime | None = None
    hashes: set[str] = field(default_factory=set)

    def add(self, row: Announcement) -> None:
        self.root = row.root_pk
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
    last = {_key(row): row for row in rows}
    known = _known(last)
    new: list[int] = []
    revised: list[int] = []
    unchanged = 0
    for row in rows:
        before = known.setdefault(_key(row), _Known())
        if before.holds(row, is_last=last[_key(row)] is row):
            unchanged += 1
            continue
        if before.root:
            row.root_id, row.revision = before.root, before.revisions + 1
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except (DataError, ValueError) as problem:
            refused.append(f"{row.guid}: cannot be stored: {legible(str(problem))}")
            continue
        (revised if before.root else new).append(row.pk)
        before.add(row)
    Reading.objects.bulk_create(
        Reading(announcement_id=pk, due_at=fetched_at) for pk in [*new, *revised]
    )
    return Ingested(tuple(new), tuple(revised), unchanged, tuple(refused))


def _key(row: Announcement) -> _Key:
    return row.source_id, row.guid


def _known(keys: Collection[_Key]) -> dict[_Key, _Known]:
    rows = Announcement.objects.filter(
        source__in={source for source, _ in keys}, guid__in={guid for _, guid in keys}
    ).order_by("revision")
    known: dict[_Key, _Known] = {}
    for row in rows.only("source", "guid", "root", "revision", "content_hash", "published_at"):
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
