"""Reading again what was read by an older engine or with another gazetteer."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from visits.models import Announcement, Reading
from visits.queries.gazetteer import reader_version
from visits.terms import DeliveryState, SourceFormat


def reread_outdated() -> int:
    """Leaves due what another engine or gazetteer read last; how many that are."""
    return _leave_due(_read().exclude(engine=reader_version()))


def reread_source(*, slug: str) -> int:
    """Leaves due all that this publisher, or a feed that carries others, has told."""
    told = Q(announcement__source__slug=slug) | Q(announcement__source__feed__slug=slug)
    return _leave_due(_read().filter(told))


def reread_all() -> int:
    """Leaves due everything that was ever read."""
    return _leave_due(_read())


def reread_announcements(*, announcements: Collection[int]) -> int:
    """Leaves these texts due."""
    return _leave_due(_read().filter(announcement__in=announcements))


def _read() -> QuerySet[Reading]:
    """Readings that ended, of texts as they stand now; an editor's word is not read but entered."""
    later = Announcement.objects.annotate(first=Coalesce("root_id", "pk")).filter(
        first=Coalesce(OuterRef("announcement__root_id"), OuterRef("announcement_id")),
        revision__gt=OuterRef("announcement__revision"),
    )
    return (
        Reading.objects.filter(state__in=[DeliveryState.DONE, DeliveryState.DEAD])
        .exclude(announcement__source__format=SourceFormat.MANUAL)
        .exclude(Exists(later))
    )


def _leave_due(readings: QuerySet[Reading]) -> int:
    """A reading that is due or under way already is left as it is, so that twice is once."""
    return Reading.objects.filter(pk__in=readings.order_by().values("pk")).update(
        state=DeliveryState.DUE, due_at=timezone.now(), attempts=0, reason=""
    )
