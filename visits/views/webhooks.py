"""The pages on which a signed-in person's webhooks are made, tried out, stopped and replayed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visits.forms.webhook import WebhookForm
from visits.models import Webhook, WebhookMessage
from visits.queries.watches.lists import watches_of
from visits.queries.webhooks import webhooks_of
from visits.services.webhooks.keeping import (
    make_webhook,
    renew_secret,
    replay_dead,
    replay_message,
    send_test,
    start_webhook,
    stop_webhook,
)
from visits.tasks import enqueue_webhooks
from visits.validators import FieldProblem
from visits.views.asking import UnclearPage, page_of, unclear
from visits.views.editors import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def webhooks(request: HttpRequest) -> HttpResponse:
    """A POST makes one; its secret is shown this once. `?watch=` makes it tell of this alone."""
    owner, made = signed_in(request), None
    posted = request.POST if request.method == "POST" else None
    form = WebhookForm(posted, owner=owner, initial={"watch": request.GET.get("watch")})
    if form.is_valid():
        try:
            made = make_webhook(owner=owner, **form.cleaned_data)
        except FieldProblem as problem:
            form.add_problem(problem)
    context = {
        "form": WebhookForm(owner=owner) if made else form,
        "followed": _followed(owner, str(form["watch"].value() or "")),
        "own": webhooks_of(owner),
        "made": made,
        "section": "webhooks",
    }
    status = 201 if made else 422 if form.errors else 200
    return render(request, "webhooks/webhooks.html", context, status=status)


@require_safe
@login_required
@never_cache
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _own(request, pk))


@require_POST
@login_required
@never_cache
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, renew_secret(webhook=_own(request, pk)), shows_secret=True)


@require_POST
@login_required
def test(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    enqueue_webhooks([send_test(webhook=row).pk])
    messages.success(request, _("A test is on its way: its state shows below."))
    return redirect("webhook", row.pk)


@require_POST
@login_required
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    stop_webhook(webhook=row)
    messages.success(request, _("Stopped: nothing is sent to it any more."))
    return redirect("webhook", row.pk)


@require_POST
@login_required
def start(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    start_webhook(webhook=row)
    messages.success(request, _("Started: what has happened meanwhile is sent, too."))
    return redirect("webhook", row.pk)


@require_POST
@login_required
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    count = replay_dead(webhook=row)
    told = ngettext("%(n)d message is due again.", "%(n)d messages are due again.", count)
    messages.success(request, told % {"n": count})
    return redirect("webhook", row.pk)


@require_POST
@login_required
def replay_one(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    row = _own(request, pk)
    found = get_object_or_404(WebhookMessage, pk=message, webhook=row)
    replay_message(message=found)
    enqueue_webhooks([found.pk])
    messages.success(request, _("It is sent again, with the same id."))
    return redirect("webhook", row.pk)


def _followed(owner: User, watch: str) -> str:
    """What is followed by that watch of the person's, by name; "" for none."""
    return next((one.name for one in watches_of(owner) if str(one.watch.pk) == watch), "")


def _own(request: HttpRequest, pk: int) -> Webhook:
    return get_object_or_404(webhooks_of(signed_in(request)), pk=pk)


def _page(request: HttpRequest, row: Webhook, *, shows_secret: bool = False) -> HttpResponse:
    try:
        page = page_of(request, row.messages.all())
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    context = {
        "webhook": row,
        "page": page,
        "secret": row.secret if shows_secret else "",
        "section": "webhooks",
    }
    return render(request, "webhooks/webhook.html", context)
