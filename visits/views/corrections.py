"""What readers say is wrong; editors find it in the inbox."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from visits.forms.reader import ReaderForm
from visits.queries.corrections import Target, target_of
from visits.services.addresses import address_of
from visits.services.corrections import send_correction
from visits.services.limits import count_one
from visits.terms import CorrectionNoun

AN_HOUR = 3600


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request")
def correction_new(request: HttpRequest, noun: str, pk: int, field: str) -> HttpResponse:
    """The form of one fact; a POST sends it, and answers 429 to whoever sends too many."""
    target = _target_or_404(noun, pk, field)
    if settings.VISITBOOK_CORRECTIONS == "nobody":
        raise Http404("This site takes no corrections.")
    if settings.VISITBOOK_CORRECTIONS == "signed-in" and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.method != "POST":
        return _page(request, target, ReaderForm())
    if not _may_send(request):
        answer = _page(request, target, ReaderForm(request.POST), is_too_many=True, status=429)
        answer.headers["Retry-After"] = str(AN_HOUR)
        return answer
    form = ReaderForm(request.POST)
    if form.is_from_a_program:
        return _thanks(request, target)
    if not form.is_valid():
        return _page(request, target, form, status=422)
    told = {name: form.cleaned_data[name] for name in ("wrong", "right", "source_url", "contact")}
    reader = request.user if isinstance(request.user, User) else None
    send_correction(target=target, reader=reader, **told)
    return _thanks(request, target)


def _target_or_404(noun: str, pk: int, field: str) -> Target:
    if noun not in list(CorrectionNoun):
        raise Http404("No such record.")
    target = target_of(CorrectionNoun(noun), pk, field)
    if target is None:
        raise Http404("No such fact.")
    return target


def _may_send(request: HttpRequest) -> bool:
    return count_one(
        what="corrections",
        who=address_of(request),
        most=settings.VISITBOOK_CORRECTIONS_AN_HOUR,
        seconds=AN_HOUR,
    )


def _page(
    request: HttpRequest,
    target: Target,
    form: ReaderForm,
    *,
    is_too_many: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The form; as a card over the page of the fact where htmx asks."""
    context = {"target": target, "form": form, "is_too_many": is_too_many}
    htmx = request.htmx  # type: ignore[attr-defined]  # set by the middleware
    part = htmx and not htmx.boosted and not htmx.history_restore_request
    template = "corrections/_card.html" if part else "corrections/new.html"
    return render(request, template, context, status=status)


def _thanks(request: HttpRequest, target: Target) -> HttpResponse:
    messages.success(request, _("Thank you. An editor will look at it."))
    return redirect(target.address)
