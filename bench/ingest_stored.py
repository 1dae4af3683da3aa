"""What one new announcement costs among many stored ones, from its arrival to its visit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction

from bench.figures import Figure
from bench.scale import stored
from bench.scale_rows import TRIPS, person, trips
from visits.ingest.items import Item
from visits.models import Claim, Country, Source
from visits.queries.due import due_readings, due_timelines
from visits.services.ingestion import ingest_items
from visits.services.linking import link_due_timeline
from visits.services.reading import read_announcements

ROUNDS = 3
PEOPLE = 25
NOW = datetime(2025, 6, 1, tzinfo=UTC)
STAGES = ("check and store", "read", "link")


def among_stored(scales: list[int]) -> list[Figure]:
    """With each number of stored visits, in turns, so that a busy machine is fair to all."""
    costs: dict[int, list[list[float]]] = {scale: [] for scale in scales}
    for _ in range(ROUNDS):
        for scale in scales:
            with stored(scale):
                costs[scale] += [_cost(number) for number in range(1, PEOPLE + 1)][1:]
    figures = []
    whole = {}
    for scale in scales:
        medians = [statistics.median(each) for each in zip(*costs[scale], strict=True)]
        whole[scale] = statistics.median(map(sum, costs[scale]))
        figures.append(Figure(f"{scale:,} visits stored: one announcement", whole[scale], "ms"))
        figures += [
            Figure(f"  of which: {stage}", took, "ms")
            for stage, took in zip(STAGES, medians, strict=True)
        ]
    most, least = max(scales), min(scales)
    told = f"{most:,} / {least:,} visits stored (at most)"
    return [*figures, Figure(told, whole[most] / whole[least], "times", 1.25)]


def _cost(number: int) -> list[float]:
    """Milliseconds of each stage, for another announcement of a stored trip; nothing is kept."""
    source = Source.objects.get(slug="wire")
    item = made_up(number, -2, dict(Country.objects.values_list("code", "names__en")))
    with _undone():
        ingest = _timed(lambda: ingest_items(source=source, items=[item], fetched_at=NOW))
        read = _timed(lambda: read_announcements(announcements=due_readings()))
        link = _timed(_link)
        assert Claim.objects.filter(announcement__guid=item.guid).exists(), item.text
    return [ingest, read, link]


def _link() -> None:
    for timeline in due_timelines():
        link_due_timeline(timeline_id=timeline)


def made_up(number: int, trip: int, names: Mapping[str, str]) -> Item:
    """The announcement of one trip of the person with this number; `names` are of countries."""
    host, start, end = list(trips(number, TRIPS))[trip]
    who = person(number)
    text = (
        f"Foreign Minister {who['name']} of {names[who['country']]} will visit {names[host]} from "
        f"{start:%B} {start.day} to {end:%B} {end.day}, {end.year}, officials said."
    )
    published = datetime.combine(start - timedelta(days=2), datetime.min.time(), UTC)
    return Item(f"another-{number}-{trip}", "", "", text, published, language="en")


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
