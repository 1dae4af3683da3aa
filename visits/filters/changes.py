from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from visits.filters import CriteriaFilter, fields
from visits.models import VisitVersion
from visits.queries.changes.criteria import ChangeCriteria, Place, place_of
from visits.queries.changes.kinds import ChangeKind


class PlaceField(forms.CharField):
    """Where a list goes on, as its own link writes it."""

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return place_of(text)
        except (ValueError, OverflowError) as error:
            raise ValidationError(_("Follow the link “Earlier” of the list.")) from error


class PlaceFilter(django_filters.CharFilter):
    field_class = PlaceField


class WholeFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class ChangeFilter(CriteriaFilter):
    official = fields.officials()
    country = fields.codes("Country of either side")
    pair = fields.pairs()
    change = fields.WordsFilter(label="Kind of change", words=list(ChangeKind))
    locals()["from"] = fields.DayFilter(label="First day of publication")
    until = fields.DayFilter(label="Last day of publication")
    table = WholeFilter(label="Import whose trips are asked for", min_value=1, max_value=2**31 - 1)
    after = PlaceFilter(label="Where the list goes on", max_length=80)

    class Meta:
        model = VisitVersion
        fields: list[str] = []

    def criteria(self) -> ChangeCriteria:
        return ChangeCriteria(
            from_day=self.value("from"),
            until_day=self.value("until"),
            officials=self.words("official"),
            countries=self.words("country"),
            pairs=self.words("pair"),
            changes=self.words("change"),
            table=self.value("table"),
            after=self.value("after"),
        )
