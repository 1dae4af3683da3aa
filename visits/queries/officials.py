"""Officials: by the way they are called, listed, and one with what they did."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from visits.models import Official, OfficialName, Tenure, VisitMember
from visits.queries.criteria import OfficialCriteria
from visits.reference.folding import fold
from visits.terms import EditorialState


def officials_shown() -> QuerySet[Official]:
    """All but the rejected, with their country."""
    return Official.objects.exclude(state=EditorialState.REJECTED).select_related("country")


def officials_called(words: tuple[str, ...]) -> QuerySet[Official]:
    """The officials whom the words name by id, slug or any whole name; made for subqueries."""
    folded = [fold(word) for word in words]
    ids = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 19]
    # Each way of being called has an index of its own, which one condition of all could not use.
    called = Official.objects.order_by().values("pk")
    others = OfficialName.objects.filter(folded__in=folded).order_by().values("official")
    found = called.filter(slug__in=words).union(
        called.filter(folded__in=folded), called.filter(pk__in=ids), others
    )
    return Official.objects.filter(pk__in=found)


def officials_matching(
    criteria: OfficialCriteria, officials: QuerySet[Official] | None = None
) -> QuerySet[Official]:
    """The officials asked for, by name."""
    found = officials_shown() if officials is None else officials
    if criteria.countries:
        found = found.filter(country__in=criteria.countries)
    if criteria.text:
        folded = fold(criteria.text)
        other = OfficialName.objects.filter(official=OuterRef("pk"), folded__contains=folded)
        found = found.filter(Q(folded__contains=folded) | Q(Exists(other)))
    return found


def officials_listed(criteria: OfficialCriteria) -> QuerySet[Official]:
    """Those with visits first, the most travelled on top; `visit_count` on each."""
    found = officials_matching(criteria).prefetch_related(tenures_with_office())
    journeys = VisitMember.objects.filter(official=OuterRef("pk")).order_by()
    shown = journeys.exclude(visit__state=EditorialState.REJECTED).values("official")
    counted = Subquery(shown.annotate(number=Count("pk")).values("number"))
    found = found.annotate(visit_count=Coalesce(counted, 0))
    return found.order_by("-visit_count", "folded", "pk")


def travelled_names(officials: QuerySet[Official], limit: int) -> list[str]:
    """Names of officials who travelled, for suggestions in a form."""
    member = VisitMember.objects.filter(official=OuterRef("pk"))
    names = officials.filter(Exists(member)).order_by("name").values_list("name", flat=True)
    return list(names[:limit])


def tenures_with_office() -> Prefetch[str, QuerySet[Tenure], str]:
    """Tenures, latest first, with office and country, for `prefetch_related`."""
    tenures = Tenure.objects.select_related("office__country").order_by("-start", "-pk")
    return Prefetch("tenures", queryset=tenures)


def official_for_page() -> QuerySet[Official]:
    """Officials with their other names and tenures read along."""
    return officials_shown().prefetch_related("other_names", tenures_with_office())
