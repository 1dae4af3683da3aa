"""The timetable under a clock that is set back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from diplomacy.celery import app
from diplomacy.timetable import Steady

NOW = datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "due"), [(14, False), (16, True), (-14, False), (-16, True), (-3600, True)]
)
def test_a_run_that_lies_in_the_future_counts_as_long_ago(ago: float, due: bool) -> None:
    timetable = Steady(15, app=app)

    with time_machine.travel(NOW, tick=False):
        found = timetable.is_due(NOW - timedelta(seconds=ago))

    assert found.is_due is due
