"""A token for the API: what it is for and what it may do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from visits.choices import TOKEN_SCOPES
from visits.queries.rights import may
from visits.terms import TokenScope


class TokenForm(forms.Form):
    """Offers the scopes that the account has a right to; to read is always among them."""

    label = forms.CharField(
        max_length=100,
        label=_("What for"),
        help_text=_("A name by which you will know it again."),
    )
    scopes = forms.MultipleChoiceField(
        choices=[],
        required=False,
        label=_("Besides reading, it may"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (scope.value, words) for scope, words in TOKEN_SCOPES if _offered(owner, scope)
        ]


def _offered(owner: User, scope: TokenScope) -> bool:
    return scope not in (TokenScope.READ, TokenScope.PUSH) and may(owner, scope)
