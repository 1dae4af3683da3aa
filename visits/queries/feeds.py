"""What a calendar feed carries: bounded rows of visits, with what a calendar program compares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from visits.models import Meeting, Subscription, Visit, VisitVersion
from visits.queries.beside import meetings_beside
from visits.queries.criteria import VisitCriteria
from visits.queries.itineraries import days_of
from visits.queries.visits import visits_alone, visits_matching, visits_shown

# Days before and after today that a feed reaches where its filter names none.
PAST, AHEAD = timedelta(days=180), timedelta(days=730)
MOST_EVENTS = 1000
MOST_ENTRIES = 100
# Changes whenever feeds say the same rows otherwise, so that nobody is told "not modified".
FORM = 1


class CalledOff(StrEnum):
    """How visits that were cancelled or postponed stand in a calendar.

    STATUS says it as the standard has it; TITLE in the title alone, for programs that drop events
    with STATUS:CANCELLED; OUT leaves them out.
    """

    STATUS = "status"
    TITLE = "title"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """`undated` takes in visits that only the window of their tour is known of; `meetings` those
    of the same people, countries and days."""

    called_off: CalledOff = CalledOff.STATUS
    undated: bool = False
    meetings: bool = False


class FeedVisit(NamedTuple):
    """A visit with its days, both inclusive; `sequence` counts its states, the first is 0."""

    visit: Visit
    first: date
    last: date
    sequence: int


@dataclass(frozen=True, slots=True)
class Feed:
    """`left_out` says that more was asked for than a feed holds; `meetings` have a day each."""

    events: tuple[FeedVisit, ...]
    left_out: bool
    modified: datetime
    meetings: tuple[Meeting, ...] = ()

    def etag(self, *words: str) -> str:
        """Tells one content of the feed, served in the way that the words say, from another."""
        told = [str(FORM), *words]
        told += [
            f"{one.visit.pk} {one.visit.changed_at.isoformat()} {one.sequence} {one.first}"
            for one in self.events
        ]
        told += [f"met {one.pk} {one.changed_at.isoformat()}" for one in self.meetings]
        told += [one.visit.head.updated_at.isoformat() for one in self.events if one.visit.head]
        return f'"{hashlib.sha256("|".join(told).encode()).hexdigest()[:32]}"'


def feed_of(criteria: VisitCriteria, options: FeedOptions, day: date) -> Feed:
    """The visits asked for in the order of their days, the called-off ones among them.

    Reaches from half a year before the day to two years after it unless days are asked for.
    """
    first = criteria.from_day or _shifted(day, -PAST)
    last = criteria.until_day or _shifted(day, AHEAD)
    if criteria.from_day and criteria.from_day > last:
        last = _shifted(criteria.from_day, AHEAD)
    if criteria.until_day and criteria.until_day < first:
        first = _shifted(criteria.until_day, -PAST)
    asked = replace(criteria, from_day=first, until_day=last)
    rows = _first_of(visits_matching(asked, visits_alone()))
    if options.undated:
        window = Q(window_earliest__lte=last, window_latest__gte=first)
        no_days = replace(criteria, from_day=None, until_day=None)
        undated = visits_matching(no_days, visits_alone()).filter(window, days=None)
        rows += _first_of(undated)
    feed = _feed(rows, day)
    return _with_meetings(feed, meetings_beside(asked)) if options.meetings else feed


def _with_meetings(feed: Feed, meetings: QuerySet[Meeting]) -> Feed:
    rows = list(meetings.order_by("day_earliest", "pk")[: MOST_EVENTS + 1])
    latest: datetime | None = Meeting.objects.aggregate(latest=Max("changed_at"))["latest"]
    return replace(
        feed,
        meetings=tuple(rows[:MOST_EVENTS]),
        left_out=feed.left_out or len(rows) > MOST_EVENTS,
        modified=max(feed.modified, latest) if latest else feed.modified,
    )


def _first_of(visits: QuerySet[Visit]) -> list[Visit]:
    """The earliest of the visits, one more than a feed holds.

    Their ids are sorted alone, whole rows being wide; by an expression, so that no index in the
    order of days is walked through to find the few that a filter leaves.
    """
    day = Coalesce("start_earliest", "end_latest", "window_earliest")
    ids = list(visits.order_by(day, "pk").values_list("pk", flat=True)[: MOST_EVENTS + 1])
    rows = visits_shown().in_bulk(ids)
    return [rows[pk] for pk in ids]


def feed_of_visits(visits: Iterable[Visit], day: date) -> Feed:
    """These visits alone, such as the stops of one tour."""
    return _feed(list(visits), day)


def _feed(rows: Sequence[Visit], day: date) -> Feed:
    kept = rows[:MOST_EVENTS]
    numbers = _sequences(kept)
    events = tuple(
        FeedVisit(visit, *span, numbers.get(visit.pk, 0))
        for visit in kept
        if (span := days_of(visit) or _window(visit))
    )
    return Feed(events, len(rows) > MOST_EVENTS, _modified(day))


def _sequences(visits: Sequence[Visit]) -> dict[int, int]:
    versions = VisitVersion.objects.filter(visit__in=[visit.pk for visit in visits]).order_by()
    counted = versions.values_list("visit").annotate(last=Max("number"))
    return {pk: number - 1 for pk, number in counted}


def _modified(day: date) -> datetime:
    """No earlier than a change of any visit, even of one that left; a new day moves feeds too."""
    latest: datetime | None = Visit.objects.aggregate(latest=Max("changed_at"))["latest"]
    midnight = datetime.combine(day, time(), UTC)
    return max(latest, midnight) if latest else midnight


def _window(visit: Visit) -> tuple[date, date] | None:
    first, last = visit.window_earliest, visit.window_latest
    return (first, last) if first and last else None


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


def latest_changes(criteria: VisitCriteria) -> list[Visit]:
    """The visits asked for that changed last, the latest first."""
    found: QuerySet[Visit] = visits_matching(criteria, visits_shown())
    # By the index alone: rows stored at one go have one time, and all of them would be sorted.
    rows = list(found.order_by("-changed_at")[:MOST_ENTRIES])
    return sorted(rows, key=lambda visit: (visit.changed_at, visit.pk), reverse=True)


def latest_meetings(criteria: VisitCriteria) -> list[Meeting]:
    """The meetings beside the visits asked for that changed last, the latest first."""
    rows = list(meetings_beside(criteria).order_by("-changed_at")[:MOST_ENTRIES])
    return sorted(rows, key=lambda meeting: (meeting.changed_at, meeting.pk), reverse=True)


def subscription_of(token: str) -> Subscription | None:
    """The private feed under the secret; None for a secret that is wrong, revoked or disowned."""
    live = Subscription.objects.filter(revoked_at=None, owner__is_active=True)
    return live.filter(token_hash=hash_of(token)).first()


def hash_of(token: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
