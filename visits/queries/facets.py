"""Facets: the choices of a filter, each with how many visits of the shown days it would leave.

A facet counts under all filters but its own. All counts of the plain columns come out of one
grouping query over the shown days; sources and languages take one more, where they are asked for.
Over days that are crowded the choices are offered without counts, until these are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visits.choices import EDITORIAL_STATES, RANKS, REGION_NAMES, VISIT_KINDS, VISIT_STATUSES
from visits.models import Source, VisitClaim
from visits.queries.cells import Cell, cells_between, counted, levels_of
from visits.queries.criteria import VisitCriteria, split_pair
from visits.queries.day_forms import locale_of, spoken
from visits.queries.visits import visits_alone, visits_matching
from visits.queries.wording import country_name, country_names
from visits.terms import EditorialState, VisitKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_PAIRS = 40
Counts = Mapping[Any, int]
_KINDS = [
    (one, _("not told") if one == VisitKind.UNSPECIFIED else words) for one, words in VISIT_KINDS
]
_STATES = [(one, words) for one, words in EDITORIAL_STATES if one != EditorialState.REJECTED]
_REGIONS = list(REGION_NAMES.items())
# Facets of few values: parameter → label, values with their words, field of the criteria.
_FIXED: dict[str, tuple[StrOrPromise, list[tuple[Any, Any]], str]] = {
    "status": (_("Status"), list(VISIT_STATUSES), "statuses"),
    "kind": (_("Kind"), _KINDS, "kinds"),
    "rank": (_("Office rank"), list(RANKS), "ranks"),
    "region": (_("Region of the host"), _REGIONS, "regions"),
    "state": (_("Reading"), _STATES, "states"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """`count` is None where nothing was counted."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """`name` is the parameter."""

    name: str
    label: StrOrPromise
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.chosen)


def facets_of(criteria: VisitCriteria, first: date, last: date) -> dict[str, Facet]:
    """The facets of the plain columns by parameter; one query."""
    cells = cells_between(criteria, first, last)
    facets = [
        *(_fixed(name, cells, criteria) for name in _FIXED),
        _countries("visitor", _("Visitor from"), cells, criteria),
        _countries("host", _("Host"), cells, criteria),
        _confidences(cells, criteria),
        _pairs(cells, criteria),
    ]
    return {facet.name: facet for facet in facets}


def facets_uncounted(criteria: VisitCriteria) -> dict[str, Facet]:
    """The same facets with all choices there are and no counts; no query.

    Pairs are too many to be offered all: those asked for.
    """
    countries = country_names()
    pairs = {pair: pair_words(pair) for pair in criteria.pairs}
    levels = {str(least): _confidence_words(least) for least in levels_of(criteria)}
    facets = [
        *(
            Facet(name, label, _choices(dict(values), None, getattr(criteria, field)))
            for name, (label, values, field) in _FIXED.items()
        ),
        Facet("visitor", _("Visitor from"), _choices(countries, None, criteria.visitors)),
        Facet("host", _("Host"), _choices(countries, None, criteria.hosts)),
        Facet("confidence", _("Confidence"), _choices(levels, None, [str(criteria.confidence)])),
        Facet("pair", _("Between two countries"), _choices(pairs, None, criteria.pairs)),
    ]
    return {facet.name: facet for facet in facets}


def told_facets(criteria: VisitCriteria, first: date, last: date) -> dict[str, Facet]:
    """The facets of the announcements' sources and languages, counted; two queries."""
    asked = replace(criteria, from_day=first, until_day=last, sources=(), languages=())
    visits = visits_matching(asked, visits_alone()).order_by()
    links = VisitClaim.objects.filter(visit__in=visits.values("pk")).order_by()
    told = links.values_list(
        "visit", "claim__announcement__source__slug", "claim__announcement__language"
    ).distinct()
    sources, languages = set[tuple[str, int]](), set[tuple[str, int]]()
    for visit, source, language in told:
        if language in criteria.languages or not criteria.languages:
            sources.add((source, visit))
        if source in criteria.sources or not criteria.sources:
            languages.add((language, visit))
    return _of_announcements(criteria, _numbers(sources), _numbers(languages))


def told_choices(criteria: VisitCriteria) -> dict[str, Facet]:
    """The same without counts, whatever the days; one query."""
    return _of_announcements(criteria, None, None)


def language_words(code: str) -> str:
    """The name of the language in the reader's, the code itself where it is not known."""
    try:
        return Locale.parse(code, sep="-").get_display_name(locale_of(spoken())) or code
    except (ValueError, UnknownLocaleError):
        return code


def pair_words(pair: str) -> str:
    return " – ".join(country_name(code) for code in split_pair(pair))


def _of_announcements(
    criteria: VisitCriteria, sources: Counts | None, languages: Counts | None
) -> dict[str, Facet]:
    known = list(Source.objects.order_by("name").values_list("slug", "name", "language"))
    names = {slug: slug for slug in criteria.sources} | {slug: name for slug, name, _ in known}
    codes = {code for *_, code in known} | {*criteria.languages, *(languages or ())}
    tongues = {code: language_words(code) for code in sorted(codes)}
    return {
        "source": Facet("source", _("Source"), _choices(names, sources, criteria.sources)),
        "language": Facet(
            "language", _("Language"), _choices(tongues, languages, criteria.languages)
        ),
    }


def _numbers(pairs: Iterable[tuple[str, int]]) -> Counts:
    """How many visits stand beside each value."""
    return Counter(value for value, _ in pairs)


def _choices(
    labels: Mapping[Any, Any], counts: Counts | None, chosen: Collection[Any]
) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            str(value),
            str(label),
            None if counts is None else counts.get(value, 0),
            value in chosen,
        )
        for value, label in labels.items()
    )


def _fixed(name: str, cells: list[Cell], criteria: VisitCriteria) -> Facet:
    """Without the values that nothing has, unless they are asked for."""
    label, values, field = _FIXED[name]
    counts, chosen = counted(cells, criteria, name), getattr(criteria, field)
    choices = (
        Choice(str(value), str(words), counts[value], value in chosen)
        for value, words in values
        if counts[value] or value in chosen
    )
    return Facet(name, label, tuple(choices))


def _countries(name: str, label: StrOrPromise, cells: list[Cell], criteria: VisitCriteria) -> Facet:
    counts = counted(cells, criteria, name)
    chosen = criteria.visitors if name == "visitor" else criteria.hosts
    codes = sorted({*counts, *chosen} - {None}, key=lambda code: (country_name(code), code))
    return Facet(
        name, label, _choices({code: country_name(code) for code in codes}, counts, chosen)
    )


def _confidences(cells: list[Cell], criteria: VisitCriteria) -> Facet:
    counts, levels = counted(cells, criteria, "level"), levels_of(criteria)
    choices = []
    for n, least in enumerate(levels):
        count = sum(number for level, number in counts.items() if level >= len(levels) - n)
        words = _confidence_words(least)
        choices.append(Choice(str(least), words, count, criteria.confidence == least))
    return Facet("confidence", _("Confidence"), tuple(choices))


def _confidence_words(least: float) -> str:
    return gettext("%(percent)s %% or more") % {"percent": round(least * 100)}


def _pairs(cells: list[Cell], criteria: VisitCriteria) -> Facet:
    """The pairs with most visits, and those asked for."""
    counts = counted(cells, criteria, "pair")
    del counts[None]
    most = {pair for pair, _ in counts.most_common(MOST_PAIRS)} | set(criteria.pairs)
    labels = {pair: pair_words(pair) for pair in sorted(most, key=pair_words)}
    return Facet("pair", _("Between two countries"), _choices(labels, counts, criteria.pairs))
