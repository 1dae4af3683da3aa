"""A webhook: which address is told of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from visits.models import Watch
from visits.terms import WEBHOOK_EVENTS
from visits.validators import FieldProblem


def _events(events: Sequence[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=[(event, event) for event in events],
        initial=list(events),
        label=_("Told of"),
        widget=forms.CheckboxSelectMultiple,
    )


class WebhookForm(forms.Form):
    url = forms.CharField(
        max_length=2000,
        label=_("Address"),
        help_text=_("Begins with https://; it is sent a POST for each change."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    label = forms.CharField(max_length=100, required=False, label=_("What for"))
    events = _events(WEBHOOK_EVENTS)

    watch = forms.ModelChoiceField(
        queryset=Watch.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, owner: User, **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = self.fields["watch"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = Watch.objects.filter(user=owner).select_related("saved")
        if self["watch"].value():
            # What is followed concerns visits alone.
            events = [event for event in WEBHOOK_EVENTS if event.startswith("visit.")]
            self.fields["events"] = _events(events)

    def add_problem(self, problem: FieldProblem) -> None:
        self.add_error(problem.field, problem.message)
