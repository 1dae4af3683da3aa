"""A trip entered by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visits.choices import VISIT_KINDS, VISIT_STATUSES
from visits.models import Country
from visits.terms import VisitKind
from visits.validators import FieldProblem

NOT_SAID = ("", _("as announced"))


class TripForm(forms.Form):
    """What the editor says; the service reads the dates and checks the rest."""

    official = forms.CharField(
        max_length=300,
        label=_("Official"),
        help_text=_("The whole name. One who is not known yet is proposed as a new record."),
        widget=forms.TextInput(attrs={"list": "official-names", "autocomplete": "off"}),
    )
    country = forms.ChoiceField(
        required=False,
        label=_("Acts for"),
        help_text=_("May be left out for an official who is known."),
    )
    host = forms.ChoiceField(label=_("Host country"))
    city = forms.CharField(max_length=120, required=False, label=_("City"))
    dates = forms.CharField(
        max_length=200,
        required=False,
        label=_("Dates"),
        help_text=_(
            "In words or EDTF: 31 March to 2 April 2025, early May 2025, "
            "2025-03-31/2025-04-02. Leave empty if no day was told."
        ),
    )
    kind = forms.ChoiceField(
        choices=[
            NOT_SAID,
            *((kind, words) for kind, words in VISIT_KINDS if kind != VisitKind.UNSPECIFIED),
        ],
        required=False,
        label=_("Kind of visit"),
    )
    status = forms.ChoiceField(
        choices=[NOT_SAID, *VISIT_STATUSES],
        required=False,
        label=_("Status"),
        help_text=_("One that you choose stands whatever is announced later."),
    )
    source_url = forms.CharField(
        max_length=2000,
        required=False,
        label=_("Source address"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    note = forms.CharField(max_length=2000, required=False, label=_("Purpose or note"))

    def __init__(self, *args: Any, countries: Sequence[Country], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(country.code, str(country)) for country in countries]
        for name in ("country", "host"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", gettext("Choose a country")), *offered]

    def add_problem(self, problem: FieldProblem) -> None:
        """Puts a refusal of the service beside the field that it names."""
        name = "official" if problem.field == "name" else problem.field
        self.add_error(name if name in self.fields else None, problem.message)
