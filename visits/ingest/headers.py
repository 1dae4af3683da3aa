"""What a server's headers say of when to come again. Pure: the time is an argument."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Headers = Mapping[str, str]
#: Longer than anything that is heeded; keeps sums of times inside the calendar.
_LONGEST = timedelta(days=366)
_DIRECTIVE = re.compile(r"(?:^|,)\s*([a-z-]+)\s*(?:=\s*\"?(\d+)\"?)?", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def retry_after(headers: Headers, now: datetime) -> timedelta | None:
    """The wait that Retry-After asks for: seconds, or a moment by the server's own clock.

    The moment is measured against the Date of the same answer, so that a clock that is wrong (the
    server's or ours) does not matter; against `now` where the answer has none.
    """
    told = headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit():
        return _seconds(told)
    moment = _moment(told)
    if moment is None:
        return None
    server = _moment(headers.get("Date", "")) or now
    return min(max(moment - server, timedelta(0)), _LONGEST)


def fresh_for(headers: Headers) -> timedelta | None:
    """How long Cache-Control calls the answer fresh, less its Age; None where it says nothing."""
    directives = {
        name.lower(): value for name, value in _DIRECTIVE.findall(headers.get("Cache-Control", ""))
    }
    if "no-store" in directives or "no-cache" in directives or not directives.get("max-age"):
        return None
    age = headers.get("Age", "").strip()
    spent = _seconds(age) if age.isascii() and age.isdigit() else timedelta(0)
    return max(_seconds(directives["max-age"]) - spent, timedelta(0))


def charset(headers: Headers) -> str:
    """The charset that Content-Type names, or ""."""
    found = _CHARSET.search(headers.get("Content-Type", ""))
    return found.group(1)[:40] if found else ""


def _seconds(told: str) -> timedelta:
    # Numbers of any length are sent.
    return min(timedelta(seconds=int(told[:12])), _LONGEST)


def _moment(told: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(told)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
