"""Clocks of machines that are set over a change of daylight saving time, and differ."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Baseline
from tests.faults.dump import dump
from tests.faults.site import Site
from tests.faults.stream import stream

pytestmark = [pytest.mark.faults, pytest.mark.worker]
# Europe/Paris goes from 2 to 3 o'clock at one in the morning, UTC, and back in October.
CASES = [
    ("2026-03-29T00:59:57+00:00", "3:3600,8:-3600"),
    ("2025-10-26T00:59:57+00:00", "3:-3600,8:3600"),
]


@pytest.mark.parametrize(("start", "steps"), CASES)
def test_clocks_that_step_by_an_hour(
    site: Site, faultless: Baseline, start: str, steps: str
) -> None:
    """One worker's clock and the timetable's step; the other worker's and the database's do not."""
    items = stream(48)
    wanted = faultless(items)
    site.worker("w1", app="tests.faults.clock", CLOCK_FROM=start, CLOCK_STEPS=steps)
    site.worker("w2")
    site.publish(items[:20])
    site.beat(app="tests.faults.clock", CLOCK_FROM=start, CLOCK_STEPS=steps)
    site.wait(site.is_done, 120)

    # The steps are over by now, and the timetable is still kept.
    site.publish(items)

    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert site.dead() == 0
