"""The page on which a signed-in person's tokens for the API are made and revoked."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from visits.choices import TOKEN_SCOPES
from visits.forms.token import TokenForm
from visits.models import ApiToken
from visits.services.tokens import make_token, revoke_token
from visits.terms import TokenScope
from visits.validators import FieldProblem
from visits.views.editors import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """A POST makes one, which is shown this once."""
    owner = signed_in(request)
    form = TokenForm(request.POST if request.method == "POST" else None, owner=owner)
    made, text = None, ""
    if form.is_valid():
        told = form.cleaned_data
        scopes = [TokenScope(scope) for scope in told["scopes"]]
        try:
            made, text = make_token(owner=owner, scopes=scopes, label=told["label"])
        except FieldProblem as problem:
            form.add_error(problem.field, problem.message)
    words = dict(TOKEN_SCOPES)
    context = {
        "form": TokenForm(owner=owner) if made else form,
        "own": [
            (row, [words[TokenScope(scope)] for scope in row.scopes])
            for row in ApiToken.objects.filter(owner=owner)
        ],
        "made": made,
        "text": text,
        "section": "tokens",
    }
    status = 201 if made else 422 if form.errors else 200
    return render(request, "tokens/tokens.html", context, status=status)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ApiToken, pk=pk, owner=signed_in(request))
    revoke_token(token=row)
    messages.success(
        request, _("Token %(token)s is revoked: nobody can use it any more.") % {"token": row}
    )
    return redirect("tokens")
