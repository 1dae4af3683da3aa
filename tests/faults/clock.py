"""The application under a clock that is set; for `celery -A`.

`CLOCK_FROM` is the moment at which the process believes to start, `CLOCK_STEPS` has
"seconds after the start:seconds to step", with commas between.
"""

from __future__ import annotations

import os
import threading
import time
from datetime import datetime, timedelta

import time_machine

os.environ["TZ"] = "Europe/Paris"
time.tzset()
_traveller = time_machine.travel(datetime.fromisoformat(os.environ["CLOCK_FROM"]), tick=True)
_coordinates = _traveller.start()


def _step() -> None:
    began = time.monotonic()
    for told in os.environ["CLOCK_STEPS"].split(","):
        after, step = map(float, told.split(":"))
        time.sleep(max(0.0, began + after - time.monotonic()))
        _coordinates.shift(timedelta(seconds=step))


threading.Thread(target=_step, daemon=True).start()

# After the clock: what is imported takes its own copies of it.
from diplomacy.celery import app  # noqa: E402

__all__ = ["app"]
