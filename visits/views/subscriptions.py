"""The page on which feeds are found, and private ones made and revoked."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from visits.filters import VisitFilter
from visits.forms.subscription import FeedOptionsForm, SubscriptionForm, query_with
from visits.models import Subscription
from visits.queries.criteria import VisitCriteria
from visits.queries.feeds import AHEAD, MOST_EVENTS, PAST
from visits.services.subscriptions import (
    make_subscription,
    renew_subscription,
    revoke_subscription,
)
from visits.validators import FieldProblem
from visits.views.asking import asking, unclear
from visits.views.editors import signed_in


class Made(NamedTuple):
    """A private feed whose addresses are shown this once."""

    row: Subscription
    secret: dict[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@asking(VisitFilter)
def subscriptions(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    """The feeds of the filter in the query string; a POST makes a private one of it."""
    options_form = FeedOptionsForm(request.GET)
    if not options_form.is_valid():
        return unclear(request, options_form.problems())
    query = query_with(criteria, options_form.options())
    if request.method != "POST":
        return _page(request, criteria, options_form, query)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    form = SubscriptionForm(request.POST)
    if form.is_valid():
        try:
            made, token = make_subscription(
                owner=signed_in(request), name=form.cleaned_data["name"], query=query
            )
        except FieldProblem as problem:
            form.add_error(problem.field, problem.message)
        else:
            told = Made(made, addresses("private", token))
            return _page(request, criteria, options_form, query, told, status=201)
    return _page(request, criteria, options_form, query, form=form, status=422)


@require_POST
@login_required
@never_cache
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    token = renew_subscription(subscription=row)
    told = Made(row, addresses("private", token))
    return _page(request, VisitCriteria(), FeedOptionsForm({}), "", told)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    revoke_subscription(subscription=row)
    messages.success(
        request,
        _("“%(name)s” is revoked: its address answers nobody any more.") % {"name": row.name},
    )
    return redirect("subscriptions")


def addresses(kind: str, token: str = "", query: str = "") -> dict[str, str]:
    """The addresses of a feed by format: `ical`, `webcal` and `atom`."""
    ending = f"?{query}" if query else ""
    args = [token] if kind == "private" else []
    found = {
        name: f"{settings.SITE_URL}{reverse(f'{kind}-{name}', args=args)}{ending}"
        for name in ("ical", "atom")
    }
    return found | {"webcal": "webcal" + found["ical"].removeprefix("https").removeprefix("http")}


def _own(request: HttpRequest, pk: int) -> Subscription:
    live = Subscription.objects.filter(owner=signed_in(request), revoked_at=None)
    return get_object_or_404(live, pk=pk)


def _page(
    request: HttpRequest,
    criteria: VisitCriteria,
    options_form: FeedOptionsForm,
    query: str,
    told: Made | None = None,
    *,
    form: SubscriptionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    own: list[Subscription] = []
    if request.user.is_authenticated:
        own = list(Subscription.objects.filter(owner=signed_in(request), revoked_at=None))
    context = {
        "form": form or SubscriptionForm(),
        "options_form": options_form,
        "pairs": parse_qsl(criteria.query()),
        "query": query,
        "filter": criteria.query(),
        "public": addresses("feed", query=query),
        "own": own,
        "past": PAST.days,
        "ahead": AHEAD.days,
        "most": MOST_EVENTS,
        "made": told.row if told else None,
        "secret": told.secret if told else None,
        "section": "subscriptions",
    }
    return render(request, "subscriptions/subscriptions.html", context, status=status)
