"""Sources: listed with how they are, and one with all that fetching keeps of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from visits.models import Announcement, Reading, Source, Timeline
from visits.queries.announcements import as_listed
from visits.queries.watching import Quiet
from visits.terms import DeliveryState, SourceFormat

#: A source that is fetched should have answered within so long, or within so many of its waits.
ANSWERED_WITHIN = timedelta(hours=26)
ANSWERED_WAITS = 4
_WRITTEN_TO = (SourceFormat.PUSH, SourceFormat.MANUAL)


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is, as a code for styles and in words."""

    code: str
    words: str


def is_unanswered(source: Source, now: datetime) -> bool:
    """Whether an active source that is fetched has given no answer for too long."""
    if not source.is_active or source.format in _WRITTEN_TO or source.last_fetch_at is None:
        return False
    within = max(ANSWERED_WITHIN, ANSWERED_WAITS * timedelta(minutes=source.check_minutes))
    return source.last_success_at is None or now - source.last_success_at > within


def health_of(source: Source, now: datetime, quiet: Quiet | None = None) -> Health:
    """What an operator is to know first; `quiet` is how long the source has told nothing new."""
    stale = _("stale") if quiet is not None and quiet.is_stale else ""
    if not source.is_active:
        return Health("paused", _("paused"))
    if source.failures:
        failing = _("no answer for long") if is_unanswered(source, now) else _("failing")
        return Health("failing", f"{failing}, {stale}" if stale else failing)
    if stale:
        return Health("failing", stale)
    if source.format in _WRITTEN_TO:
        return Health("open", _("written to"))
    if source.last_fetch_at is None:
        return Health("new", _("not fetched yet"))
    return Health("well", _("with notes") if source.last_error else pgettext("source", "well"))


def sources_listed() -> QuerySet[Source]:
    """Those that need somebody first; the publishers of a feed are on its page."""
    rank = Case(
        When(is_active=True, failures__gt=0, then=Value(0)),
        When(is_active=True, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    listed = Source.objects.filter(feed=None).select_related("country")
    return listed.annotate(rank=rank).order_by("rank", "name")


def source_called(slug: str) -> Source | None:
    return Source.objects.select_related("country", "feed").filter(slug=slug).first()


@dataclass(frozen=True, slots=True)
class Stuck:
    """How much of a source's was given up."""

    readings: int
    timelines: int

    @property
    def total(self) -> int:
        return self.readings + self.timelines


def stuck_of(source: Source) -> Stuck:
    """What of the source failed for good, or waits to be tried again after a failure."""
    ended = [DeliveryState.DEAD, DeliveryState.FAILED]
    ours = Q(announcement__source=source) | Q(announcement__source__feed=source)
    readings = Reading.objects.filter(ours, state__in=ended).count()
    dead = Timeline.objects.filter(state__in=ended).values_list("pk", flat=True)
    places = Q(places__announcement__source=source) | Q(places__announcement__source__feed=source)
    timelines = Timeline.objects.filter(places, pk__in=list(dead)).distinct().count()
    return Stuck(readings, timelines)


def latest_of(source: Source, most: int = 5) -> list[Announcement]:
    """The source's latest announcements, those of its publishers among them."""
    ours = [source.pk, *source.publishers.values_list("pk", flat=True)]
    rows = Announcement.objects.filter(source__in=ours).select_related("source")
    return list(as_listed(rows).order_by("-published_at", "-pk")[:most])


def doings_on(source: Source, most: int = 8) -> list[LogEntry]:
    """Who changed the source last."""
    kind = ContentType.objects.get_for_model(Source)
    rows = LogEntry.objects.filter(content_type=kind, object_id=str(source.pk))
    return list(rows.select_related("user").order_by("-action_time")[:most])
