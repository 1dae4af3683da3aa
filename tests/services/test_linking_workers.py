"""Four worker processes on the same timelines at once: as if one had done it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import redis as redis_py

from tests.fixtures.workers import WorkerProcess, child_environment
from tests.pipeline import item, meeting_facts, receive, settle, visit_facts
from visits.ingest.items import Item
from visits.models import (
    Announcement,
    Claim,
    Itinerary,
    Meeting,
    Official,
    Reading,
    Timeline,
    Visit,
    VisitVersion,
)
from visits.queries.due import due_readings
from visits.queries.progress import pipeline_progress
from visits.tasks import extract_announcements, link_timeline
from visits.terms import DeliveryState

pytestmark = [
    pytest.mark.worker,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("countries"),
]
WORKERS = 4
STOPS = (("Russia", "Moscow", 3), ("Kazakhstan", "Astana", 6), ("France", "Paris", 9))


def told(n: int) -> Item:
    """One of many announcements of one tour, which two other people's meetings hang on."""
    country, city, day = STOPS[n % len(STOPS)]
    text = (
        f"Chinese Foreign Minister Wang Yi will visit {country} from June {day} to June {day + 2}, "
        f"officials said in note {n}. Russian Foreign Minister Sergey Lavrov and Wang Yi will meet "
        f"in {city} on June {day + 1}."
    )
    if n % 4 == 3:
        text = (
            f"Russian Foreign Minister Sergey Lavrov will visit {country} from June {day} to "
            f"June {day + 2}, officials said in note {n}."
        )
    return item(f"g{n}", text, day=f"2025-05-{10 + n:02d}")


NEWS = [told(n) for n in range(16)]


def forget() -> None:
    for model in (Meeting, Visit, Itinerary, VisitVersion, Claim, Timeline, Reading):
        model.objects.all().delete()
    Announcement.objects.all().delete()
    Official.objects.all().delete()


def facts() -> tuple[Any, ...]:
    names = sorted(Official.objects.values_list("name", "country"))
    return visit_facts(), meeting_facts(), names


@pytest.fixture
def workers(countries: None, redis: redis_py.Redis, tmp_path: Path) -> Iterator[None]:
    found = [
        WorkerProcess(child_environment(), tmp_path / f"worker{n}.log") for n in range(WORKERS)
    ]
    with ThreadPoolExecutor(WORKERS) as threads:
        list(threads.map(lambda n: found[n].start("--hostname", f"w{n}@%h"), range(WORKERS)))
    yield
    for worker in found:
        worker.stop()


def test_four_processes_on_the_same_timelines_do_what_one_does(
    workers: None, eventually: Callable[..., None]
) -> None:
    receive(*NEWS)
    settle()
    serial = facts()
    forget()

    receive(*NEWS)
    for pk in due_readings():
        extract_announcements.delay([pk])
    # Much more often than anybody would: each timeline is asked for by all workers at once.
    for _ in range(3):
        for pk in Timeline.objects.values_list("pk", flat=True):
            link_timeline.delay(pk)

    def is_done() -> bool:
        progress = pipeline_progress()
        return not progress["due_extraction"] and not progress["due_linking"]

    eventually(is_done, 120.0)
    assert facts() == serial
    assert Timeline.objects.filter(state=DeliveryState.DEAD).count() == 0
    assert not Timeline.objects.exclude(reason="").exists()
    assert VisitVersion.objects.filter(recorded_to=None).count() == Visit.objects.count()
