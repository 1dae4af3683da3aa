"""What is asked for, as frozen values: pages, the API, saved filters and feeds share them.

Empty fields ask nothing. Officials are written as slug, id or name; countries as code.
`query()` gives the parameters back in the spelling that `visits.filters` reads.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode

from visits.terms import EditorialState, MeetingForm, Rank, VisitKind, VisitStatus

Words = tuple[str, ...]

_PARAMETERS = {
    "from_day": "from",
    "until_day": "until",
    "officials": "official",
    "countries": "country",
    "visitors": "visitor",
    "hosts": "host",
    "statuses": "status",
    "kinds": "kind",
    "ranks": "rank",
    "states": "state",
    "forms": "form",
    "sources": "source",
    "languages": "language",
    "text": "q",
}


class Criteria:
    """Base of the criteria: turns them into a query string."""

    __slots__ = ()

    def query(self, *, without: Words = ()) -> str:
        """The query string that asks for the same, "" where nothing is asked."""
        return urlencode([pair for pair in self._pairs() if pair[0] not in without])

    def _pairs(self) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        for field in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, field.name)
            values = value if isinstance(value, tuple) else (value,)
            name = _PARAMETERS[field.name]
            pairs += [(name, str(one)) for one in values if one not in (None, "")]
        return pairs


@dataclass(frozen=True, slots=True)
class VisitCriteria(Criteria):
    """`countries` are of either side; `from_day` and `until_day` leave undated visits out."""

    from_day: date | None = None
    until_day: date | None = None
    officials: Words = ()
    countries: Words = ()
    visitors: Words = ()
    hosts: Words = ()
    statuses: tuple[VisitStatus, ...] = ()
    kinds: tuple[VisitKind, ...] = ()
    ranks: tuple[Rank, ...] = ()
    states: tuple[EditorialState, ...] = ()


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
