"""What is followed, how often a letter is wanted, and the person's own note."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.choices import RHYTHMS, WATCH_KINDS
from visits.validators import FieldProblem


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(choices=RHYTHMS, label=_("Write to me"))
    note = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Note"),
        help_text=_("For your own eyes: it is shown here and in your letters."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def add_problem(self, problem: FieldProblem) -> None:
        self.add_error(problem.field if problem.field in self.fields else None, problem.message)


class WatchForm(RhythmForm):
    kind = forms.ChoiceField(choices=WATCH_KINDS, widget=forms.HiddenInput)
    target = forms.CharField(max_length=200, widget=forms.HiddenInput)
