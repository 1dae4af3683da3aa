from __future__ import annotations

from visits.filters import CriteriaFilter, fields
from visits.models import Gathering
from visits.queries.gatherings.lists import GatheringCriteria


class GatheringFilter(CriteriaFilter):
    country = fields.codes("Country of the place")
    q = fields.text("Part of a name")

    class Meta:
        model = Gathering
        fields: list[str] = []

    def criteria(self) -> GatheringCriteria:
        return GatheringCriteria(countries=self.words("country"), text=self.value("q") or "")
