"""What a person gives to keep a filter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.models.saved import PAGES


class SavedFilterForm(forms.Form):
    name = forms.CharField(max_length=80, label=_("Name"))
    page = forms.ChoiceField(choices=[(page, page) for page in PAGES])
    query = forms.CharField(max_length=4000, required=False, widget=forms.HiddenInput)

    @property
    def first_problem(self) -> str:
        return next(str(problem) for problems in self.errors.values() for problem in problems)
