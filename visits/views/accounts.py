"""Who has an account: listed, invited, changed; and the page that an invitation opens."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from visits.forms.account import AcceptForm, InviteForm, PersonForm
from visits.models import AccountInvitation
from visits.queries.accounts import open_invitations, people_listed
from visits.services.accounts import (
    accept_invitation,
    change_account,
    invite,
    open_invitation,
    revoke_invitation,
    send_invitation,
)
from visits.terms import AccountRole
from visits.validators import FieldProblem
from visits.views.editors import signed_in, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """A POST invites somebody: the address of the invitation is shown this once."""
    now = timezone.now()
    form = InviteForm(request.POST if request.method == "POST" else None)
    address, made, was_sent = "", None, False
    if form.is_valid():
        told = form.cleaned_data
        role = AccountRole(told["role"])
        try:
            made, secret = invite(email=told["email"], role=role, by=signed_in(request), now=now)
        except FieldProblem as problem:
            form.add_error(problem.field, problem.message)
        else:
            address = request.build_absolute_uri(reverse("account-invited", args=[secret]))
            was_sent = send_invitation(invitation=made, address=address)
    status = 201 if made else 422 if form.errors else 200
    return _people(request, InviteForm() if made else form, now, status, made, address, was_sent)


def _people(
    request: HttpRequest,
    form: InviteForm,
    now: datetime,
    status: int = 200,
    made: AccountInvitation | None = None,
    address: str = "",
    was_sent: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "made": made,
        "address": address,
        "was_sent": was_sent,
        "open": open_invitations(now),
        "people": [
            (
                user,
                PersonForm(
                    initial={"role": role, "is_active": user.is_active}, auto_id=f"id_{user.pk}_%s"
                ),
            )
            for user, role in people_listed()
        ],
        "section": "people",
    }
    return render(request, "people/people.html", context, status=status)


@require_POST
@staff_only
def person(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a role from the list."))
        return redirect("people")
    told = form.cleaned_data
    try:
        change_account(
            user=user,
            by=signed_in(request),
            role=AccountRole(told["role"]),
            is_active=told["is_active"],
        )
    except FieldProblem as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, _("%(who)s is changed.") % {"who": user.get_username()})
    return redirect("people")


@require_POST
@staff_only
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(AccountInvitation, pk=pk)
    revoke_invitation(invitation=row, now=timezone.now())
    messages.success(request, _("The invitation of %(who)s is revoked.") % {"who": row})
    return redirect("people")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Makes the account and signs it in; 404 for an address that opens nothing any more."""
    now = timezone.now()
    row = open_invitation(secret=token, now=now)
    if row is None:
        raise Http404
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            user = accept_invitation(
                invitation=row, username=told["username"], password=told["password"], now=now
            )
        except FieldProblem as problem:
            form.add_error(problem.field, problem.message)
        else:
            login(request, user)
            messages.success(request, _("Welcome. Add a passkey or a one-time code here."))
            return redirect("mfa_index")
    status = 422 if form.errors else 200
    return render(request, "people/invited.html", {"form": form, "invitation": row}, status=status)
