"""The first pull of the sample feed, and how far it has come."""

from __future__ import annotations

import time
from collections.abc import Callable

from diplomacy.run.terminal import StatusLine, said

PATIENCE = 180.0
# The feed is stored item by item: done is when nothing has been due for so many looks.
QUIET_LOOKS = 4


def pull(address: str) -> None:
    """Sends the worker to the sources that this very site serves."""
    # Inline: models and tasks can be imported after Django's set-up alone.
    from visits.models import Source  # noqa: PLC0415
    from visits.tasks import fetch_source, sweep  # noqa: PLC0415

    sweep.delay()
    for pk in Source.objects.filter(url__startswith=f"{address}/").values_list("pk", flat=True):
        fetch_source.delay(pk)


def follow(require_alive: Callable[[], None]) -> None:
    """Shows the progress until all that was fetched is read and linked."""
    # Inline: queries can be imported after Django's set-up alone.
    from visits.queries.progress import pipeline_progress  # noqa: PLC0415

    line = StatusLine()
    until = time.monotonic() + PATIENCE
    quiet = 0
    while quiet < QUIET_LOOKS and time.monotonic() < until:
        require_alive()
        progress = pipeline_progress()
        line.show(_told(progress))
        due = progress["due_extraction"] + progress["due_linking"]
        quiet = quiet + 1 if progress["announcements"] and not due else 0
        time.sleep(0.25)
    line.close()
    if quiet < QUIET_LOOKS:
        said("The worker has not finished yet; it goes on, and the pages fill meanwhile.")
        return
    said(
        f"Done: {progress['announcements']} announcements became {progress['visits']} visits "
        f"and {progress['meetings']} meetings."
    )


def _told(progress: dict[str, int]) -> str:
    announcements = progress["announcements"]
    return (
        f"Sample feed: {announcements} announcements fetched, "
        f"{announcements - progress['due_extraction']} read, "
        f"{progress['due_linking']} timelines to link, "
        f"{progress['visits']} visits and {progress['meetings']} meetings so far"
    )
