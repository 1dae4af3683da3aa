"""Changes of visits in the order in which they became public, or in which we learnt of them.

A state of a visit is compared with the one that stood before it. A page looks at so many states
and no more, however rare what is asked for: what it has not looked at is on the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from visits.linking.asof import Basis
from visits.models import Claim, ImportBatch, Official, Visit, VisitVersion
from visits.queries.as_of import versions_matching, visits_of_versions
from visits.queries.changes.criteria import ChangeCriteria, Place
from visits.queries.changes.kinds import ChangeKind, kinds_of, shown
from visits.queries.changes.tables import tables_apart, tables_told, told_by_tables
from visits.queries.criteria import VisitCriteria
from visits.queries.history import Change, changes_between

PER_PAGE = 50
# So many states are looked at; where kinds are asked for most of them are of other kinds.
MOST_LOOKED_AT, MOST_FOR_KINDS = 200, 1500
MOST_VOICES = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A visit as it stood afterwards (before, where it is gone), what changed, and who said so.

    `state` is the id of its row. `is_first`: nothing had been told of it before, so that all of it
    is new.
    """

    state: int
    visit: Visit
    number: int
    is_first: bool
    kinds: tuple[ChangeKind, ...]
    changes: tuple[Change, ...]
    published: datetime
    recorded: datetime
    voices: tuple[Claim, ...]

    @property
    def is_gone(self) -> bool:
        return ChangeKind.WITHDRAWN in self.kinds


@dataclass(frozen=True, slots=True)
class ChangePage:
    """`earlier` is where the list goes on; None where nothing is left. `apart` are the tables
    whose trips are not among the news."""

    told: tuple[Told, ...]
    earlier: Place | None
    apart: tuple[ImportBatch, ...]


def changes_listed(criteria: ChangeCriteria) -> ChangePage:
    """The latest changes after the place asked for; seven queries whatever the number."""
    most = MOST_FOR_KINDS if criteria.changes else MOST_LOOKED_AT
    tables = tables_told()
    rows = list(told_by_tables(_states(criteria, "published"), tables, criteria)[: most + 1])
    looked_at, kept = rows[:most], []
    for row in looked_at:
        kinds = kinds_of(shown(row.before or {}), shown(row.told))
        if kinds and (not criteria.changes or {*kinds} & {*criteria.changes}):
            kept.append((row, kinds))
    page = kept[:PER_PAGE]
    if len(kept) > PER_PAGE:
        last: Any = page[-1][0]
    else:
        last = looked_at[-1] if len(rows) > most else None
    return ChangePage(
        tuple(_told(page)),
        Place(last.published_from, last.pk) if last is not None else None,
        tuple(tables_apart(tables, criteria)),
    )


def states_learnt(visits: Collection[int], since: datetime) -> list[VisitVersion]:
    """The states of the visits that we learnt of since then and that readers see a change in."""
    rows = _states(ChangeCriteria(), "recorded").filter(visit__in=visits, recorded_from__gt=since)
    return [row for row in rows if kinds_of(shown(row.before or {}), shown(row.told))]


def changes_told(states: Collection[int]) -> tuple[Told, ...]:
    """What those states (ids of their rows) changed, the latest first."""
    rows = list(_states(ChangeCriteria(), "recorded").filter(pk__in=states))
    kinds = [kinds_of(shown(row.before or {}), shown(row.told)) for row in rows]
    return tuple(_told([(row, found) for row, found in zip(rows, kinds, strict=True) if found]))


def _states(criteria: ChangeCriteria, basis: Basis) -> QuerySet[Any]:
    """States with `told` and `before`, without what only the page of a visit tells."""
    bare = Func(F("snapshot"), Value("values"), function="jsonb_delete", output_field=JSONField())
    others = VisitVersion.objects.filter(visit=OuterRef("visit"))
    if basis == "published":
        # Of several states with one time the last counts.
        replaced = others.filter(published_from=OuterRef("published_from"))
        found = VisitVersion.objects.filter(~Exists(replaced.filter(number__gt=OuterRef("number"))))
        earlier = others.filter(published_from__lt=OuterRef("published_from"))
        earlier = earlier.order_by("-published_from", "-number")
        order: tuple[str, ...] = ("-published_from", "-pk")
    else:
        stood = Q(recorded_to=None) | Q(recorded_to__gt=F("recorded_from"))
        found = VisitVersion.objects.filter(stood | Q(snapshot={}))
        earlier = others.filter(stood, number__lt=OuterRef("number")).order_by("-number")
        order = ("-pk",)
    found = versions_matching(found, _of_visits(criteria))
    found = _in_time(found, criteria)
    before = Subquery(earlier.annotate(bare=bare).values("bare")[:1])
    return found.defer("snapshot").annotate(told=bare, before=before).order_by(*order)


def _of_visits(criteria: ChangeCriteria) -> VisitCriteria:
    return VisitCriteria(
        officials=criteria.officials, countries=criteria.countries, pairs=criteria.pairs
    )


def _in_time(found: QuerySet[VisitVersion], criteria: ChangeCriteria) -> QuerySet[VisitVersion]:
    if criteria.from_day:
        start = datetime.combine(criteria.from_day, time(), timezone.get_current_timezone())
        found = found.filter(published_from__gte=start)
    if criteria.until_day:
        end = datetime.combine(criteria.until_day, time(), timezone.get_current_timezone())
        found = found.filter(published_from__lt=end + timedelta(days=1))
    after = criteria.after
    if after:
        # The first condition alone bounds the walk along the index.
        found = found.filter(published_from__lte=after.published)
        same = Q(published_from=after.published, pk__lt=after.pk)
        found = found.filter(Q(published_from__lt=after.published) | same)
    return found


def _told(rows: Sequence[tuple[Any, tuple[ChangeKind, ...]]]) -> Iterable[Told]:
    pairs = [(row, shown(row.before or {}), shown(row.told), kinds) for row, kinds in rows]
    for row, old, new, _ in pairs:
        row.snapshot = new or old
    visits = visits_of_versions(row for row, *_ in pairs)
    names = _names(told for _, old, new, _ in pairs for told in (old, new))
    fresh = [_fresh(old, new) for _, old, new, _ in pairs]
    voices = _voices({key for keys in fresh for key in keys})
    for (row, old, new, kinds), visit, keys in zip(pairs, visits, fresh, strict=True):
        said = _that_brought_it([voices[key] for key in keys if key in voices])
        yield Told(
            row.pk,
            visit,
            row.number,
            not old,
            kinds,
            tuple(changes_between(old, new, names)),
            row.published_from,
            row.recorded_from,
            tuple(said[:MOST_VOICES]),
        )


def _names(snapshots: Iterable[Any]) -> dict[int, str]:
    ids = {pk for told in snapshots for pk in told.get("members", ())}
    return dict(Official.objects.filter(pk__in=ids).values_list("pk", "name"))


def _fresh(old: Any, new: Any) -> list[str]:
    """The claims that brought the change."""
    known = {*old.get("claims", ())}
    return [key for key in new.get("claims", ()) if key not in known]


def _that_brought_it(claims: list[Claim]) -> list[Claim]:
    """Those published last: a state stands from the announcement on that made it."""
    latest = max((claim.announcement.published_at for claim in claims), default=None)
    return [claim for claim in claims if claim.announcement.published_at == latest]


def _voices(keys: Collection[str]) -> dict[str, Claim]:
    rows = Claim.objects.filter(key__in=keys, superseded_at=None)
    rows = rows.select_related("announcement__source").defer("announcement__text")
    return {row.key: row for row in rows}
