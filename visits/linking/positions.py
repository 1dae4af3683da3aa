"""Where in time a claim's visit lies: what its words give, its siblings, or its publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from visits.extraction.dates import Window
from visits.linking.keys import head, same_person
from visits.linking.records import VisitClaim
from visits.terms import VisitStatus

# Days. A stay whose other end is not told reaches this far; a tour this far from a dated sibling.
STAY = 12
TOUR = 14
# How far from the publication an undated visit may lie, before and after, by its status.
_AROUND = {
    VisitStatus.INVITED: (1, 120),
    VisitStatus.PLANNED: (2, 62),
    VisitStatus.ONGOING: (10, 4),
    VisitStatus.COMPLETED: (30, 1),
    VisitStatus.POSTPONED: (2, 62),
    VisitStatus.CANCELLED: (20, 60),
}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
# A postponed visit without a new date waits this long for one.
WAIT = 180


@dataclass(frozen=True, slots=True)
class Days:
    """A window as day numbers, both ends known: open ends are closed by the usual length."""

    first: int
    last: int

    def gap(self, other: Days) -> int:
        """Days that lie between the two windows; 0 where they overlap or touch."""
        return max(other.first - self.last, self.first - other.last, 0)

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Position:
    """`reach` holds every day on which the stay may be; `start` and `end` only what is told.

    `basis` says where the reach comes from; `published` is the day of publication, `moved` the new
    start of a postponed visit (a long wait where none is told), `tour` the days of dated siblings.
    """

    reach: Days
    basis: str
    published: int
    start: Days | None = None
    end: Days | None = None
    moved: Days | None = None
    tour: Days | None = None

    @property
    def dated(self) -> bool:
        return self.basis in ("stated", "within")


def days(window: Window | None, *, before: int = STAY, after: int = STAY) -> Days | None:
    """The window as day numbers; an open end lies `before` or `after` days from the other."""
    if window is None or (window.earliest is None and window.latest is None):
        return None
    first = window.earliest.toordinal() if window.earliest else None
    last = window.latest.toordinal() if window.latest else None
    if first is None:
        assert last is not None
        return Days(last - before, last)
    return Days(first, last if last is not None else first + after)


def place_in_time(claim: VisitClaim, siblings: Iterable[VisitClaim] = ()) -> Position:
    """The claim's position; `siblings` are all visits of its announcement."""
    published = claim.told.published.date().toordinal()
    start, end = _told(claim.start), _told(claim.end)
    if claim.start is not None and claim.start.is_day and claim.start == claim.end:
        end = None  # "on April 29" names a day of the stay and no end of it
    stated = _hull(start, end)
    moved = _moved(claim, published)
    if stated is not None:
        return Position(_with(stated, moved), "stated", published, start, end, moved)
    within = days(claim.within, before=30, after=30)
    if within is not None:
        return Position(_with(within, moved), "within", published, start, end, moved)
    tour = _tour(claim, siblings)
    if tour is not None:
        reach = _with(Days(tour.first - TOUR, tour.last + TOUR), moved)
        return Position(reach, "sibling", published, start, end, moved, tour)
    before, after = _AROUND[claim.status]
    around = Days(published - before, published + after)
    return Position(_with(around, moved), "published", published, start, end, moved)


def _told(window: Window | None) -> Days | None:
    """A told end as days; one that is open on a side is no more than a bound, and a wide one."""
    return days(window, before=10, after=60)


def _moved(claim: VisitClaim, published: int) -> Days | None:
    if claim.new_start is not None:
        return days(claim.new_start, after=60)
    if claim.status == VisitStatus.POSTPONED:
        return Days(published, published + WAIT)
    return None


def _hull(start: Days | None, end: Days | None) -> Days | None:
    """The reach of a stay whose ends are told; the end that is not lies within a usual stay."""
    if start and end:
        return Days(min(start.first, end.first), max(start.last, end.last))
    if start:
        return Days(start.first, start.last + STAY)
    if end:
        return Days(end.first - STAY, end.last)
    return None


def _with(reach: Days, moved: Days | None) -> Days:
    if moved is None:
        return reach
    return Days(min(reach.first, moved.first), max(reach.last, moved.last + STAY))


def _tour(claim: VisitClaim, siblings: Iterable[VisitClaim]) -> Days | None:
    """The days around the stops of the same person that the same announcement dates, or tells to
    be under way: where it goes on to from there is no visit of next month."""
    found = []
    for sibling in siblings:
        if sibling.key == claim.key or not same_person(head(sibling), head(claim)):
            continue
        dated = (
            _hull(_told(sibling.start), _told(sibling.end))
            or days(sibling.within, before=30, after=30)
            or seen_on([sibling])
        )
        if dated is not None and dated.length <= 62:
            found.append(dated)
    if not found:
        return None
    first, last = min(d.first for d in found), max(d.last for d in found)
    if last - first > 62:
        return None
    return Days(first, last)


def siblings_of(claims: Iterable[VisitClaim]) -> Mapping[str, tuple[VisitClaim, ...]]:
    """Announcement → its visits, in the order of their keys."""
    found: dict[str, list[VisitClaim]] = {}
    for claim in claims:
        found.setdefault(claim.told.announcement, []).append(claim)
    return {name: tuple(sorted(group, key=lambda c: c.key)) for name, group in found.items()}


def seen_on(claims: Iterable[VisitClaim]) -> Days | None:
    """The days on which the visit was told to be under way, where no claim names any."""
    found = []
    for claim in claims:
        if claim.start is not None or claim.end is not None:
            return None
        if claim.status == VisitStatus.ONGOING:
            found.append(claim.told.published.date().toordinal())
    return Days(min(found) - 1, max(found)) if found else None


def to_date(ordinal: int) -> date:
    """The day of that number, or the first or last that there is: days around may lie beyond."""
    return date.fromordinal(min(max(ordinal, _FIRST), _LAST))
