"""Rules that a database constraint cannot say, and the one error that they raise."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from visits.extraction.dates import Window
from visits.extraction.stays import FIRST_DAY, LAST_DAY, in_calendar

_NOT_IN_URLS = re.compile(r"[\s\x00-\x1f\x7f]")


class FieldProblem(ValueError):
    """Bad input: `field` names it, `message` says what is wrong and what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def check_stay(start: Window | None, end: Window | None) -> None:
    """Refuses days beyond the calendar, and a last possible day that lies before the first one."""
    if not (in_calendar(start) and in_calendar(end)):
        raise FieldProblem(
            "dates",
            _("Give days between %(first)s and %(last)s: others are not kept.")
            % {"first": FIRST_DAY.year, "last": LAST_DAY.year},
        )
    if start is None or end is None or start.earliest is None or end.latest is None:
        return
    if end.latest < start.earliest:
        raise FieldProblem(
            "dates",
            _(
                "The stay ends (%(end)s) before it starts (%(start)s): "
                "check the order of the two dates."
            )
            % {"end": end.latest.isoformat(), "start": start.earliest.isoformat()},
        )


def check_name(field: str, name: str) -> None:
    """Refuses what can't be a name in any script."""
    if not any(character.isalpha() for character in name):
        raise FieldProblem(field, _("A name has letters: write it out."))


def check_web_address(field: str, url: str) -> None:
    """Refuses what a reader could not open as a link."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        # Both are read here, for either may say that it is none.
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or _NOT_IN_URLS.search(url):
        raise FieldProblem(
            field, _("Give a full web address that begins with https:// or http://.")
        )
    if len(url) > 2000:
        raise FieldProblem(field, _("The address is longer than 2,000 characters: shorten it."))
