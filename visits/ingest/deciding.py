"""What comes next for a source, and why: a pure function of what is known of it and what came.

Time is an argument, and chance is none: the jitter is drawn from the source's name and the time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

SOONEST = timedelta(minutes=15)
LATEST = timedelta(hours=24)
MOST_GONES = 3
FAILING_AT_MOST = timedelta(days=14)
#: A back-off is lengthened by up to this part of itself, so that what failed together parts.
JITTER = 0.2
#: One in so many fetches leaves the validators out.
AFRESH = 100


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source before its fetch. `wait` is how often its editor has it looked at.

    `failing_since` is when the first failure of the present row was; `gones` counts 410s in a row.
    """

    slug: str
    wait: timedelta
    failures: int = 0
    failing_since: datetime | None = None
    gones: int = 0


@dataclass(frozen=True, slots=True)
class Came:
    """What a fetch came to: nothing in `failure` where it was answered.

    `ttl`, `fresh_for` and `retry_after` are what the feed, Cache-Control and Retry-After ask for.
    `busy_for` is how long the host is another worker's: then nothing was asked.
    """

    failure: str = ""
    status: int | None = None
    ttl: timedelta | None = None
    fresh_for: timedelta | None = None
    retry_after: timedelta | None = None
    busy_for: timedelta | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """When to look again and why; `disabled` says why never, where it does."""

    at: datetime
    why: str
    failures: int = 0
    failing_since: datetime | None = None
    gones: int = 0
    disabled: str = ""


def decide(known: Known, came: Came, now: datetime) -> Next:
    """The next check: what the editor, the feed and the server ask for, whichever is longest.

    Between 15 minutes and a day. After a failure the wait doubles each time, and a source that was
    gone three times, or that failed for two weeks, is disabled.
    """
    if came.busy_for is not None:
        return _put_off(known, came.busy_for, now)
    if came.failure:
        return _failed(known, came, now)
    asked = [(known.wait, "as often as its settings say")]
    asked += _asked(came)
    wait, why = max(asked, key=lambda each: each[0])
    if came.more:
        wait, why = SOONEST, "there is more to fetch than one visit takes"
    at, why = _clamped(now, wait, why)
    return Next(at, why)


def _failed(known: Known, came: Came, now: datetime) -> Next:
    failures = known.failures + 1
    since = known.failing_since or now
    gones = known.gones + 1 if came.status == 410 else 0
    doubled = known.wait * 2 ** min(failures - 1, 10)
    doubled = min(doubled, LATEST) * (1 + JITTER * chance(known.slug, now))
    times = "1 failure" if failures == 1 else f"{failures} failures in a row"
    asked = [(doubled, f"after {times}"), *_asked(came)]
    at, why = _clamped(now, *max(asked, key=lambda each: each[0]))
    return Next(at, why, failures, since, gones, _given_up(gones, since, now, came))


def _given_up(gones: int, since: datetime, now: datetime, came: Came) -> str:
    if gones >= MOST_GONES:
        return f"Its server said {gones} times in a row that it is gone for good (410)."
    if now - since >= FAILING_AT_MOST:
        days = (now - since).days
        return f"It failed for {days} days; the last time: {came.failure}"[:300]
    return ""


def _put_off(known: Known, busy_for: timedelta, now: datetime) -> Next:
    """Nothing was asked, so nothing is held against the source."""
    wait = max(busy_for, timedelta(seconds=5)) * (1 + JITTER * chance(known.slug, now))
    return Next(
        now + min(wait, LATEST),
        "another request to its host is under way",
        known.failures,
        known.failing_since,
        known.gones,
    )


def _asked(came: Came) -> list[tuple[timedelta, str]]:
    wishes = (
        (came.ttl, "the feed asks for it"),
        (came.fresh_for, "its server calls the answer fresh for so long (Cache-Control)"),
        (came.retry_after, "its server asks for it (Retry-After)"),
    )
    return [(wait, why) for wait, why in wishes if wait is not None]


def _clamped(now: datetime, wait: timedelta, why: str) -> tuple[datetime, str]:
    if wait > LATEST:
        return now + LATEST, f"{why}, at the latest after a day"
    if wait < SOONEST:
        return now + SOONEST, f"{why}, but not within 15 minutes"
    return now + wait, why


def asks_afresh(slug: str, now: datetime) -> bool:
    """Whether this fetch leaves the validators out, as one in a hundred does.

    A server whose validators are stuck would otherwise keep its news for ever.
    """
    return chance(f"afresh:{slug}", now) < 1 / AFRESH


def chance(name: str, now: datetime) -> float:
    """A number from 0 up to 1 that the name and the time alone decide."""
    digest = hashlib.sha256(f"{name}@{now.isoformat()}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56
