"""One visit or one tour as of a time, linked anew from the claims and decisions that stood then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from visits.extraction.dates import Window
from visits.linking import Linked, LinkedItinerary, LinkedMeeting, LinkedVisit, link
from visits.linking.asof import Basis
from visits.models import Announcement, Claim, Visit, VisitClaim, VisitRedirect, VisitVersion
from visits.queries.as_of import visits_as_of, visits_of_versions
from visits.queries.claim_values import link_claim
from visits.queries.claims import decisions_on
from visits.queries.link_weights import weights_in_force
from visits.queries.parts import around_claims, by_subject
from visits.queries.standing_claims import decisions_standing, everything_told


@dataclass(frozen=True, slots=True)
class VisitThen:
    """A visit as of a time: its row as it stood, what linking says of it and of the meetings on
    it, and its claims by key."""

    visit: Visit
    linked: LinkedVisit
    meetings: tuple[LinkedMeeting, ...]
    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class TourThen:
    """A tour as of a time, its visits in their order, and the meetings on it."""

    linked: LinkedItinerary
    visits: tuple[Visit, ...]
    meetings: tuple[LinkedMeeting, ...]


@dataclass(frozen=True, slots=True)
class MeetingsThen:
    """Meetings as of a time, and the visits on which they were, as these stood then."""

    meetings: tuple[LinkedMeeting, ...]
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class _Then:
    linked: Linked
    claims: Mapping[str, Claim]


def visit_as_of(pk: int, when: datetime, basis: Basis = "published") -> VisitThen | None:
    """The visit with this public id as it stood then; None where nobody had told of it yet."""
    version = visits_as_of(when, basis, rejected_too=True).filter(visit=pk).first()
    if version is None:
        return None
    then = _linked_then(version.snapshot["claims"], when, basis)
    linked = _sharing(then.linked.visits, version.snapshot["claims"])
    if linked is None:
        return None
    (visit,) = visits_of_versions([version])
    claims = {key: then.claims[key] for key in linked.claims}
    return VisitThen(visit, linked, _meetings_on((linked.key,), then), claims)


def itinerary_as_of(pk: int, when: datetime, basis: Basis = "published") -> TourThen | None:
    """The tour that held most of what this itinerary holds now, as it stood then."""
    links = VisitClaim.objects.filter(visit__itinerary=pk).order_by("claim__key")
    keys = list(links.values_list("claim__key", flat=True))
    then = _linked_then(keys, when, basis)
    homes = {key: visit for visit in then.linked.visits for key in visit.claims}
    counts: dict[str, int] = {}
    for key in keys:
        if key in homes:
            tour = homes[key].itinerary
            counts[tour] = counts.get(tour, 0) + 1
    if not counts:
        return None
    best = min(counts, key=lambda key: (-counts[key], key))
    tour_then = next(one for one in then.linked.itineraries if one.key == best)
    rows = tuple(_rows_of(tour_then.visits, homes.values(), when, basis))
    return TourThen(tour_then, rows, _meetings_on(tour_then.visits, then))


def meetings_as_of(
    keys: Collection[str], when: datetime, basis: Basis = "published"
) -> MeetingsThen:
    """The meetings that the claims of these keys tell of, as they stood then."""
    then = _linked_then(keys, when, basis)
    wanted = {*keys}
    meetings = tuple(one for one in then.linked.meetings if wanted & {*one.claims})
    on = tuple(dict.fromkeys(key for one in meetings for key in one.visits))
    return MeetingsThen(meetings, tuple(_rows_of(on, then.linked.visits, when, basis)))


def differences(versions: Iterable[VisitVersion], when: datetime, basis: Basis) -> list[str]:
    """In words, where the stored versions that stood then say something else than linking anew."""
    found = []
    for version in versions:
        then = _linked_then(version.snapshot["claims"], when, basis)
        linked = _sharing(then.linked.visits, version.snapshot["claims"])
        told = {name: version.snapshot[name] for name in _FACTS}
        anew = _facts(linked) if linked else dict.fromkeys(_FACTS)
        found += [
            f"visit {version.visit}: {name} is stored as {told[name]!r}, linked as {anew[name]!r}"
            for name in _FACTS
            if told[name] != anew[name]
        ]
    return found


def _linked_then(keys: Collection[str], when: datetime, basis: Basis) -> _Then:
    """All that hangs together with the claims of these keys, in whichever reading, as of then."""
    met, stays = by_subject(
        Claim.objects.filter(key__in=keys).order_by().values_list("pk", flat=True)
    )
    around = around_claims(met, stays, with_superseded=True)
    found = (*around.visits.values(), *around.meetings.values())
    ids = {row.announcement_id for rows in found for row in rows}
    texts = list(Announcement.objects.filter(pk__in=ids).select_related("source"))
    rows = {row.key: row for row in everything_told(texts).standing(when, basis)}
    if basis == "recorded":
        decisions = decisions_on(texts, at=when)
    else:
        decisions = decisions_standing(decisions_on(texts), when)
    claims = (link_claim(row) for row in rows.values())
    return _Then(link(claims, decisions, weights_in_force()), rows)


def _meetings_on(visits: Collection[str], then: _Then) -> tuple[LinkedMeeting, ...]:
    return tuple(one for one in then.linked.meetings if {*one.visits} & {*visits})


def _sharing(visits: Sequence[LinkedVisit], keys: Collection[str]) -> LinkedVisit | None:
    """The visit that has most of the claims, the least of several."""
    wanted = set(keys)
    shares = [(-len(wanted & {*visit.claims}), visit.key, visit) for visit in visits]
    best = min(shares, default=None, key=lambda share: share[:2])
    return best[2] if best and best[0] else None


def _rows_of(
    names: Collection[str], visits: Iterable[LinkedVisit], when: datetime, basis: Basis
) -> Iterable[Visit]:
    """The rows that stood for the visits of these keys, found by the claims that they share."""
    claims = {visit.key: visit.claims for visit in visits}
    every = [key for name in names for key in claims[name]]
    held = VisitClaim.objects.filter(claim__key__in=every).values_list("visit", flat=True)
    ids = {*held, *VisitRedirect.objects.filter(visit__in=held).values_list("old", flat=True)}
    standing = visits_as_of(when, basis).filter(visit__in=ids)
    version_rows = {key: row for row in standing for key in row.snapshot["claims"]}
    found: dict[int, VisitVersion] = {}
    for key in names:
        row = next((version_rows[claim] for claim in claims[key] if claim in version_rows), None)
        if row is not None:
            found.setdefault(row.visit, row)
    return visits_of_versions(found.values())


_FACTS = (
    *("status", "kind", "host_id", "visitor_country_id", "cities", "accepted"),
    *("start_earliest", "start_latest", "end_earliest", "end_latest"),
    *("window_earliest", "window_latest", "confirmed_by_both"),
)


def _facts(visit: LinkedVisit) -> dict[str, Any]:
    return {
        "status": visit.status.value,
        "kind": visit.kind.value,
        "host_id": visit.host,
        "visitor_country_id": visit.visitor_country,
        "cities": list(visit.cities),
        "accepted": visit.accepted,
        "confirmed_by_both": visit.confirmed_by_both,
        **_bounds("start", visit.start),
        **_bounds("end", visit.end),
        **_bounds("window", visit.within),
    }


def _bounds(name: str, window: Window | None) -> dict[str, str | None]:
    return {
        f"{name}_earliest": _day(window.earliest if window else None),
        f"{name}_latest": _day(window.latest if window else None),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
