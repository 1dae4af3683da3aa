"""The application whose workers kill themselves at a planned point; for `celery -A`.

`KILL_PLAN` is a file with a number a line: each process that works takes one, and is killed with
signal 9 at its statement of that number (in the middle of a transaction, before it, or after the
commit, as it comes). A text with the word of `KILL_WORD` kills whoever reads it.
"""

from __future__ import annotations

import fcntl
import os
import signal
from pathlib import Path
from typing import Any

from celery.signals import worker_process_init
from django.db.backends.signals import connection_created

from diplomacy.celery import app
from visits.extraction import Document, Extraction
from visits.extraction import extract as really_extract
from visits.extraction.gazetteer import Gazetteer

__all__ = ["app"]


class _Plan:
    left = 0

    def take(self, **_: Any) -> None:
        plan = Path(os.environ.get("KILL_PLAN", os.devnull))
        with plan.open("r+" if plan.is_file() else "r", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            first, *rest = file.read().split() or ["0"]
            if plan.is_file():
                file.seek(0)
                file.write("\n".join(rest))
                file.truncate()
        self.left = int(first)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


_plan = _Plan()
# Each child of a pool takes one, and so does a worker without children.
worker_process_init.connect(_plan.take, weak=False)


def _count_statements(connection: Any, **_: Any) -> None:
    if _plan not in connection.execute_wrappers:
        connection.execute_wrappers.append(_plan)


connection_created.connect(_count_statements, weak=False)


def _extract(document: Document, gazetteer: Gazetteer) -> Extraction:
    if os.environ["KILL_WORD"] in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return really_extract(document, gazetteer)


@worker_process_init.connect(weak=False)
def _plant_poison(**_: Any) -> None:
    if "KILL_WORD" in os.environ:
        # Inline: the services can be imported after Django's set-up alone.
        from visits.services import reading  # noqa: PLC0415

        reading.extract = _extract  # type: ignore[attr-defined]
