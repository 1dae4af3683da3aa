"""Two countries: what they exchanged either way, what is open between them, and who travels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from visits.choices import RANKS
from visits.models import Country, Visit
from visits.queries.names import name_known
from visits.queries.outcomes import (
    FIRST_DAY,
    LAST_DAY,
    NOT_MADE,
    Outcomes,
    declined_among,
    outcomes_of,
)
from visits.queries.visits import visits_alone, visits_shown
from visits.terms import VisitStatus

MOST_HEADS = 6
MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """`number` visits one way, of one month, status and rank; no month where undated.

    `is_past`: their days, or the window of their tour, are over.
    """

    sender: str
    year: int | None
    month: int | None
    status: VisitStatus
    rank: int
    is_past: bool
    number: int


@dataclass(frozen=True, slots=True)
class Head:
    name: str
    slug: str
    number: int


@dataclass(frozen=True, slots=True)
class Way:
    """Visits from one country to the other; `since` are the days since the last one was over.

    `ranks` and `heads` are of those made and planned.
    """

    sender: Country
    host: Country
    outcomes: Outcomes
    ranks: tuple[tuple[str, int], ...]
    last: Visit | None
    since: int | None
    next: Visit | None
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    there: Way
    back: Way
    cells: tuple[Cell, ...]

    @property
    def balance(self) -> int:
        """By how many visits more the first country made than the second."""
        return self.there.outcomes.made - self.back.outcomes.made

    @property
    def leader(self) -> Way | None:
        """The way that more visits were made; None where they are even."""
        if not self.balance:
            return None
        return self.there if self.balance > 0 else self.back


def pair_between(one: Country, other: Country, day: date) -> Pair:
    """The pair as it stands on the day; the number of queries does not depend on the rows."""
    cells = _cells(one, other, day)
    declined = _declined(one, other)
    marked = {
        (way.code, side): _marked(way, host, day, side)
        for way, host in ((one, other), (other, one))
        for side in ("last", "next")
    }
    read = {
        visit.pk: visit for visit in visits_shown().filter(pk__in=filter(None, marked.values()))
    }

    def way_of(sender: Country, host: Country) -> Way:
        last = read.get(marked[sender.code, "last"] or 0)
        coming = read.get(marked[sender.code, "next"] or 0)
        heads = _heads(sender, host)
        return way(sender, host, cells, (last, coming), heads, day, declined[sender.code])

    return Pair(way_of(one, other), way_of(other, one), cells)


def visits_between(one: Country, other: Country) -> QuerySet[Visit]:
    """Visits either way, with nothing read along."""
    return visits_alone().filter(_either(one, other))


def open_invitations(one: Country, other: Country, day: date) -> QuerySet[Visit]:
    """Invitations without an answer whose days have not passed, the undated ones last."""
    found = visits_shown().filter(_either(one, other))
    asked = found.filter(status=VisitStatus.INVITED, accepted=False)
    still = Q(over=None, window_latest=None) | Q(over=None, window_latest__gte=day)
    found = asked.alias(over=LAST_DAY).filter(still | Q(over__gte=day))
    return found.order_by(F("start_earliest").asc(nulls_last=True), "pk")[:MOST_OPEN]


def _either(one: Country, other: Country) -> Q:
    there = Q(visitor_country=one, host=other)
    return there | Q(visitor_country=other, host=one)


def _cells(one: Country, other: Country, day: date) -> tuple[Cell, ...]:
    rows = (
        visits_between(one, other)
        .alias(over=Coalesce(LAST_DAY, "window_latest"))
        .annotate(
            year=ExtractYear(FIRST_DAY),
            month=ExtractMonth(FIRST_DAY),
            past=Case(When(over__lt=day, then=True), default=False),
        )
        .order_by()
        .values_list("visitor_country", "year", "month", "status", "rank", "past")
        .annotate(number=Count("pk"))
    )
    return tuple(
        Cell(sender, year, month, VisitStatus(status), rank, past, number)
        for sender, year, month, status, rank, past, number in rows
    )


def _declined(one: Country, other: Country) -> Counter[str]:
    """How many invitations people of each of the two turned down."""
    rows = declined_among(visits_between(one, other)).order_by().values_list("visitor_country")
    return Counter(dict(rows.annotate(number=Count("pk"))))


def _marked(sender: Country, host: Country, day: date, side: str) -> int | None:
    """The id of the last visit that began by the day, or of the next one after it."""
    one_way = visits_alone().filter(visitor_country=sender, host=host)
    dated = one_way.exclude(status__in=NOT_MADE).alias(first=FIRST_DAY).order_by()
    if side == "last":
        found = dated.filter(first__lte=day).order_by("-first", "-pk")
    else:
        ahead = dated.filter(first__gt=day).exclude(status=VisitStatus.COMPLETED)
        found = ahead.order_by("first", "pk")
    return found.values_list("pk", flat=True).first()


def way(
    sender: Country,
    host: Country,
    cells: Sequence[Cell],
    marked: tuple[Visit | None, Visit | None],
    heads: tuple[Head, ...],
    day: date,
    declined: int = 0,
) -> Way:
    """One way of a pair out of its cells; `marked` are the last visit and the next one, and
    `declined` invitations are among those cancelled."""
    own = [cell for cell in cells if cell.sender == sender.code]
    ranks: Counter[int] = Counter()
    for cell in own:
        if cell.status not in NOT_MADE:
            ranks[cell.rank] += cell.number
    last, coming = marked
    return Way(
        sender,
        host,
        outcomes=outcomes_of(((cell.status, cell.is_past, cell.number) for cell in own), declined),
        ranks=tuple((str(words), ranks[rank]) for rank, words in RANKS),
        last=last,
        since=_days_since(last, day),
        next=coming,
        heads=heads,
    )


def _days_since(visit: Visit | None, day: date) -> int | None:
    """0 while it is under way."""
    if visit is None:
        return None
    ends = (visit.end_latest, visit.end_earliest, visit.start_latest, visit.start_earliest)
    over = next(end for end in ends if end is not None)
    return max((day - over).days, 0)


def _heads(sender: Country, host: Country) -> tuple[Head, ...]:
    """Who led most of the visits made and planned."""
    led = visits_alone().filter(visitor_country=sender, host=host, head__isnull=False)
    rows = (
        led.exclude(status__in=NOT_MADE)
        .order_by()
        .values_list("head", "head__name", "head__slug")
        .annotate(number=Count("pk"))
        .order_by("-number", "head__name", "head__slug")
    )
    return tuple(
        Head(name_known(pk, name), slug, number) for pk, name, slug, number in rows[:MOST_HEADS]
    )
