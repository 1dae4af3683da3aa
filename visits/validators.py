"""Rules that a database constraint cannot say, and the one error that they raise."""

from __future__ import annotations

from urllib.parse import urlsplit

from visits.extraction.dates import Window


class FieldProblem(ValueError):
    """Bad input: `field` names it, `message` says what is wrong and what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def check_stay(start: Window | None, end: Window | None) -> None:
    """Refuses a stay whose last possible day lies before its first one."""
    if start is None or end is None or start.earliest is None or end.latest is None:
        return
    if end.latest < start.earliest:
        raise FieldProblem(
            "dates",
            f"The stay ends ({end.latest.isoformat()}) before it starts "
            f"({start.earliest.isoformat()}): check the order of the two dates.",
        )


def check_web_address(field: str, url: str) -> None:
    """Refuses what a reader could not open as a link."""
    if not url:
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise FieldProblem(field, "Give a full web address that begins with https:// or http://.")
    if len(url) > 2000:
        raise FieldProblem(field, "The address is longer than 2,000 characters: shorten it.")
