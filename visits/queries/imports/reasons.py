"""Why a row was left out, or is looked at, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from visits.queries.evidence import VISIT_FACTS
from visits.queries.imports.words import WORDS
from visits.queries.wording import country_name, day_words
from visits.reasons import Reason


@dataclass(frozen=True, slots=True)
class Said:
    """A reason in words, and the page of what it speaks of, "" for none."""

    words: str
    address: str = ""


def reasons_said(reasons: Iterable[Mapping[str, Any]]) -> list[Said]:
    """The stored reasons of a row, or notes of a table, one after the other."""
    return [_said(Reason.from_json(one)) for one in reasons]


def reasons_in_words(reasons: Iterable[Mapping[str, Any]]) -> str:
    """The same as one line."""
    return _("; ").join(said.words for said in reasons_said(reasons))


def reason_in_words(reason: Reason) -> str:
    return _said(reason).words


def _said(reason: Reason) -> Said:
    values = dict(reason.values)
    told = {name: _in_words(name, value) for name, value in values.items()}
    address = ""
    if visit := values.get("visit"):
        address = f"/visits/{visit}/"
    elif announcement := values.get("announcement"):
        address = f"/announcements/{announcement}/"
    return Said(str(WORDS[reason.why]) % told, address)


def _in_words(name: str, value: str) -> str:
    if name in ("country", "countries"):
        return _(" or ").join(country_name(code) for code in value.split())
    if name == "day":
        return day_words(date.fromisoformat(value))
    if name == "fields":
        return _(", ").join(str(VISIT_FACTS.get(field, field)) for field in value.split())
    if name in ("most", "n", "header") and value.isdigit():
        return str(number_format(int(value), force_grouping=True))
    return value
