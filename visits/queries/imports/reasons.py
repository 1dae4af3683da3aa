"""Why a row was left out, or is looked at, in the reader's language; parsers speak English."""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext, gettext_noop

# Everything that a row's reason is put together from. The first that fits is the one.
_SAID = (
    gettext_noop("holds a formula: put its value there"),
    gettext_noop("longer than %(n)s characters"),
    gettext_noop("the host is the visitor's own country"),
    gettext_noop("the last day comes before the first"),
    gettext_noop("the host country is empty"),
    gettext_noop("unknown country “%(name)s”"),
    gettext_noop("nobody is named"),
    gettext_noop("“%(text)s” is no date with a year"),
    gettext_noop("“%(text)s” is no date"),
    gettext_noop("“%(text)s” is not a day that the calendar has"),
    gettext_noop("the calendar runs from %(first)s to %(last)s"),
    gettext_noop("“%(text)s” gives the year in two figures"),
    gettext_noop("“%(text)s” may be day/month or month/day, and the column does not show which"),
    gettext_noop("“%(text)s” is no %(field)s that is known here"),
    gettext_noop("“%(text)s” is no address of a page"),
    gettext_noop("%(country)s was no state on %(day)s"),
    gettext_noop("“%(text)s” may be %(names)s"),
    gettext_noop("country %(code)s is not stored here"),
    gettext_noop("as row %(row)s"),
    gettext_noop("row %(row)s has the same key, and says something else"),
    gettext_noop("as it was imported before"),
    gettext_noop("says something else than when it was imported"),
    gettext_noop("was taken back before"),
    gettext_noop("visit %(visit)s says so already"),
    gettext_noop("visit %(visit)s of the same person is near it, and says something else"),
    gettext_noop("visit %(visit)s"),
    gettext_noop("the visitor's country is not told"),
    gettext_noop("%(n)s officials may be %(name)s"),
    gettext_noop("has %(n)s cells, the header %(header)s: is the file cut off?"),
    gettext_noop("has %(n)s cells, the header %(header)s"),
    gettext_noop("cell %(n)s is longer than %(most)s characters"),
    gettext_noop("%(n)s officials of %(country)s are called %(name)s: give a person_id"),
    gettext_noop("the same tenure twice: ends %(end)s, row %(row)s says %(other)s"),
    gettext_noop("end %(end)s is before start %(start)s"),
)


def reason_words(reason: str) -> str:
    """The reason part by part; a part that is not known stays as it is."""
    return gettext("; ").join(_part(part) for part in reason.split("; ") if part)


def _part(part: str) -> str:
    for words, pattern in _patterns():
        if told := pattern.fullmatch(part):
            return gettext(words) % told.groupdict()
    return part


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((words, _pattern(words)) for words in _SAID)


def _pattern(words: str) -> re.Pattern[str]:
    """What the words are with anything in their places."""
    parts = re.split(r"%\((\w+)\)s", words)
    found = [f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(found), re.DOTALL)
