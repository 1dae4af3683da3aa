"""Linking: the cost of one announcement among many stored visits, and quality beside splink."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bench.figures import Figure
from bench.linking_pairs import beside_splink
from bench.linking_stream import announcements_a_second
from bench.scale import stored
from bench.scale_rows import HEAD_TRIPS, TRIPS, person, trips, visit_value
from visits.models import Announcement, Claim, Source
from visits.queries.claim_values import announcement_name
from visits.services.linking import link_due_timeline
from visits.services.timelines import store_claims

ROUNDS = 3
PEOPLE = 25
NOW = datetime(2025, 6, 1, tzinfo=UTC)


@dataclass
class _Cost:
    """What single announcements cost: milliseconds and numbers of queries."""

    took: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.took)

    @property
    def asked(self) -> float:
        return statistics.median(self.queries)


class _Count:
    """Counts what is asked of the database, without keeping it."""

    queries = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.queries += 1
        return execute(sql, params, many, context)


def measure(scales: list[int], texts: Path | None, var: Path) -> list[Figure]:
    """Costs with each number of stored visits, taken in turns so that a busy machine is fair."""
    costs = {scale: _Cost() for scale in scales}
    heads = {scale: _Cost() for scale in scales}
    for _ in range(ROUNDS):
        for scale in scales:
            with stored(scale):
                _measure(costs[scale], range(1, PEOPLE + 1), TRIPS)
                _measure(heads[scale], [0] * (PEOPLE // 2), HEAD_TRIPS)
    figures = []
    for scale in scales:
        cost, head = costs[scale], heads[scale]
        stored_ = f"{scale:,} visits stored"
        figures += [
            Figure(f"{stored_}: one announcement, linked", cost.milliseconds, "ms"),
            Figure(f"{stored_}: queries", cost.asked, "queries"),
            Figure(f"{stored_}: head of state with 20,000 claims", head.milliseconds, "ms"),
            Figure(f"{stored_}: queries for the head of state", head.asked, "queries"),
            Figure(
                f"{stored_}: head of state / median person (at most)",
                head.milliseconds / cost.milliseconds,
                "times",
                3,
            ),
        ]
    least, most = costs[min(scales)], costs[max(scales)]
    figures.append(
        Figure(
            f"{max(scales):,} / {min(scales):,} visits stored (at most)",
            most.milliseconds / least.milliseconds,
            "times",
            1.25,
        )
    )
    figures.append(
        Figure("the same, difference of queries", most.asked - least.asked, "queries", 0)
    )
    return [*figures, *announcements_a_second(texts), *beside_splink(texts, var)]


def _measure(cost: _Cost, people: Any, visits: int) -> None:
    """Another announcement of a stored visit of each; nothing of it is kept."""
    for n, number in enumerate(people):
        with _undone():
            rows = _another(number, visits, n)
            asked = _Count()
            with connection.execute_wrapper(asked):
                began = time.perf_counter()
                _link(rows)
                took = time.perf_counter() - began
            cost.queries.append(asked.queries)
        if n:
            cost.took.append(1000 * took)


def _link(rows: list[Claim]) -> None:
    for timeline in sorted(store_claims(rows, NOW)):
        link_due_timeline(timeline_id=timeline)


@contextmanager
def _undone() -> Iterator[None]:
    """All that is written is taken back; so the flush of a commit is in no figure."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _another(number: int, visits: int, n: int) -> list[Claim]:
    """An unsaved claim of a new announcement of one of the person's later visits."""
    told = list(trips(number, visits))
    host, start, end = told[-2 - n % (visits // 3)]
    who = person(number)
    source = Source.objects.get(slug="wire")
    published = datetime.combine(start - timedelta(days=2), datetime.min.time(), UTC)
    text = f"{who['name']} arrives in {host} on {start}, officials said."
    announcement = Announcement.objects.create(
        source=source,
        guid=f"another-{number}-{n}",
        text=text,
        published_at=published,
        published_on=published.date(),
        fetched_at=NOW,
        content_hash="",
        signature=[],
    )
    words = {"start": 0, "end": len(text), "quote": text, "stated": True}
    return [
        Claim(
            key=f"{announcement_name(announcement)}#001",
            announcement=announcement,
            subject="visit",
            value=visit_value(who, host, start, end),
            evidence={"sentence": words},
            confidence=0.9,
            engine="bench",
        )
    ]
