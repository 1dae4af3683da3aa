"""Sources: for staff alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visits.forms.source import SourceForm, initial_of, initial_of_fields
from visits.ingest.presets import presets
from visits.models import Source
from visits.queries.countries import all_countries
from visits.queries.sources import (
    doings_on,
    health_of,
    is_unanswered,
    latest_of,
    source_called,
    sources_listed,
    stuck_of,
)
from visits.queries.watching import quiet_sources
from visits.services.previews import preview_source
from visits.services.source_fields import SourceProblems
from visits.services.sources import (
    add_source,
    edit_source,
    pause_source,
    replay_dead,
    start_source,
)
from visits.services.tokens import make_source_token, revoke_token
from visits.terms import SourceFormat
from visits.validators import FieldProblem
from visits.views.editors import signed_in, staff_only


@require_safe
@staff_only
def sources(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    listed = list(sources_listed())
    quiet = quiet_sources([source.pk for source in listed], now)
    slugs = set(Source.objects.filter(slug__in=presets()).values_list("slug", flat=True))
    context = {
        "rows": [(row, health_of(row, now, quiet.get(row.pk))) for row in listed],
        "stale": [
            (row, quiet[row.pk])
            for row in listed
            if row.is_active and row.pk in quiet and quiet[row.pk].is_stale
        ],
        "presets": [(slug, row) for slug, row in presets().items() if slug not in slugs],
        "section": "sources",
    }
    return render(request, "sources/sources.html", context)


@require_safe
@never_cache
@staff_only
def source(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, _found(slug))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def source_new(request: HttpRequest) -> HttpResponse:
    chosen = presets().get(request.GET.get("preset", ""))
    told = {"slug": request.GET["preset"], **chosen} if chosen else _blank()
    initial = initial_of_fields(told)
    form = SourceForm(request.POST or None, initial=initial, countries=all_countries())
    if request.method == "POST" and form.is_valid():
        try:
            added = add_source(told=form.told(), editor=signed_in(request))
        except SourceProblems as wrong:
            form.add_problems(wrong.problems)
        else:
            messages.success(request, _("Source added. Test it, then start it."))
            return redirect(added)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def source_edit(request: HttpRequest, slug: str) -> HttpResponse:
    row = _found(slug)
    form = SourceForm(
        request.POST or None, initial=initial_of(row), countries=all_countries(), source=row
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_source(source=row, told=form.told(), editor=signed_in(request))
        except SourceProblems as wrong:
            form.add_problems(wrong.problems)
        else:
            messages.success(request, _("Source changed."))
            return redirect(row)
    return _form(request, form, row)


@require_POST
@staff_only
def source_test(request: HttpRequest, slug: str) -> HttpResponse:
    row = _found(slug)
    preview = preview_source(source=row, now=timezone.now())
    context = {"source": row, "preview": preview, "section": "sources"}
    return render(request, "sources/preview.html", context)


@require_POST
@staff_only
def source_pause(request: HttpRequest, slug: str) -> HttpResponse:
    reason = request.POST.get("reason", "")[:200]
    row = pause_source(source=_found(slug), editor=signed_in(request), reason=reason)
    messages.success(request, _("Source paused."))
    return redirect(row)


@require_POST
@staff_only
def source_start(request: HttpRequest, slug: str) -> HttpResponse:
    row = start_source(source=_found(slug), editor=signed_in(request))
    if row.format == "push":
        messages.success(request, _("Started. It is open for what is sent to it."))
    else:
        messages.success(request, _("Started. It is due at once."))
    return redirect(row)


@require_POST
@staff_only
def source_replay(request: HttpRequest, slug: str) -> HttpResponse:
    row = _found(slug)
    count = replay_dead(source=row, editor=signed_in(request))
    messages.success(request, _("%(count)s that had failed are due again.") % {"count": count})
    return redirect(row)


@require_POST
@never_cache
@staff_only
def token_new(request: HttpRequest, slug: str) -> HttpResponse:
    row = _found(slug)
    try:
        token = make_source_token(
            source=row, editor=signed_in(request), label=request.POST.get("label", "")
        )
    except FieldProblem as problem:
        messages.error(request, problem.message)
        return redirect(row)
    return _page(request, row, token=token)


@require_POST
@staff_only
def token_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = _found(slug)
    revoke_token(token=get_object_or_404(row.tokens, pk=pk))
    messages.success(request, _("Token revoked: nothing can be sent with it any more."))
    return redirect(row)


def _found(slug: str) -> Source:
    row = source_called(slug)
    if row is None:
        raise Http404("No such source.")
    return row


def _page(request: HttpRequest, row: Source, token: str = "") -> HttpResponse:
    now = timezone.now()
    quiet = quiet_sources([row.pk], now).get(row.pk)
    context = {
        "source": row,
        "health": health_of(row, now, quiet),
        "is_unanswered": is_unanswered(row, now),
        "quiet": quiet,
        "is_fetched": row.format not in (SourceFormat.PUSH, SourceFormat.MANUAL),
        "stuck": stuck_of(row),
        "latest": latest_of(row),
        "publishers": row.publishers.all(),
        "tokens": row.tokens.all(),
        "token": token,
        "doings": doings_on(row),
        "section": "sources",
    }
    return render(request, "sources/source.html", context)


def _form(request: HttpRequest, form: SourceForm, row: Source | None) -> HttpResponse:
    context = {"form": form, "source": row, "section": "sources"}
    return render(request, "sources/form.html", context, status=422 if form.errors else 200)


def _blank() -> dict[str, Any]:
    return {"format": "rss", "side": "ministry", "tier": 3, "language": "en", "timezone": "UTC",
            "check_minutes": 60}  # fmt: skip
