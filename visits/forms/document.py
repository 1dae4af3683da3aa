"""An outcome document of a visit."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.choices import DOCUMENT_KINDS


class DocumentForm(forms.Form):
    title = forms.CharField(max_length=300, label=_("Title"))
    url = forms.CharField(
        max_length=2000,
        label=_("Address"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    kind = forms.ChoiceField(choices=DOCUMENT_KINDS, label=_("Kind"))
    language = forms.RegexField(
        regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        max_length=12,
        required=False,
        label=_("Language"),
        help_text=_("Its code, such as en or zh. May be left out."),
        error_messages={"invalid": _("Write the code of a language, such as en or zh.")},
    )
