"""The claims that hang together with some others: what one run of linking has to look at.

Asked of the places that claims have in timelines, round by round, until nothing more is touched;
only the days around are read, so that the length of a timeline does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from visits.linking import Contact, Spot, in_touch, touching
from visits.linking.groups import Groups
from visits.linking.positions import Days
from visits.models import Announcement, Claim, ClaimTimeline, Decision
from visits.queries.claims import revisions_of
from visits.terms import ClaimSubject, DecisionKind

# No two days further apart than this touch (see visits.linking.Reach).
TOUCH = timedelta(days=8)
# Read at once beyond that, which spares most rounds.
AHEAD = timedelta(days=30)
Rows = dict[int, list[ClaimTimeline]]


@dataclass(frozen=True, slots=True)
class Area:
    """Where the claims may be that touch some others."""

    timelines: frozenset[int]
    first: date
    last: date

    @classmethod
    def around(cls, found: Rows, subject: ClaimSubject) -> Area:
        rows = [row for told in found.values() for row in told]
        touched = rows
        if subject == ClaimSubject.VISIT:
            touched = [row for row in rows if row.person == 0]
        return cls(
            frozenset(row.timeline_id for row in touched),
            shifted(min(row.first for row in rows), -TOUCH),
            shifted(max(row.last for row in rows), TOUCH),
        )

    def widened(self) -> Area:
        return Area(self.timelines, shifted(self.first, -AHEAD), shifted(self.last, AHEAD))

    def holds(self, other: Area) -> bool:
        inside = self.first <= other.first and other.last <= self.last
        return inside and other.timelines <= self.timelines


def touched(
    seeds: Collection[int], subject: ClaimSubject, *, with_superseded: bool = False
) -> Rows:
    """The claims of this kind that hang together with the seeds, these among them, with their
    places."""
    rows = places(subject, with_superseded=with_superseded)
    wanted, found = set(seeds), Rows()
    while wanted:
        found = _touched(wanted, subject, rows)
        mates = (stored_with(found) | decided_with(found)) - set(found)
        if mates:
            # Only those that have a place can be found again in the next round.
            mates = set(rows.filter(claim__in=mates).values_list("claim", flat=True))
        if not mates:
            break
        wanted = mates | set(found)
    return found


def _touched(seeds: Collection[int], subject: ClaimSubject, rows: QuerySet[ClaimTimeline]) -> Rows:
    found = _by_claim(rows.filter(claim__in=list(seeds)))
    if not found:
        return found
    asked = Area.around(found, subject).widened()
    near: Rows = {}
    while True:
        near |= _by_claim(rows.filter(claim__in=_near(asked, subject, rows))) | found
        groups = _grouped(near, subject)
        roots = {groups.root(str(claim)) for claim in found}
        found = {claim: rows for claim, rows in near.items() if groups.root(str(claim)) in roots}
        area = Area.around(found, subject)
        if asked.holds(area):
            return found
        asked = area.widened()


def _near(
    area: Area, subject: ClaimSubject, rows: QuerySet[ClaimTimeline]
) -> QuerySet[ClaimTimeline, int]:
    """Claims with a place there, those of visits with what their announcements tell beside."""
    there = rows.filter(timeline__in=area.timelines)
    if subject == ClaimSubject.MEETING:
        return _in_days(there, area.first, area.last).values_list("claim", flat=True)
    heads = there.filter(person=0)
    then = _in_days(heads, area.first, area.last)
    told = heads.filter(announcement__in=then.values("announcement"))
    return then.values_list("claim", flat=True).union(told.values_list("claim", flat=True))


def places(subject: ClaimSubject, *, with_superseded: bool = False) -> QuerySet[ClaimTimeline]:
    """The places of live claims of this kind, or of all that were ever read."""
    rows = ClaimTimeline.objects.filter(subject=subject).order_by()
    return rows if with_superseded else rows.filter(is_live=True)


def _in_days(rows: QuerySet[ClaimTimeline], first: date, last: date) -> QuerySet[ClaimTimeline]:
    return rows.filter(last__gte=first, first__lte=last)


def _by_claim(rows: Iterable[ClaimTimeline]) -> Rows:
    found: Rows = {}
    for row in rows:
        found.setdefault(row.claim_id, []).append(row)
    return found


def _grouped(near: Mapping[int, list[ClaimTimeline]], subject: ClaimSubject) -> Groups:
    if subject == ClaimSubject.VISIT:
        return touching(_spot(claim, rows) for claim, rows in near.items())
    return in_touch(_contact(claim, rows) for claim, rows in near.items())


def _spot(claim: int, rows: Collection[ClaimTimeline]) -> Spot:
    row = next(iter(rows))
    tour = None
    if row.tour_first and row.tour_last:
        tour = Days(row.tour_first.toordinal(), row.tour_last.toordinal())
    heads = tuple(str(row.timeline_id) for row in rows if row.person == 0)
    return Spot(str(claim), str(row.announcement_id), row.host, heads, _reach(row), tour)


def _contact(claim: int, rows: Collection[ClaimTimeline]) -> Contact:
    row = next(iter(rows))
    places = tuple((str(row.timeline_id), row.person) for row in rows)
    return Contact(str(claim), row.form, places, _reach(row), row.alone)


def _reach(row: ClaimTimeline) -> Days:
    return Days(row.reach_first.toordinal(), row.reach_last.toordinal())


def stored_with(claims: Collection[int]) -> set[int]:
    """The live claims that stand with these in one stored itinerary or meeting."""
    if not claims:
        return set()
    ids = list(claims)
    live = Claim.objects.filter(superseded_at=None)
    tours = live.filter(visit_link__visit__itinerary__visits__claims__in=ids)
    met = live.filter(meeting_link__meeting__claims__in=ids)
    told = (rows.order_by().values_list("pk", flat=True) for rows in (tours, met))
    return set(next(told).union(next(told)))


def decided_with(claims: Collection[int]) -> set[int]:
    """The claims that an editor said to be the same as these, with all of their texts."""
    if not claims:
        return set()
    texts = Announcement.objects.filter(claims__in=list(claims)).order_by()
    roots = texts.values_list(Coalesce("root", "pk"))
    same = Decision.objects.filter(undone_at=None, kind=DecisionKind.SAME).order_by()
    names = ("announcement", "other_announcement")
    left = same.filter(announcement__in=roots).values_list(*names)
    right = same.filter(other_announcement__in=roots).values_list(*names)
    sides = {pk for pair in left.union(right) for pk in pair if pk}
    if not sides:
        return set()
    rows = ClaimTimeline.objects.filter(announcement__in=revisions_of(sides), is_live=True)
    return set(rows.order_by().values_list("claim", flat=True))


def shifted(day: date, by: timedelta) -> date:
    """The day that lies so far off; the day itself where there is none."""
    try:
        return day + by
    except OverflowError:
        return day
