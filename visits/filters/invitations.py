from __future__ import annotations

from visits.filters import CriteriaFilter, fields
from visits.models import Visit
from visits.queries.invitations.lists import Answer, InvitationCriteria


class InvitationFilter(CriteriaFilter):
    official = fields.officials()
    country = fields.codes("Country of either side")
    pair = fields.pairs()
    answer = fields.WordsFilter(label="What became of it", words=list(Answer))

    class Meta:
        model = Visit
        fields: list[str] = []

    def criteria(self) -> InvitationCriteria:
        return InvitationCriteria(
            officials=self.words("official"),
            countries=self.words("country"),
            pairs=self.words("pair"),
            answers=self.words("answer"),
        )
