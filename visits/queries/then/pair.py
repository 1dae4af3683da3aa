"""Two countries as of a time, out of the versions of their visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.fields.json import KT

from visits.models import Country, Official, Visit, VisitVersion
from visits.queries.as_of import visits_as_of, visits_of_versions
from visits.queries.criteria import VisitCriteria, pair_of
from visits.queries.outcomes import NOT_MADE
from visits.queries.pairs import MOST_HEADS, MOST_OPEN, Cell, Head, Pair, way
from visits.queries.then.moment import AsOf
from visits.terms import VisitStatus

MOST_READ = 20_000
_DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


@dataclass(frozen=True, slots=True)
class PairThen:
    pair: Pair
    invitations: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    version: int
    sender: str
    status: VisitStatus
    rank: int
    accepted: bool
    head: int | None
    first: date | None
    last: date | None
    window_last: date | None


def pair_then(one: Country, other: Country, then: AsOf) -> PairThen:
    """The pair as it stood then; the number of queries does not depend on the rows."""
    day = then.day
    rows = _rows(one, other, then)
    ways = ((one, other), (other, one))
    marked = {sender.code: _marked(rows, sender.code, day) for sender, _ in ways}
    asked = _open(rows, day)
    wanted = [row for rows in marked.values() for row in rows if row] + asked
    read = _read(row.version for row in wanted)
    cells = _cells(rows, day)
    heads = _heads(rows)

    def visit(row: _Row | None) -> Visit | None:
        return read.get(row.version) if row else None

    told = [
        way(
            sender,
            host,
            cells,
            (visit(marked[sender.code][0]), visit(marked[sender.code][1])),
            heads.get(sender.code, ()),
            day,
        )
        for sender, host in ways
    ]
    invitations = [found for row in asked if (found := visit(row))]
    return PairThen(Pair(told[0], told[1], cells), tuple(invitations))


def versions_between(
    one: Country, other: Country, criteria: VisitCriteria, then: AsOf
) -> QuerySet[VisitVersion]:
    """The states that stood then of what is asked for between the two, as `recent_first`."""
    asked = replace(criteria, pairs=(pair_of(one.code, other.code),))
    found = visits_as_of(then.when, then.basis, asked)
    return found.order_by(F("first").desc(nulls_first=True), "-visit")


def _rows(one: Country, other: Country, then: AsOf) -> list[_Row]:
    asked = VisitCriteria(pairs=(pair_of(one.code, other.code),))
    told = ("visitor_country_id", "status", "rank", "accepted", "members__0")
    names = (*told, *_DAYS, "window_latest")
    found = visits_as_of(then.when, then.basis, asked)
    rows = found.values_list("pk", *(KT(f"snapshot__{name}") for name in names))
    return [_row(*row) for row in rows[:MOST_READ]]


def _row(
    pk: int,
    sender: str,
    status: str,
    rank: str,
    accepted: str | None,
    head: str | None,
    *days: str | None,
) -> _Row:
    told = [date.fromisoformat(day) if day else None for day in days]
    start, start_latest, end, end_latest, window = told
    return _Row(
        pk,
        sender,
        VisitStatus(status),
        int(rank),
        accepted == "true",
        int(head) if head else None,
        start or start_latest or end or end_latest,
        end_latest or end or start_latest or start,
        window,
    )


def _cells(rows: Iterable[_Row], day: date) -> tuple[Cell, ...]:
    counted = Counter(
        (
            row.sender,
            row.first.year if row.first else None,
            row.first.month if row.first else None,
            row.status,
            row.rank,
            (row.last or row.window_last or day) < day,
        )
        for row in rows
    )
    return tuple(Cell(*key, number) for key, number in counted.items())


def _marked(rows: Iterable[_Row], sender: str, day: date) -> tuple[_Row | None, _Row | None]:
    """The last visit that had begun by the day, and the next one after it."""
    dated = [
        (row.first, row.version, row)
        for row in rows
        if row.sender == sender and row.status not in NOT_MADE and row.first
    ]
    begun = max((one for one in dated if one[0] <= day), default=None)
    ahead = (one for one in dated if one[0] > day and one[2].status != VisitStatus.COMPLETED)
    coming = min(ahead, default=None)
    return begun[2] if begun else None, coming[2] if coming else None


def _open(rows: Iterable[_Row], day: date) -> list[_Row]:
    """Invitations without an answer whose days had not passed, the undated ones last."""
    asked = (row for row in rows if row.status == VisitStatus.INVITED and not row.accepted)
    still = (row for row in asked if (row.last or row.window_last or day) >= day)
    ordered = sorted(still, key=lambda row: (row.first is None, row.first or day, row.version))
    return ordered[:MOST_OPEN]


def _heads(rows: Sequence[_Row]) -> dict[str, tuple[Head, ...]]:
    """Who led most of the visits made and planned, by sender."""
    led = Counter((row.sender, row.head) for row in rows if row.head and row.status not in NOT_MADE)
    people = Official.objects.in_bulk({head for _, head in led})
    found: dict[str, list[Head]] = {row.sender: [] for row in rows}
    for (sender, head), number in led.items():
        if head in people:
            found[sender].append(Head(people[head].name, people[head].slug, number))
    return {
        sender: tuple(sorted(heads, key=lambda one: (-one.number, one.name, one.slug)))[:MOST_HEADS]
        for sender, heads in found.items()
    }


def _read(versions: Iterable[int]) -> dict[int, Visit]:
    rows = list(VisitVersion.objects.filter(pk__in=set(versions)))
    return {row.pk: visit for row, visit in zip(rows, visits_of_versions(rows), strict=True)}
