"""The rows that the packaged files hold, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from visits.terms import Rank, Role

Kind = Literal["state", "withdrawn", "body"]

LANGUAGES = ("en", "zh", "ru", "fr", "es", "ar")

#: (language, form) pairs; the first form of a language is the one to display.
Forms = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A state, a withdrawn state or a body that sends and hosts delegations.

    `code` is ISO 3166-1 alpha-2 (with XK, EU and UN), ISO 3166-3 for withdrawn states, `X-...`
    for other bodies; `alpha2` is what FORMAT-like outputs want ("SU" for SUHH, "" for `X-...`).
    Russian forms stand in every case that a preposition may ask for. `abbreviations` are single
    Chinese characters, to be read inside compounds alone (访美, 中俄).
    `valid_from` and `valid_to` are inclusive; None is "before 1990 or not told" and "still".
    """

    code: str
    alpha2: str
    alpha3: str
    kind: Kind
    region: str
    names: Mapping[str, str]
    aliases: Forms
    demonyms: Forms
    capitals: Forms
    cities: Forms
    metonyms: Forms
    abbreviations: Forms
    valid_from: dt.date | None
    valid_to: dt.date | None

    def forms_in(self, language: str) -> tuple[str, ...]:
        """Name and aliases in one language, the display name first."""
        own = tuple(form for lang, form in self.aliases if lang == language)
        return tuple(dict.fromkeys((self.names[language], *own)))


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A post of one country; its rank may differ from the usual one of its role."""

    key: str
    country: str
    role: Role
    rank: Rank
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """A person with the names under which texts know them."""

    key: str
    country: str
    name: str
    family: str
    given: str
    names: Forms
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TenureRow:
    """Who held an office from when to when.

    Dates of 7 or 4 characters become the first day (start) or the last day (end) they allow;
    `start_text` and `end_text` keep what the source says. No end means "still in office on
    `as_of`", the day the source was taken: later the holder is likely, not certain.
    """

    official: str
    office: str
    start: dt.date | None
    end: dt.date | None
    start_text: str
    end_text: str
    source: str
    as_of: dt.date
