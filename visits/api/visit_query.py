"""What visits may be asked for over the API: what the pages ask, and what programs need beside."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from visits.api.parameters import filters_of
from visits.extraction.dates import Window
from visits.filters import DaysForm, VisitFilter
from visits.filters.fields import WordsFilter
from visits.linking.edtf import window_from_edtf
from visits.models import Visit
from visits.queries.criteria import VisitCriteria
from visits.queries.undated import UNDATED, visits_with_undated

_NUMBER = re.compile(r"[0-9]{1,18}")
_EDTF = "Write EDTF such as 2025-05-09, 2025-05, 2025-05-01/2025-05-10 or [2025-05-01..2025-05-10]."


class EdtfField(forms.CharField):
    """The window of days that is written."""

    def clean(self, value: Any) -> Window | None:
        text = super().clean(value)
        if not text:
            return None
        found = window_from_edtf(text)
        if found is None:
            raise ValidationError(_EDTF)
        return found


class EdtfFilter(django_filters.CharFilter):
    field_class = EdtfField


class VisitQueryForm(DaysForm):
    """Days are asked for in one way."""

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("date") and (told.get("from") or told.get("until")):
            self.add_error("date", "Give this, or “from” and “until”.")
        return told


def ids() -> WordsFilter:
    return WordsFilter(label="Ids", pattern=_NUMBER, fix="an id")


class VisitQuery(VisitFilter):
    """The filter of the pages, with the visitor's country under the name of its field."""

    visitor = None  # type: ignore[assignment]  # how a FilterSet drops an inherited filter
    visitor_country = filters_of(VisitFilter)["visitor"]
    id = ids()
    date = EdtfFilter(
        label="Days in EDTF, as `from` and `until`: 2025-05-09, 2025-05, 2025-05-01/2025-05-10",
        max_length=60,
    )
    undated = django_filters.ChoiceFilter(
        label="Visits without days: `include` (beside those of the days asked for), `exclude`, "
        "`only`. Left out: `exclude` where days are asked for, else `include`.",
        choices=[(word, word) for word in UNDATED],
        error_messages={"invalid_choice": f"Write one of {', '.join(UNDATED)}."},
    )

    def get_form_class(self) -> type[forms.Form]:
        asked = {name: one.field for name, one in self.filters.items()}
        return type("VisitQueryForm", (VisitQueryForm,), asked)

    def criteria(self) -> VisitCriteria:
        asked = replace(super().criteria(), visitors=self.words("visitor_country"))
        days = self.value("date")
        return replace(asked, from_day=days.earliest, until_day=days.latest) if days else asked

    def narrow(self, queryset: QuerySet[Visit]) -> QuerySet[Visit]:
        numbers = self.words("id")
        found = queryset.filter(pk__in=[int(one) for one in numbers]) if numbers else queryset
        return visits_with_undated(self.criteria(), self.value("undated") or "", found)
