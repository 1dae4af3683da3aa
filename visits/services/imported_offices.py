"""Offices that an imported table names: those known already, and those to be made."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from django.utils.text import slugify

from visits.extraction.people.vocabulary import vocabulary
from visits.ingest.parsers.officials import TenureLine
from visits.models import Office
from visits.reference import country_by_name, fold
from visits.terms import Rank, Role

#: One holder at a time, whatever the ministry is called: "<country>:<role>" is the office.
_SINGLE = frozenset({Role.FOREIGN_MINISTER, Role.DEFENCE_MINISTER})
_HEADS = frozenset({Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.BODY_HEAD, *_SINGLE})
_OF_COUNTRY = re.compile(r"^(?P<title>.+?),? (?:of|for) (?P<country>.+)$")
_SECRETARY = re.compile(r"secretary of state for|first secretary of state", re.IGNORECASE)


def store_offices(lines: Sequence[TenureLine]) -> tuple[dict[int, Office], int]:
    """The office of each row by its number, and how many were made.

    An office is found by country, kind and exact title (without "of <its country>"). Where the
    table tells no kind, the title says what the office is for; a table that tells kinds for
    others then means no head of state, and none of the like.
    """
    directory = _Offices(lines)
    told = any(line.role for line in lines)
    # Kinds that are told come first, so that a row without one finds the same office.
    ordered = sorted(lines, key=lambda line: (line.role is None, line.number))
    found = {line.number: directory.office(line, told=told) for line in ordered}
    Office.objects.bulk_create(directory.new)
    return found, len(directory.new)


class _Offices:
    def __init__(self, lines: Sequence[TenureLine]) -> None:
        self.new: list[Office] = []
        self._by_key: dict[str, Office] = {}
        self._by_title: dict[tuple[str, str], dict[str, Office]] = defaultdict(dict)
        countries = {line.country for line in lines}
        for row in Office.objects.filter(country__in=countries).order_by("key"):
            self._know(row)

    def _know(self, row: Office) -> None:
        self._by_key[row.key] = row
        self._by_title[row.country_id, _bare(str(row.names["en"]), row.country_id)][row.key] = row

    def office(self, line: TenureLine, *, told: bool) -> Office:
        title = _bare(line.office, line.country)
        same = self._by_title[line.country, title]
        if line.role is None:
            if same:
                return same[min(same)]
            role = _guessed(line, told=told)
        else:
            role = line.role
            of_role = [key for key in same if same[key].role == role]
            if of_role:
                return same[min(of_role)]
            single = f"{line.country}:{role}"
            if role in _SINGLE and single in self._by_key:
                same[single] = self._by_key[single]
                return same[single]
        return self._made(line, role, title)

    def _made(self, line: TenureLine, role: Role, title: str) -> Office:
        plain = f"{line.country}:{role}"
        key = plain if role in _SINGLE and line.role else f"{plain}:{slugify(title)}"[:100]
        if key in self._by_key or key.endswith(":"):
            key = f"{key}-{hashlib.sha256(title.encode()).hexdigest()[:8]}"
        rank = Rank.OTHER if role is Role.ROYAL else role.rank
        row = Office(
            key=key, country_id=line.country, role=role, rank=rank, names={"en": line.office}
        )
        self.new.append(row)
        self._know(row)
        return row


@lru_cache(maxsize=20_000)
def _bare(title: str, country: str) -> str:
    """The folded title without its own country: "President of Albania" is "president"."""
    parts = _OF_COUNTRY.match(title)
    if parts and country_by_name(parts["country"]) == country:
        title = parts["title"]
    return fold(title)


def _guessed(line: TenureLine, *, told: bool) -> Role:
    if line.country == "GB" and _SECRETARY.match(line.office):
        return Role.MINISTER
    role = vocabulary("en").role(line.office) or Role.OFFICIAL
    return Role.OFFICIAL if told and role in _HEADS else role
