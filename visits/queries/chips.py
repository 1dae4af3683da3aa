"""The filters in use, each with the query string that asks for all but it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from visits.queries.criteria import CalendarCriteria
from visits.queries.facets import Facet, pair_words
from visits.queries.wording import country_name

_LABELS = {
    "official": "Official",
    "country": "Country",
    "visitor": "Visitor from",
    "host": "Host",
    "pair": "Between",
    "q": "Words",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """`rest` is the query string without this filter."""

    label: str
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


def _label(name: str, facets: dict[str, Facet]) -> str:
    return _LABELS.get(name) or (facets[name].label if name in facets else name.capitalize())


def _words(name: str, value: str, facets: dict[str, Facet]) -> str:
    if name == "pair":
        return pair_words(value)
    if name in ("country", "visitor", "host"):
        return country_name(value)
    choices = facets[name].choices if name in facets else ()
    return next((choice.label for choice in choices if choice.value == value), value)
