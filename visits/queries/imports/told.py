"""What a source's rows said before: by the rows' names, which revision of each counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Max

from visits.models import Announcement, Claim, Source

BATCH = 5000


@dataclass(slots=True)
class ToldRow:
    """The revisions of a row. `live` is the one whose claims count; None where it was taken back.

    `hashes` is content hash → the last revision that said so; `generation` how often it was told.
    """

    root: int
    revisions: int = 0
    live: int | None = None
    hashes: dict[str, int] = field(default_factory=dict)
    generation: int = 0

    def says(self, digest: str) -> bool:
        """Whether that is what counts now."""
        return self.live is not None and self.hashes.get(digest) == self.live


def told_rows(source: Source, guids: Collection[str]) -> dict[str, ToldRow]:
    """Guid → what was told of it, for those that the source has told."""
    found: dict[str, ToldRow] = {}
    wanted = list(dict.fromkeys(guids))
    for first in range(0, len(wanted), BATCH):
        _add(found, source, wanted[first : first + BATCH])
    return found


def _add(found: dict[str, ToldRow], source: Source, guids: list[str]) -> None:
    rows = Announcement.objects.filter(source=source, guid__in=guids).order_by("revision")
    guid_of: dict[int, str] = {}
    for pk, guid, root, digest in rows.values_list("pk", "guid", "root", "content_hash"):
        guid_of[pk] = guid
        row = found.setdefault(guid, ToldRow(root or pk))
        row.revisions += 1
        row.hashes[digest] = pk
    claims = Claim.objects.filter(announcement__in=guid_of).order_by()
    for pk, generation in claims.values_list("announcement").annotate(Max("generation")):
        row = found[guid_of[pk]]
        row.generation = max(row.generation, generation)
    for pk in claims.filter(superseded_at=None).values_list("announcement", flat=True).distinct():
        found[guid_of[pk]].live = pk


def claims_by_announcement(announcements: Collection[int]) -> dict[int, list[Claim]]:
    """The live claims of these revisions."""
    found: dict[int, list[Claim]] = defaultdict(list)
    rows = Claim.objects.filter(announcement__in=announcements, superseded_at=None)
    for row in rows.select_related("announcement__source").order_by("key"):
        found[row.announcement_id].append(row)
    return found
