"""Which new states of visits concern what somebody follows."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import parse_qs

from visits.choices import WatchKind
from visits.models import Change, Visit, VisitVersion, Watch, WatchEntry
from visits.queries.as_of import versions_matching
from visits.queries.changes.states import states_learnt
from visits.queries.criteria import VisitCriteria
from visits.queries.visits import visits_alone, visits_matching
from visits.terms import ChangeNoun, EditorialState, Rank, VisitKind, VisitStatus


def visits_changed(after: int, limit: int) -> tuple[list[int], int]:
    """Ids of visits by their next changes, at most `limit`, and the last number looked at."""
    found = Change.objects.filter(noun=ChangeNoun.VISIT, number__gt=after).order_by("number")
    rows = list(found.values_list("object", "number")[:limit])
    return sorted({int(pk) for pk, _ in rows}), (rows[-1][1] or after) if rows else after


def states_concerning(watch: Watch, visits: Collection[int]) -> list[int]:
    """Ids of the rows, the earliest first.

    A state concerns what it brings into the filter and what it takes out of it: one in which a
    visit is called off concerns those who follow planned ones.
    """
    return sorted(row.pk for row in _concerning(watch, visits))


def visits_concerning(watch: Watch, visits: Collection[int]) -> set[int]:
    """Those of which a state learnt since the watch began concerns it."""
    return {row.visit for row in _concerning(watch, visits)} if visits else set()


def _concerning(watch: Watch, visits: Collection[int]) -> list[VisitVersion]:
    states = list(states_learnt(visits, watch.created_at))
    matching = _matching(watch, {row.visit for row in states})
    return [
        row for row in states if {(row.visit, row.number), (row.visit, row.number - 1)} & matching
    ]


def _matching(watch: Watch, visits: Collection[int]) -> set[tuple[int, int]]:
    """Visit and number of the states that are within what is followed."""
    found = VisitVersion.objects.filter(visit__in=visits)
    if watch.kind == WatchKind.ITINERARY:
        found = found.filter(visit__in=_of_tour(watch, visits))
    else:
        criteria = criteria_of(watch)
        found = versions_matching(found, criteria)
        if criteria.text or criteria.sources or criteria.languages:
            # What hangs on announcements is known of visits as they are, not of their states.
            found = found.filter(visit__in=visits_matching(criteria, visits_alone()).values("pk"))
    return set(found.values_list("visit", "number"))


def _of_tour(watch: Watch, visits: Collection[int]) -> set[int]:
    """The visits of the tour, and those that were of it when they were told before."""
    told = WatchEntry.objects.filter(watch=watch).values("version")
    before = VisitVersion.objects.filter(pk__in=told, visit__in=visits)
    now = Visit.objects.filter(itinerary=int(watch.target), pk__in=visits)
    return {*now.values_list("pk", flat=True), *before.values_list("visit", flat=True)}


def criteria_of(watch: Watch) -> VisitCriteria:
    """What is asked of visits; a tour asks nothing that criteria can say."""
    if watch.saved is not None:
        return _read(watch.saved.query)
    target = (watch.target,)
    return VisitCriteria(
        officials=target if watch.kind == WatchKind.OFFICIAL else (),
        countries=target if watch.kind == WatchKind.COUNTRY else (),
        pairs=target if watch.kind == WatchKind.PAIR else (),
    )


def _read(query: str) -> VisitCriteria:
    """A query string in the spelling of `Criteria.query`, checked when the filter was saved."""
    told = parse_qs(query)

    def words(name: str) -> tuple[str, ...]:
        return tuple(told.get(name, ()))

    least = next(iter(words("confidence")), "")
    return VisitCriteria(
        officials=words("official"),
        countries=words("country"),
        visitors=words("visitor"),
        hosts=words("host"),
        pairs=words("pair"),
        regions=words("region"),
        statuses=tuple(VisitStatus(word) for word in words("status")),
        kinds=tuple(VisitKind(word) for word in words("kind")),
        ranks=tuple(Rank(int(word)) for word in words("rank")),
        states=tuple(EditorialState(word) for word in words("state")),
        confidence=float(least) if least else None,
        sources=words("source"),
        languages=words("language"),
        text=next(iter(words("q")), ""),
    )
