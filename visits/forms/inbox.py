"""What an editor says of an item of the inbox, or of several."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.choices import INBOX_KINDS
from visits.terms import InboxKind

BULK = [("accept", _("Accept")), ("reject", _("Reject")), ("later", _("Later"))]


class InboxFilter(forms.Form):
    """Which kind is asked for; all of them without one."""

    kind = forms.ChoiceField(choices=[("", _("All")), *INBOX_KINDS], required=False)

    def asked(self) -> InboxKind | None:
        found = self.cleaned_data["kind"]
        return InboxKind(found) if found else None


class SayingForm(forms.Form):
    """One decision; which fields it needs depends on the action, and the service says so."""

    action = forms.CharField(max_length=20)
    field = forms.CharField(max_length=40, required=False)
    value = forms.CharField(max_length=2000, required=False)
    other = forms.CharField(max_length=120, required=False)
    reason = forms.CharField(max_length=1000, required=False)


class BulkForm(forms.Form):
    """One decision on several items."""

    action = forms.ChoiceField(choices=BULK)
    reason = forms.CharField(max_length=1000, required=False, label=_("Why"))
