"""Inviting somebody, changing what an account may do, and taking an invitation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.choices import ACCOUNT_ROLES


class InviteForm(forms.Form):
    email = forms.EmailField(max_length=254, label=_("E-mail address"))
    role = forms.ChoiceField(choices=ACCOUNT_ROLES, initial="editor", label=_("Role"))


class PersonForm(forms.Form):
    role = forms.ChoiceField(choices=ACCOUNT_ROLES, label=_("Role"))
    is_active = forms.BooleanField(required=False, label=_("May sign in"))


class AcceptForm(forms.Form):
    username = forms.CharField(
        max_length=150,
        label=_("User name"),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        max_length=200,
        label=_("Password"),
        help_text=_("Twelve characters or more."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
