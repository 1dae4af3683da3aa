"""Windows and stays in EDTF (ISO 8601-2), the form in which dates leave the program."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Stay(Protocol):
    """The windows of the first and of the last day, inclusive and nullable."""

    @property
    def start_earliest(self) -> date | None: ...
    @property
    def start_latest(self) -> date | None: ...
    @property
    def end_earliest(self) -> date | None: ...
    @property
    def end_latest(self) -> date | None: ...


def window_edtf(earliest: date | None, latest: date | None) -> str:
    """A day, or "one of a set" `[2025-05-01..2025-05-10]`, an open side empty; "" for none."""
    if earliest is None and latest is None:
        return ""
    if earliest == latest:
        return str(earliest)
    return f"[{earliest or ''}..{latest or ''}]"


def stay_edtf(visit: Stay) -> str:
    """The stay as an interval, "" for an undated one.

    An end that was not told is left empty, `2025-05-01/`. Sets have no place in an interval, so
    an uncertain end is its outermost day marked approximate, `2025-08-21~/2025-09-10~`; where
    nothing but one window is known, it is that window's set.
    """
    start = (visit.start_earliest, visit.start_latest)
    end = (visit.end_earliest, visit.end_latest)
    windows = {window for window in (start, end) if any(window)}
    if not windows:
        return ""
    only = windows.pop() if len(windows) == 1 else None
    if only and only[0] != only[1]:
        return window_edtf(*only)
    return f"{_edge(start[0] or start[1], start)}/{_edge(end[1] or end[0], end)}"


def _edge(day: date | None, window: tuple[date | None, date | None]) -> str:
    if day is None:
        return ""
    return str(day) if window[0] == window[1] else f"{day}~"
