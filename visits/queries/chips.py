"""The filters in use, each with the query string that asks for all but it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext_lazy as _

from visits.queries.criteria import CalendarCriteria
from visits.queries.facets import Facet, pair_words
from visits.queries.wording import country_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LABELS = {
    "official": _("Official"),
    "country": _("Country"),
    "visitor": _("Visitor from"),
    "host": _("Host"),
    "pair": _("Between"),
    "q": _("Words"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """`rest` is the query string without this filter."""

    label: StrOrPromise
    value: str
    rest: str


def chips_of(asked: CalendarCriteria, facets: dict[str, Facet]) -> list[Chip]:
    shown = parse_qsl(asked.query(without=_names(asked)))
    pairs = parse_qsl(asked.visits.query(without=("from", "until")))
    return [
        Chip(
            _label(name, facets),
            _words(name, value, facets),
            urlencode([*pairs[:n], *pairs[n + 1 :], *shown]),
        )
        for n, (name, value) in enumerate(pairs)
    ]


def _names(asked: CalendarCriteria) -> tuple[str, ...]:
    return tuple({name for name, _ in parse_qsl(asked.visits.query())})


def _label(name: str, facets: dict[str, Facet]) -> StrOrPromise:
    return _LABELS.get(name) or (facets[name].label if name in facets else name.capitalize())


def _words(name: str, value: str, facets: dict[str, Facet]) -> str:
    if name == "pair":
        return pair_words(value)
    if name in ("country", "visitor", "host"):
        return country_name(value)
    choices = facets[name].choices if name in facets else ()
    return next((choice.label for choice in choices if choice.value == value), value)
