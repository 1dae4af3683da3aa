"""Beat's scheduler, for a clock that may be set back."""

from __future__ import annotations

import time
from typing import Any

from celery.beat import PersistentScheduler

#: Seconds; less is the clock being disciplined.
SET_BACK = 1.0


class SteadyScheduler(PersistentScheduler):
    """Looks at all entries afresh after a step back, rather than wait for the old time to come."""

    _latest = 0.0

    def tick(self, *args: Any, **kwargs: Any) -> float:
        now = time.time()
        if now < self._latest - SET_BACK:
            self._heap = None
        self._latest = now
        wait: float = super().tick(*args, **kwargs)
        return wait
