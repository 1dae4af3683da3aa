"""Countries: listed, offered in filters, and one with what it sends and receives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from visits.models import Country, Visit
from visits.queries.criteria import CountryCriteria, pair_of
from visits.queries.day_forms import spoken
from visits.queries.outcomes import NOT_MADE
from visits.reference.folding import fold
from visits.terms import EditorialState

# Long lists of words that no line about a country shows.
WORD_LISTS = ("aliases", "demonyms", "capitals", "cities", "metonyms", "abbreviations")


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many visits, made and planned, one country and another one exchanged."""

    country: Country
    made: int
    received: int
    slug: str


def countries_matching(
    criteria: CountryCriteria, countries: QuerySet[Country] | None = None
) -> QuerySet[Country]:
    """The countries asked for, by code."""
    found = Country.objects.all() if countries is None else countries
    if criteria.text:
        text = criteria.text.strip()
        by_name = Q(names__en__icontains=text) | Q(code__iexact=text) | Q(alpha3__iexact=text)
        found = found.filter(by_name | Q(**{f"names__{_tongue()}__icontains": text}))
    return found


def countries_listed(criteria: CountryCriteria) -> list[Country]:
    """By name, with `made` and `received`: how many visits, made and planned, each has.

    All visits are counted in one pass, which a subquery of each country could not do.
    """
    shown = _counted()
    made: Counter[str | None] = Counter()
    received: Counter[str] = Counter()
    for visitor, host, number in shown.values_list("visitor_country", "host").annotate(
        number=Count("*")
    ):
        made[visitor] += number
        received[host] += number
    found = list(countries_matching(criteria).order_by(f"names__{_tongue()}", "code"))
    for country in found:
        vars(country).update(made=made[country.pk], received=received[country.pk])
    return found


def _counted() -> QuerySet[Visit]:
    """What figures count, wherever they stand."""
    shown = Visit.objects.exclude(state=EditorialState.REJECTED)
    return shown.exclude(status__in=NOT_MADE).order_by()


def _tongue() -> str:
    """The key under which names of the reader's language are kept."""
    return spoken().partition("-")[0]


def countries_on_the_move() -> list[Country]:
    """Countries that sent or received a visit, by name, for the choices of a filter."""
    shown = Visit.objects.exclude(state=EditorialState.REJECTED)
    sent = Exists(shown.filter(visitor_country=OuterRef("pk")))
    received = Exists(shown.filter(host=OuterRef("pk")))
    found = Country.objects.filter(Q(sent) | Q(received)).only("code", "names")
    return sorted(found, key=lambda country: fold(str(country)))


def all_countries() -> list[Country]:
    """Every country by name, for the choices of a form."""
    found = Country.objects.only("code", "names", "kind")
    return sorted(found, key=lambda country: fold(str(country)))


def pairs_of(country: Country, limit: int = 12) -> list[PairCount]:
    """The countries with which it exchanged most visits, the most first."""
    shown = _counted()
    made = dict(
        shown.filter(visitor_country=country).values_list("host").annotate(number=Count("*"))
    )
    received = dict(
        shown.filter(host=country)
        .exclude(visitor_country=None)
        .values_list("visitor_country")
        .annotate(number=Count("*"))
    )
    others = {*made, *received} - {country.code}
    totals = {code: made.get(code, 0) + received.get(code, 0) for code in others}
    most = sorted(totals, key=lambda code: (-totals[code], code))[:limit]
    found = Country.objects.in_bulk(most)
    return [
        PairCount(
            found[code],
            made.get(code, 0),
            received.get(code, 0),
            pair_of(country.code, code).lower(),
        )
        for code in most
    ]
