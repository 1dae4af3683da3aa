"""Two visits that are one, and one that is two."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_ADDRESS = re.compile(r"(?:.*/visits/)?(\d{1,18})/?")


class OtherVisitForm(forms.Form):
    """Which visit it is; its number, or the address of its page."""

    other = forms.CharField(
        max_length=300,
        label=_("The other visit"),
        help_text=_("Its number, or the address of its page."),
    )

    def clean_other(self) -> int:
        found = _ADDRESS.fullmatch(self.cleaned_data["other"].strip())
        if found is None:
            raise forms.ValidationError(_("Give the number of a visit, or its address."))
        return int(found[1])


class DecidingForm(forms.Form):
    """Why, and the edition of the visit that the editor has seen.

    `sure` is there, and has to be ticked, where something speaks against it.
    """

    sure = forms.BooleanField(label=_("I have seen the warning: they are one visit all the same"))
    reason = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Why"),
        help_text=_("Shown in the history of the visit."),
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_doubtful: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_doubtful:
            del self.fields["sure"]
