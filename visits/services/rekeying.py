"""Claims whose timelines were named by older rules, put where the rules of now look for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from visits.models import Announcement, Claim, Reading
from visits.queries.claims import claims_of_announcements, revisions_of
from visits.services.timelines import misplaced, retell, store_claims

#: All columns of a claim but those that tell one telling of it from the next.
_SAID = (
    *("key", "announcement", "subject", "value", "evidence", "side_id", "rule", "confidence"),
    "engine",
)


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How many texts were looked at and how many had claims elsewhere; `last` is where to go on
    from, None at the end."""

    looked: int
    moved: int
    last: int | None


@transaction.atomic
def rekey_claims(*, after: int, count: int) -> Rekeyed:
    """Tells anew, word for word, what so many texts told whose claims stand in other timelines.

    The texts are those with keys above `after`. What came out of their claims is due to be linked
    and keeps its ids, as after a reading; a text whose claims stand right is left alone.
    """
    texts = _texts(after, count)
    if not texts:
        return Rekeyed(0, 0, None)
    _hold(texts)
    rows = [row for row in claims_of_announcements(texts) if row.announcement_id in set(texts)]
    wrong = misplaced(rows)
    moved = [row for row in rows if row.announcement_id in wrong]
    if moved:
        store_claims([_told_anew(row) for row in moved], timezone.now(), replaced=moved)
    return Rekeyed(len(texts), len(wrong), texts[-1])


@transaction.atomic
def retell_claims(*, after: int, count: int) -> Rekeyed:
    """Makes news of all that so many texts tell: linking goes by other weights than it did."""
    texts = _texts(after, count)
    if not texts:
        return Rekeyed(0, 0, None)
    retell(list(Announcement.objects.filter(pk__in=texts)), timezone.now())
    return Rekeyed(len(texts), len(texts), texts[-1])


def _texts(after: int, count: int) -> list[int]:
    """The next texts with live claims, by their keys."""
    live = Claim.objects.filter(superseded_at=None, announcement__gt=after)
    found = live.order_by("announcement").values_list("announcement", flat=True)
    return list(found.distinct()[:count])


def _hold(texts: Sequence[int]) -> None:
    """As a reading does, so that none supersedes the same claims meanwhile."""
    roots = Announcement.objects.filter(pk__in=texts).order_by().values_list("pk", "root")
    revisions = revisions_of({root or pk for pk, root in roots})
    held = Reading.objects.select_for_update(no_key=True).filter(announcement__in=revisions)
    list(held.order_by("pk").values_list("pk", flat=True))


def _told_anew(row: Claim) -> Claim:
    said = {name: getattr(row, name) for name in _SAID}
    return Claim(**said, generation=row.generation + 1)
