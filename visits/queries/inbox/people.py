"""Known officials whom an unknown one may be."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q

from visits.models import Official
from visits.queries.officials import tenures_with_office
from visits.reference.folding import fold
from visits.terms import EditorialState

MOST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published official, and how alike the names are, 0 to 1."""

    official: Official
    likeness: float


def candidates_for(official: Official) -> tuple[Candidate, ...]:
    """The likeliest first: of the same country, or of any where none was told."""
    folded = official.folded
    family = fold(official.family)
    known = Official.objects.filter(state=EditorialState.PUBLISHED).exclude(pk=official.pk)
    if official.country_id:
        known = known.filter(country=official.country_id)
    alike = Q(folded__trigram_similar=folded) | Q(other_names__folded=folded)
    if len(family) > 2:
        alike |= Q(folded__contains=family)
    rows = known.filter(alike).annotate(alike=TrigramSimilarity("folded", folded)).distinct()
    rows = rows.select_related("country").prefetch_related(tenures_with_office())
    return tuple(Candidate(row, row.alike) for row in rows.order_by("-alike", "folded")[:MOST])
