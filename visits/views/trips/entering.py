"""The form of a whole trip: shown, grown by a row, checked, entered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from visits.forms.trip import ROWS, TripForms, Typed, typed_of
from visits.models import TripDraft, Visit
from visits.queries.pasted import marked_text
from visits.queries.today import today
from visits.queries.twins import Twin
from visits.services.linking import LinkingDelayed
from visits.services.trip_entry import Entered, enter_tour
from visits.services.trip_entry.drafts import drafts_of, new_key, read_key, save_draft
from visits.validators import FieldProblem
from visits.views.editors import editors_only, signed_in
from visits.views.trips.drafts import keeping
from visits.views.trips.helping import twins_for


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
@editors_only
@never_cache
def trip_new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _shown(request)
    editor = signed_in(request)
    typed = typed_of(request.POST.dict())
    key = _key(editor, request.POST.get("key", ""))
    more = request.POST.get("add", "")
    if more in ROWS:
        return _page(request, TripForms(typed, is_asked=False, more=more), key)
    if "save" in request.POST:
        save_draft(key=key, title=typed.title, data=typed.as_json())
        messages.success(request, _("The draft is saved."))
        return redirect("trip-drafts")
    return _entered(request, editor, typed, key)


def _shown(request: HttpRequest) -> HttpResponse:
    """The form as the draft has it, or an empty one."""
    editor = signed_in(request)
    wanted = request.GET.get("draft", "")
    if not wanted:
        return _page(request, TripForms(Typed(), is_asked=False), _fresh_key(editor))
    try:
        draft = TripDraft.objects.filter(pk=UUID(wanted), owner=editor).first()
    except ValueError:
        draft = None
    if draft is None:
        raise Http404
    if draft.entered is not None:
        return redirect(draft.entered)
    typed = typed_of(draft.data)
    return _page(
        request,
        TripForms(typed, is_asked=False),
        _fresh_key(editor, draft.pk),
        pasted=draft.pasted,
    )


def _entered(request: HttpRequest, editor: User, typed: Typed, key: str) -> HttpResponse:
    form = TripForms(typed, is_asked=True)
    named = read_key(key=key)
    assert named is not None
    before = TripDraft.objects.filter(pk=named.draft).select_related("entered").first()
    if before is not None and before.entered is not None:
        return _again(request, editor, typed, before)
    told = form.told()
    twins = twins_for(told, named.opened) if told and "sure" not in request.POST else []
    if told is None or twins:
        return _refused(request, form, key, twins)
    save_draft(key=key, title=typed.title, data=typed.as_json())
    try:
        entered = enter_tour(
            editor=editor, told=told, today=today(), opened=named.opened, draft=named.draft
        )
    except FieldProblem as problem:
        form.add_problem(problem)
        return _refused(request, form, key, [])
    except LinkingDelayed as delayed:
        messages.warning(
            request,
            _("Trip entered. It is stored, and shows as a visit as soon as it is linked."),
        )
        return redirect(delayed.address)
    return _done(request, entered)


def _done(request: HttpRequest, entered: Entered) -> HttpResponse:
    visit = entered.visits[0]
    there = _home_of(entered.visits)
    if request.POST.get("then") == "another":
        words = _("Trip entered: %(visit)s")
        link = format_html('<a href="{}">{}</a>', there, visit)
        messages.success(request, format_html(words.replace("%(visit)s", "{}"), link))
        return redirect("trip-new")
    messages.success(request, _("Trip entered."))
    return redirect(there)


def _home_of(visits: tuple[Visit, ...]) -> str:
    """The visit's page; of several, that of their tour."""
    if len(visits) == 1:
        return visits[0].get_absolute_url()
    return reverse("itinerary", args=[visits[0].itinerary_id])


def _again(request: HttpRequest, editor: User, typed: Typed, before: TripDraft) -> HttpResponse:
    """The same form once more: what it made, or a fresh form with what is typed in it now."""
    assert before.entered is not None
    visits = tuple(
        dict.fromkeys(
            Visit.objects.filter(claims__announcement=before.entered).order_by("claims__key")
        )
    )
    if typed_of(before.data) == typed:
        return redirect(_home_of(visits) if visits else before.entered.get_absolute_url())
    form = TripForms(typed, is_asked=False)
    form.problems.append(
        _("This form was entered before, with other words. Send it again to enter another trip.")
    )
    return _page(request, form, _fresh_key(editor), status=422)


def _refused(request: HttpRequest, form: TripForms, key: str, twins: list[Twin]) -> HttpResponse:
    """422 with what is wrong; what was typed is kept as a draft as well."""
    save_draft(key=key, title=form.typed.title, data=form.typed.as_json())
    named = read_key(key=key)
    kept = TripDraft.objects.filter(pk=named.draft).first() if named else None
    pasted = kept.pasted if kept else None
    return _page(request, form, key, status=422, twins=twins, pasted=pasted, asks=bool(twins))


def _key(editor: User, key: str) -> str:
    """The form's own key where it is this editor's, else a new one: forms are not handed on."""
    named = read_key(key=key)
    return key if named and named.owner == editor.pk else _fresh_key(editor)


def _fresh_key(editor: User, draft: UUID | None = None) -> str:
    return new_key(owner=editor, opened=today(), draft=draft)


def _page(
    request: HttpRequest,
    form: TripForms,
    key: str,
    *,
    status: int = 200,
    pasted: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "key": key,
        "drafts": drafts_of(signed_in(request)).count(),
        "pasted": marked_text(pasted["text"], pasted["marks"]) if pasted else (),
        "has_pasted": pasted is not None,
        "section": "trips",
        **more,
    }
    return render(request, "trips/new.html", context, status=status)
