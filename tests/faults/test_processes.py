"""Workers and timetables that are killed, and too many of them."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from random import Random

import pytest

from tests.faults.conftest import Baseline
from tests.faults.dump import dump
from tests.faults.site import Site
from tests.faults.stream import stream
from visits.models import Reading, Timeline
from visits.terms import DeliveryState

pytestmark = [pytest.mark.faults, pytest.mark.worker]
SEED = 20250328
KILLS_OF_CHILDREN = 16
KILLS_OF_WORKERS = 5
PREFORK = ("--pool", "prefork", "--concurrency", "2")


def test_two_timetables_and_four_workers_do_what_one_process_does(
    site: Site, faultless: Baseline
) -> None:
    items = stream(64)
    wanted = faultless(items)
    for n in range(4):
        site.worker(f"w{n}")
    site.beat("beat1")
    site.beat("beat2")

    site.publish(items)

    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert site.dead() == 0


def test_children_of_a_pool_killed_at_planned_statements(
    site: Site, faultless: Baseline, tmp_path: Path
) -> None:
    items = stream(120)
    wanted = faultless(items)
    chance = Random(SEED)
    plan = tmp_path / "plan"
    points = [chance.randint(60, 150) for _ in range(KILLS_OF_CHILDREN)]
    plan.write_text("\n".join(map(str, points)))
    site.worker("w1", *PREFORK, app="tests.faults.killing", KILL_PLAN=str(plan))
    site.beat()

    site.publish(items)

    site.wait(site.is_done, 120)
    log = (tmp_path / "w1.log").read_text()
    assert log.count("signal 9 (SIGKILL)") >= KILLS_OF_CHILDREN
    assert plan.read_text() == ""
    assert dump() == wanted
    assert site.dead() == 0


def test_workers_killed_at_planned_statements_and_started_again(
    site: Site, faultless: Baseline, tmp_path: Path
) -> None:
    items = stream(60)
    wanted = faultless(items)
    chance = Random(SEED)
    plan = tmp_path / "plan"
    site.beat()

    for n in range(1, KILLS_OF_WORKERS + 1):
        plan.write_text(str(chance.randint(40, 200)))
        site.publish(items[: n * len(items) // KILLS_OF_WORKERS])
        worker = site.worker("w1", app="tests.faults.killing", KILL_PLAN=str(plan))
        assert worker.process is not None
        assert worker.process.wait(30) == -signal.SIGKILL
    site.worker("w2")

    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert site.dead() == 0


def test_work_of_a_killed_pool_is_taken_up_within_a_minute(site: Site, faultless: Baseline) -> None:
    """With the times that a site has of itself: nothing here is made quicker for the test."""
    items = stream(112)
    wanted = faultless(items)
    usual = "15"
    first = site.worker("w1", *PREFORK, SWEEP_SECONDS=usual)
    site.beat(SWEEP_SECONDS=usual)
    site.publish(items)
    running = {"state": DeliveryState.RUNNING}
    site.wait(lambda: Reading.objects.filter(state=DeliveryState.DONE).count() > 40, 60)
    site.wait(
        lambda: (
            Reading.objects.filter(**running).exists()
            or Timeline.objects.filter(**running).exists()
        ),
        60,
    )

    first.kill_all()
    lost = list(Reading.objects.filter(**running).values_list("pk", flat=True))
    cut = list(Timeline.objects.filter(**running).values_list("pk", flat=True))
    site.worker("w2", *PREFORK, SWEEP_SECONDS=usual)

    took = site.wait(
        lambda: (
            not Reading.objects.filter(pk__in=lost).exclude(state="done").exists()
            and not Timeline.objects.filter(pk__in=cut).exclude(state="done").exists()
        ),
        60,
    )
    print(f"taken up and done after {took:.1f} s: {len(lost)} texts, {len(cut)} timelines")
    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert site.dead() == 0


def test_a_worker_that_is_asked_to_stop_leaves_nothing_half_done(
    site: Site, faultless: Baseline
) -> None:
    items = stream(64)
    wanted = faultless(items)
    worker = site.worker("w1", *PREFORK)
    site.beat()
    site.publish(items)
    site.wait(lambda: Reading.objects.filter(state=DeliveryState.DONE).count() > 20)

    assert worker.process is not None
    os.kill(worker.process.pid, signal.SIGTERM)
    assert worker.process.wait(30) == 0

    assert not Reading.objects.filter(state=DeliveryState.RUNNING).exists()
    assert not Timeline.objects.filter(state=DeliveryState.RUNNING).exists()
    site.worker("w2")
    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert set(Reading.objects.values_list("attempts", flat=True)) == {1}
