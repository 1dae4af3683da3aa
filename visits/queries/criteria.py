"""What is asked for, as frozen values: pages, the API, saved filters and feeds share them.

Empty fields ask nothing. Officials are written as slug, id or name; countries as code.
`query()` gives the parameters back in the spelling that `visits.filters` reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from visits.terms import EditorialState, MeetingForm, Rank, VisitKind, VisitStatus

if TYPE_CHECKING:
    from visits.queries.found_words import WordsFound

Words = tuple[str, ...]
_PAIR = re.compile(r"((?:X-)?[A-Z]+)-((?:X-)?[A-Z]+)")

_PARAMETERS = {
    "from_day": "from",
    "until_day": "until",
    "officials": "official",
    "countries": "country",
    "visitors": "visitor",
    "hosts": "host",
    "pairs": "pair",
    "regions": "region",
    "statuses": "status",
    "kinds": "kind",
    "ranks": "rank",
    "states": "state",
    "confidence": "confidence",
    "forms": "form",
    "sources": "source",
    "languages": "language",
    "text": "q",
    "changes": "change",
    "after": "after",
    "table": "table",
    "answers": "answer",
}


def split_pair(pair: str) -> tuple[str, str]:
    """The codes of a pair as it is written: "RU-X-NATO" is of RU and X-NATO."""
    found = _PAIR.fullmatch(pair)
    if found is None:
        raise ValueError(f"{pair} is no pair of countries")
    return found[1], found[2]


def pair_of(one: str, other: str) -> str:
    """The pair as it is written, whichever comes first."""
    return "-".join(sorted((one, other)))


class Criteria:
    """Base of the criteria: turns them into a query string."""

    __slots__ = ()

    def query(self, *, without: Words = ()) -> str:
        """The query string that asks for the same, "" where nothing is asked."""
        return urlencode([pair for pair in self._pairs() if pair[0] not in without])

    def _pairs(self) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        for one in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            if not one.compare:
                continue
            value = getattr(self, one.name)
            values = value if isinstance(value, tuple) else (value,)
            name = _PARAMETERS[one.name]
            pairs += [(name, str(told)) for told in values if told not in (None, "")]
        return pairs


@dataclass(frozen=True, slots=True)
class VisitCriteria(Criteria):
    """`countries` are of either side; `from_day` and `until_day` leave undated visits out.

    `pairs` are written "CN-RU" and ask for visits either way; `regions` are of the host;
    `confidence` is the least one; `text` is looked for in names, places, purposes and
    announcements, and `found` is what was found for it, where that was looked up before.
    """

    from_day: date | None = None
    until_day: date | None = None
    officials: Words = ()
    countries: Words = ()
    visitors: Words = ()
    hosts: Words = ()
    pairs: Words = ()
    regions: Words = ()
    statuses: tuple[VisitStatus, ...] = ()
    kinds: tuple[VisitKind, ...] = ()
    ranks: tuple[Rank, ...] = ()
    states: tuple[EditorialState, ...] = ()
    confidence: float | None = None
    sources: Words = ()
    languages: Words = ()
    text: str = ""
    found: WordsFound | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CalendarCriteria:
    """The visits that a page of the calendar asks for, and how it shows them.

    `colour` is a facet of `visits.queries.colours`, `by` what a lane is of; "" is the usual one.
    """

    visits: VisitCriteria = VisitCriteria()
    colour: str = ""
    by: str = ""

    def query(self, *, without: Words = ()) -> str:
        """The query string that shows the same; the days are the page's own."""
        shown = {"colour": self.colour, "by": self.by}
        asked = {name: value for name, value in shown.items() if value and name not in without}
        parts = [self.visits.query(without=("from", "until", *without)), urlencode(asked)]
        return "&".join(part for part in parts if part)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.visits.query(without=("from", "until")))


@dataclass(frozen=True, slots=True)
class MeetingCriteria(Criteria):
    """`countries` are of a participant or of the place."""

    from_day: date | None = None
    until_day: date | None = None
    officials: Words = ()
    countries: Words = ()
    forms: tuple[MeetingForm, ...] = ()
    statuses: tuple[VisitStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class ItineraryCriteria(Criteria):
    """`countries` are of the traveller or of a host."""

    from_day: date | None = None
    until_day: date | None = None
    officials: Words = ()
    countries: Words = ()


@dataclass(frozen=True, slots=True)
class AnnouncementCriteria(Criteria):
    """Days are of publication; sources are slugs; `countries` are of the source."""

    from_day: date | None = None
    until_day: date | None = None
    sources: Words = ()
    languages: Words = ()
    countries: Words = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class OfficialCriteria(Criteria):
    """`text` is part of a name, in any script that is known."""

    countries: Words = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class CountryCriteria(Criteria):
    """`text` is part of a name or a code."""

    text: str = ""
