"""What a reader says is wrong with a fact."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from visits.validators import FieldProblem, check_web_address


class ReaderForm(forms.Form):
    """`website` is hidden from people; whoever fills it in is a program."""

    wrong = forms.CharField(
        label=_("What is wrong"),
        min_length=3,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    right = forms.CharField(
        label=_("What is right"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("The right value in your words. May be left out."),
    )
    source_url = forms.CharField(
        label=_("Where it is written"),
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("The address of a page that says so."),
    )
    contact = forms.CharField(
        label=_("How to reach you"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        help_text=_("For questions; editors alone see it. May be left out."),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="wrong-%s")

    def clean_source_url(self) -> str:
        url: str = self.cleaned_data["source_url"]
        try:
            check_web_address("source_url", url)
        except FieldProblem as problem:
            raise forms.ValidationError(problem.message) from problem
        return url

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get("website"))
