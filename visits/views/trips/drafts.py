"""Drafts of trips: kept while one types, listed, thrown away, and what saves a lost form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from visits.forms.trip import typed_of
from visits.models import TripDraft
from visits.services.trip_entry.drafts import drafts_of, drop_draft, save_draft
from visits.views.editors import editors_only, signed_in

View = Callable[..., HttpResponse]


def keeping(view: View) -> View:
    """Where nobody is signed in (any more), what a form sends is kept as its owner's draft."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            draft = _saved(request)
            if draft is not None:
                return redirect_to_login(draft.get_absolute_url())
        return view(request, *args, **kwargs)

    return kept


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What a form gets whose token is of another session: a trip's is kept as a draft.

    Only who was given the form has its key, so nobody else can fill a draft in this way.
    """
    if request.path == reverse("trip-new"):
        draft = _saved(request)
        if draft is not None:
            messages.warning(
                request,
                _("You signed in anew meanwhile. Nothing was lost: look at it and send it again."),
            )
            return redirect(draft)
    return csrf_failure(request, reason)


@require_POST
@editors_only
def save(request: HttpRequest) -> HttpResponse:
    """Keeps what is typed so far, and says when; an empty form leaves no draft."""
    typed = typed_of(request.POST.dict())
    draft = None if typed.is_empty else _saved(request)
    return render(request, "trips/_saved.html", {"draft": draft, "now": timezone.now()})


@require_safe
@editors_only
@never_cache
def drafts(request: HttpRequest) -> HttpResponse:
    context = {"drafts": drafts_of(signed_in(request)), "section": "trips"}
    return render(request, "trips/drafts.html", context)


@require_POST
@editors_only
def drop(request: HttpRequest, draft: UUID) -> HttpResponse:
    drop_draft(owner=signed_in(request), draft=draft)
    messages.success(request, _("The draft is thrown away."))
    return redirect("trip-drafts")


def _saved(request: HttpRequest) -> TripDraft | None:
    typed = typed_of(request.POST.dict())
    key = request.POST.get("key", "")
    return save_draft(key=key, title=typed.title, data=typed.as_json())
