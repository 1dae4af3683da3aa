"""Who may enter and correct."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from visits.queries.rights import is_editor, is_staff
from visits.services.linking import LinkingDelayed

View = Callable[..., HttpResponse]


def carry_out(request: HttpRequest, decide: Callable[[], object], done: str) -> None:
    """Does it and says so; also where it is stored and has to wait for a worker to link it."""
    try:
        decide()
    except LinkingDelayed:
        stored = _("It is stored, and shows here as soon as it is linked.")
        messages.warning(request, f"{done} {stored}")
    else:
        messages.success(request, done)


def signed_in(request: HttpRequest) -> User:
    """The user of a request that `editors_only` let in."""
    assert isinstance(request.user, User)
    return request.user


def editors_only(view: View) -> View:
    """Others are sent to sign in, or told that they may not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_editor(user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def staff_only(view: View) -> View:
    """Others are sent to sign in, or told that they may not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_staff(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
