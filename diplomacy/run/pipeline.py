"""The first pull of the sample feed, and how far it has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from diplomacy.run.terminal import StatusLine, said

PATIENCE = 180.0
# Done is when nothing has been due for so many looks: reading leaves linking due a moment later.
QUIET_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Pull:
    """What was asked of the worker: the sources under `address`, since `asked`.

    `is_first` where none of them has been fetched before, or an earlier start left work due.
    """

    address: str
    asked: datetime
    is_first: bool


def pull(address: str) -> Pull:
    """Sends the worker to the sources that this very site serves, and to all that is due."""
    # Inline: models and tasks can be imported after Django's set-up alone.
    from django.utils import timezone  # noqa: PLC0415

    from visits.models import Source  # noqa: PLC0415
    from visits.queries.progress import pipeline_progress  # noqa: PLC0415
    from visits.tasks import sweep  # noqa: PLC0415

    asked = timezone.now()
    progress = pipeline_progress()
    sources = Source.objects.filter(url__startswith=f"{address}/")
    fresh = sources.filter(last_new_at=None).exists()
    sources.update(next_check_at=asked)
    sweep.delay()
    return Pull(address, asked, is_first=fresh or _due(progress) > 0)


def follow(begun: Pull, require_alive: Callable[[], None]) -> None:
    """Shows the progress until all that was fetched is read and linked, or cannot be fetched."""
    # Inline: queries can be imported after Django's set-up alone.
    from visits.queries.progress import pipeline_progress  # noqa: PLC0415

    if not begun.is_first:
        return said(f"{_counts(pipeline_progress())} are there; the worker looks for news.")
    line = StatusLine()
    until = time.monotonic() + PATIENCE
    quiet, progress, trouble = 0, pipeline_progress(), ""
    while quiet < QUIET_LOOKS and not trouble and time.monotonic() < until:
        require_alive()
        fetched, trouble = _fetched(begun)
        progress = pipeline_progress()
        line.show(_told(progress))
        quiet = quiet + 1 if fetched and not _due(progress) else 0
        time.sleep(0.2)
    line.close()
    if trouble:
        said(f"The sample feed could not be fetched: {trouble}")
    elif quiet < QUIET_LOOKS:
        said("The worker has not finished yet; it goes on, and the pages fill meanwhile.")
    else:
        said(f"Done: {_counts(progress)}.")
    return None


def _due(progress: dict[str, int]) -> int:
    return progress["due_extraction"] + progress["due_linking"]


def _counts(progress: dict[str, int]) -> str:
    return (
        f"{progress['announcements']} announcements, {progress['visits']} visits "
        f"and {progress['meetings']} meetings"
    )


def _fetched(begun: Pull) -> tuple[bool, str]:
    """Whether the worker has been there, and what went wrong when it was."""
    from visits.models import Source  # noqa: PLC0415  after Django's set-up alone

    sources = Source.objects.filter(url__startswith=f"{begun.address}/", is_active=True)
    seen = sources.filter(last_fetch_at__gte=begun.asked)
    failed = seen.filter(failures__gt=0).values_list("last_error", flat=True).first()
    return seen.count() == sources.count(), failed or ""


def _told(progress: dict[str, int]) -> str:
    announcements = progress["announcements"]
    return (
        f"Sample feed: {announcements} announcements fetched, "
        f"{announcements - progress['due_extraction']} read, "
        f"{progress['due_linking']} timelines to link, "
        f"{progress['visits']} visits and {progress['meetings']} meetings so far"
    )
