"""A webhook: which address is told of what."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.terms import WEBHOOK_EVENTS
from visits.validators import FieldProblem


class WebhookForm(forms.Form):
    url = forms.CharField(
        max_length=2000,
        label=_("Address"),
        help_text=_("Begins with https://; it is sent a POST for each change."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    label = forms.CharField(max_length=100, required=False, label=_("What for"))
    events = forms.MultipleChoiceField(
        choices=[(event, event) for event in WEBHOOK_EVENTS],
        initial=list(WEBHOOK_EVENTS),
        label=_("Told of"),
        widget=forms.CheckboxSelectMultiple,
    )

    def add_problem(self, problem: FieldProblem) -> None:
        self.add_error(problem.field, problem.message)
