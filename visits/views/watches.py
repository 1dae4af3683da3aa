"""What a person follows: the list and what changed, begun, changed, ended, letters stopped."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from visits.choices import Rhythm, WatchKind
from visits.forms.watch import RhythmForm, WatchForm
from visits.models import Watch
from visits.queries.watches.letters import address_of
from visits.queries.watches.lists import (
    asked_for,
    changes_of_watches,
    followed,
    letters_to,
    states_told_to,
    watches_of,
)
from visits.services.watching.keeping import (
    change_watch,
    follow,
    stop_letters,
    stop_letters_about,
    stopped_by,
    unfollow,
)
from visits.validators import FieldProblem
from visits.views.asking import UnclearPage, pages_of, unclear
from visits.views.editors import signed_in

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def watches(request: HttpRequest) -> HttpResponse:
    """What is followed and what changed of it; a POST follows one thing more."""
    if request.method != "POST":
        return _page(request, _asked(request))
    form = WatchForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            follow(
                user=signed_in(request),
                kind=WatchKind(told["kind"]),
                target=told["target"],
                rhythm=Rhythm(told["rhythm"]),
                note=told["note"],
            )
        except FieldProblem as problem:
            form.add_problem(problem)
        else:
            messages.success(request, _("You follow it from now on."))
            return redirect("watches")
    return _page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing that is followed: how often a letter is wanted, and the note."""
    row = _own(request, pk)
    found = next(one for one in watches_of(signed_in(request)) if one.watch.pk == row.pk)
    form = RhythmForm(request.POST or None, initial={"rhythm": row.rhythm, "note": row.note})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            change_watch(watch=row, rhythm=Rhythm(told["rhythm"]), note=told["note"])
        except FieldProblem as problem:
            form.add_problem(problem)
        else:
            messages.success(request, _("Stored."))
            return redirect("watches")
    status = 422 if form.errors else 200
    return render(request, "watches/watch.html", {"one": found, "form": form}, status=status)


@require_POST
@login_required
def watch_end(request: HttpRequest, pk: int) -> HttpResponse:
    unfollow(watch=_own(request, pk))
    messages.success(request, _("You don’t follow it any more."))
    return redirect("watches")


# Mail programs post here by themselves (RFC 8058), without a session: the token is the right.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks whether no more letters are wanted; a POST, of a person or a program, stops them."""
    found = stopped_by(token)
    if found is None:
        raise Http404
    user, what = found
    about = next(iter(followed([what])), None) if isinstance(what, Watch) else None
    if request.method == "POST":
        if isinstance(what, Watch):
            stop_letters_about(watch=what)
        else:
            stop_letters(user=user, rhythm=what)
    context = {"is_done": request.method == "POST", "about": about}
    return render(request, "watches/stop.html", context)


def _asked(request: HttpRequest) -> WatchForm | None:
    """The form for what the query string names to be followed, as in ?official=wang-yi."""
    for kind in WatchKind:
        if target := request.GET.get(kind):
            written = target.upper() if kind in (WatchKind.COUNTRY, WatchKind.PAIR) else target
            has_address = address_of(signed_in(request))
            rhythm = Rhythm.DAILY if has_address else Rhythm.NEVER
            return WatchForm(initial={"kind": kind, "target": written, "rhythm": rhythm})
    return None


def _name_of(user: User, form: WatchForm | None) -> str:
    """What the form would follow, by the name that it has in the list; "" for nothing known."""
    if form is None:
        return ""
    asked = asked_for(user, form["kind"].value(), form["target"].value())
    return followed([asked])[0].name if asked else ""


def _own(request: HttpRequest, pk: int) -> Watch:
    return get_object_or_404(Watch, user=signed_in(request), pk=pk)


def _page(request: HttpRequest, form: WatchForm | None, *, status: int = 200) -> HttpResponse:
    user = signed_in(request)
    try:
        page = pages_of(request, Paginator(states_told_to(user), PER_PAGE))
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    context = {
        "form": form,
        "followed": _name_of(user, form),
        "own": watches_of(user),
        "page": page,
        "told": changes_of_watches(user, list(page)),
        "letters": letters_to(user),
        "address": address_of(user),
        "section": "watches",
    }
    return render(request, "watches/watches.html", context, status=status)
