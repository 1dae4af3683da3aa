"""What visits were at each time of publication, told again where late news changes the past.

News that is published after all else that is known changes what is so now, and no more. What
comes late (an archive, a slow feed, a new reading, what an editor joins) changes every state since
then: linking over the claims that stood at each time gives it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from visits.linking import LinkedVisit, Party, link
from visits.linking.keys import names_compatible
from visits.linking.weights import Weights
from visits.models import Claim, Official, Visit, VisitRedirect
from visits.queries.claim_values import link_claim
from visits.queries.parts import Part
from visits.queries.standing_claims import Told, decisions_standing, everything_told
from visits.services.delegations import members_of
from visits.services.identity import match_returning, successor
from visits.services.officials import Directory, Ranks
from visits.services.redirects import VISITS
from visits.services.snapshots import Snapshot, columns_of, snapshot_of
from visits.services.versions import GONE, State, Versions, same_facts
from visits.terms import DecisionKind

# So many times of the past are told again at one go; of more, so many spread over them.
MOMENTS = 120


@dataclass(frozen=True, slots=True)
class Present:
    """What is so now: the linked visits, their ids and what their rows say; `former` are ids that
    stood for claims of theirs and are no visits any more."""

    visits: Sequence[LinkedVisit]
    ids: Mapping[str, int]
    snapshots: Mapping[int, Snapshot]
    former: Collection[int]
    weights: Weights


def keep_histories(part: Part, present: Present, directory: Directory, now: datetime) -> None:
    """Adds the versions of the part's visits, those of the past where it changed among them."""
    every = {*present.snapshots, *present.former}
    versions = Versions(every)
    since = _since(part)
    moments = sorted(
        {when for when in _moments(part) if when >= since} | versions.changes(every, since)
    ) or [since]
    states: list[State] = [(moments[-1], present.snapshots)]
    if len(moments) > 1:
        past = _Past(part, present, directory)
        first = past.state(moments[0])
        states.insert(0, (moments[0], first))
        if not all(_stands(versions, state, every) for state in states):
            between = ((when, past.state(when)) for when in _some(moments[1:-1]))
            states[1:1] = between
            every |= past.returned
    said = {present.ids[visit.key]: _said(visit, part) for visit in present.visits}
    for visit in sorted(every):
        versions.tell(visit, states, said.get(visit, since), now)
    versions.save()


def _stands(versions: Versions, state: State, visits: Collection[int]) -> bool:
    when, told = state
    return all(
        same_facts(versions.standing(visit, when), told.get(visit, GONE))
        for visit in {*visits, *told}
    )


def _some(moments: Sequence[datetime]) -> Sequence[datetime]:
    if len(moments) <= MOMENTS:
        return moments
    return [moments[i * len(moments) // MOMENTS] for i in range(MOMENTS)]


def _since(part: Part) -> datetime:
    """When the earliest of the news was published: before that nothing has changed."""
    told = [row.announcement.published_at for row in part.brought.values() if row.pk in part.news]
    if part.gone:
        rows = Claim.objects.filter(pk__in=part.gone).order_by()
        told += rows.values_list("announcement__published_at", flat=True)
    return min(told)


def _moments(part: Part) -> set[datetime]:
    told = {row.announcement.published_at for row in part.brought.values() if row.pk in part.visits}
    values = (one for one in part.decisions if one.kind == DecisionKind.VALUE)
    return told | {one.made for one in values if one.made is not None}


def _said(visit: LinkedVisit, part: Part) -> datetime:
    return max(part.brought[key].announcement.published_at for key in visit.claims)


class _Past:
    """The visits of a part as they were told at other times."""

    def __init__(self, part: Part, present: Present, directory: Directory) -> None:
        self._part = part
        self._told: Told = everything_told(
            {row.announcement_id: row.announcement for row in part.brought.values()}.values()
        )
        self._own = {key for key, row in part.brought.items() if row.pk in part.visits}
        self._others = set(part.brought) - self._own
        self._stored = {present.ids[visit.key]: visit.claims for visit in present.visits}
        self._redirects = VISITS.leading_to(self._stored)
        self._homes = {key: pk for pk, claims in self._stored.items() for key in claims}
        self._people = _Recalled(
            [
                (party, record)
                for visit in present.visits
                for party in visit.visitors
                if (record := directory.record(party)) is not None
            ]
        )
        self._weights = present.weights
        self._ranks = Ranks(self._people.records())
        self.returned: set[int] = set()

    def state(self, when: datetime) -> dict[int, Snapshot]:
        """What each of the visits was then, by public id."""
        rows = {row.key: row for row in self._told.standing(when, "published")}
        linked = link(
            (link_claim(row) for row in rows.values()),
            decisions_standing(self._part.decisions, when),
            self._weights,
        )
        visits = [visit for visit in linked.visits if self._is_own(visit)]
        ids = match_returning(
            {visit.key: visit.claims for visit in visits}, self._stored, self._redirects
        )
        state = {}
        for visit in visits:
            pk = ids.get(visit.key) or self._new_id(visit)
            if pk is not None:
                state[pk] = self._snapshot(visit, rows)
        return state

    def _is_own(self, visit: LinkedVisit) -> bool:
        claims = set(visit.claims)
        return bool(claims & self._own) or not claims & self._others

    def _new_id(self, visit: LinkedVisit) -> int | None:
        """An id for what was never seen by itself; it leads to the visit that took its claims."""
        heir = successor(visit.claims, self._homes)
        if heir is None:
            return None
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Visit._meta.db_table]
            )
            (pk,) = cursor.fetchone()
        VisitRedirect.objects.create(old=pk, visit_id=heir, claims=list(visit.claims))
        self._redirects[pk] = (heir, list(visit.claims))
        self.returned.add(pk)
        return int(pk)

    def _snapshot(self, visit: LinkedVisit, rows: Mapping[str, Claim]) -> Snapshot:
        members = [record for record, _ in members_of(visit, rows, self._people)]
        columns = columns_of(visit, rows, members, self._ranks)
        return snapshot_of(visit, columns, members)


class _Recalled:
    """The records of people as the visits name them now: the past proposes nobody."""

    def __init__(self, known: Sequence[tuple[Party, Official]]) -> None:
        self._known = known

    def records(self) -> list[Official]:
        return list({record.pk: record for _, record in self._known}.values())

    def record(self, party: Party) -> Official | None:
        for other, record in self._known:
            if party.official and party.official in (other.official, record.key):
                return record
        alike = (
            record
            for other, record in self._known
            if names_compatible(party.name, other.name, party.country or other.country)
        )
        return next(alike, None)
