"""Streams of announcements with their own gold: trips of known people, told by several capitals.

Everything is drawn from a seed: who, where, when; how vague the day, how the name is printed, what
moves, what is dropped. Trips of one person to one country lie five weeks apart or more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from visits.extraction.dates import Window
from visits.linking import Party, Told, VisitClaim
from visits.terms import SourceSide, VisitKind, VisitStatus

PEOPLE = (
    ("VN", ("Le Hoai Trung", "Trung")),
    ("VN", ("Le Minh Khai", "Khai")),
    ("KR", ("Cho Tae-yul", "Cho Tae Yul")),
    ("HU", ("Peter Szijjarto", "Szijjártó Péter")),
    ("MX", ("Juan Ramón de la Fuente", "De la Fuente")),
    ("SA", ("Faisal bin Farhan Al Saud", "Prince Faisal bin Farhan")),
    ("AE", ("Abdullah bin Zayed Al Nahyan", "Sheikh Abdullah bin Zayed")),
    ("NZ", ("Winston Peters", "Peters")),
    ("KE", ("Musalia Mudavadi", "Mudavadi")),
    ("KE", ("William Ruto", "Ruto")),
)
HOSTS = ("FR", "JP", "IN", "ZA", "BR", "TR", "QA", "PL")
DAY_ONE = date(2025, 1, 6)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A claim with the trip that it is of and the name of who made it."""

    claim: VisitClaim
    trip: str
    visitor: str


def stream(seed: int) -> list[Mentioned]:
    """Some 150 mentions of some 40 trips in a year."""
    draw = Random(seed)
    found: list[Mentioned] = []
    for n, (country, names) in enumerate(PEOPLE):
        day = DAY_ONE + timedelta(days=draw.randrange(20))
        for trip in range(4):
            hosts = draw.sample(HOSTS, draw.choice((1, 1, 2, 3)))
            found += _trip(draw, f"{seed}-{n}-{trip}", country, names, hosts, day)
            day += timedelta(days=draw.randrange(50, 90))
    return found


def _trip(
    draw: Random, trip: str, country: str, names: tuple[str, ...], hosts: list[str], day: date
) -> list[Mentioned]:
    stops: list[tuple[str, date, date]] = []
    for host in hosts:
        last = day + timedelta(days=draw.randrange(1, 3))
        stops.append((host, day, last))
        day = last + timedelta(days=draw.choice((0, 1)))
    found: list[Mentioned] = []
    for n in range(draw.randint(2, 5)):
        when = stops[0][1] + timedelta(days=draw.choice((-12, -6, -3, -1, 1, 4)))
        told = told_by(draw, f"{trip}-{n}", country, hosts[0], when)
        name = draw.choice(names)
        for k, (host, first, last) in enumerate(stops):
            claim = claim_of(draw, f"{trip}-{n}#{k}", told, Party(name, country), host, first, last)
            found.append(Mentioned(claim, trip, names[0]))
    return found


def told_by(draw: Random, name: str, country: str, host: str, when: date) -> Told:
    standing, side = draw.choice(
        (
            (SourceSide.MINISTRY, country),
            (SourceSide.MINISTRY, host),
            (SourceSide.AGENCY, country),
            (SourceSide.WIRE, None),
        )
    )
    at = datetime(when.year, when.month, when.day, 9, tzinfo=UTC)
    return Told(name, "source", standing, side, at, at)


def claim_of(
    draw: Random, key: str, told: Told, head: Party, host: str, first: date, last: date
) -> VisitClaim:
    published = told.published.date()
    status = VisitStatus.PLANNED
    if published > last:
        status = VisitStatus.COMPLETED
    elif published >= first:
        status = VisitStatus.ONGOING
    how = draw.random()
    start: Window | None = Window(first, first)
    end: Window | None = Window(last, last)
    if how < 0.25:
        start = end = None
    elif how < 0.4:
        start, end = Window(first - timedelta(days=2), first + timedelta(days=4)), None
    elif how < 0.6:
        end = None
    return VisitClaim(
        key=key,
        told=told,
        visitors=(head,),
        visitor_country=head.country,
        host=host,
        start=start,
        end=end,
        status=status,
        kind=draw.choice((VisitKind.UNSPECIFIED, VisitKind.OFFICIAL, VisitKind.WORKING)),
    )
