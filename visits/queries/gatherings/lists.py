from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear, Right

from visits.models import Gathering, Meeting, Visit
from visits.queries.criteria import Criteria, Words
from visits.terms import EditorialState

_SLUG = re.compile(r"(?P<series>.+)-(?P<year>\d{4})")
MOST_EDITIONS = 60


@dataclass(frozen=True, slots=True)
class GatheringCriteria(Criteria):
    """`text` is part of a name; `countries` are of the place."""

    countries: Words = ()
    text: str = ""


def gatherings_listed(criteria: GatheringCriteria) -> QuerySet[Gathering]:
    """The latest year on top; `year`, `visit_count` and `meeting_count` on each."""
    found = _counted(Gathering.objects.select_related("country"))
    if criteria.countries:
        found = found.filter(country__in=criteria.countries)
    if criteria.text:
        found = found.filter(name__icontains=criteria.text)
    return found.order_by(
        F("year").desc(nulls_last=True), F("first").desc(nulls_last=True), "name", "pk"
    )


def editions_of(gathering: Gathering) -> list[Gathering]:
    """The same occasion in other years, the latest on top, counted as in the list."""
    series = series_of(gathering)
    if not series:
        return []
    others = Gathering.objects.filter(slug__regex=rf"^{re.escape(series)}-\d{{4}}$")
    found = _counted(others.exclude(pk=gathering.pk).select_related("country"))
    return list(found.order_by(F("year").desc(nulls_last=True), "pk")[:MOST_EDITIONS])


def series_of(gathering: Gathering) -> str:
    """What the keys of its editions have in common; "" for one named by hand without a year."""
    found = _SLUG.fullmatch(gathering.slug)
    return found["series"] if found else ""


def _counted(gatherings: QuerySet[Gathering]) -> QuerySet[Gathering]:
    first = _shown(Visit).annotate(day=Min("start_earliest")).values("day")
    spelt = Case(When(slug__regex=r"-\d{4}$", then=Cast(Right("slug", 4), IntegerField())))
    return gatherings.annotate(
        visit_count=Coalesce(Subquery(_shown(Visit).annotate(n=Count("pk")).values("n")), 0),
        meeting_count=Coalesce(Subquery(_shown(Meeting).annotate(n=Count("pk")).values("n")), 0),
        first=Coalesce("start", Subquery(first)),
        year=Coalesce(ExtractYear("start"), spelt),
    )


def _shown(model: type[Visit] | type[Meeting]) -> QuerySet[Any, Any]:
    rows = model.objects.filter(gathering=OuterRef("pk")).order_by()
    return rows.exclude(state=EditorialState.REJECTED).values("gathering")
