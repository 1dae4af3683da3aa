"""One item of the inbox: its reasons and words, the decision, and the next one after it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from visits.forms.correction import FIELDS
from visits.forms.inbox import InboxFilter, SayingForm
from visits.models import InboxItem
from visits.queries.evidence import VISIT_FACTS
from visits.queries.inbox.cards import Card, card_of
from visits.queries.inbox.items import matters_waiting
from visits.queries.inbox.matters import Matter, matter_of
from visits.queries.today import today
from visits.services.inbox.deciding import NothingLeft, Said, actions_of, decide_item
from visits.services.inbox.keeping import item_for
from visits.services.inbox.leasing import lease_item, lease_next
from visits.services.inbox.undoing import undo_item
from visits.services.linking import LinkingDelayed
from visits.terms import InboxKind
from visits.validators import FieldProblem
from visits.views.editors import editors_only, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@vary_on_headers("HX-Request")
@editors_only
def item(request: HttpRequest, key: str) -> HttpResponse:
    """Opening an item holds it for the editor for a while; a POST decides it and goes on."""
    matter = matter_of(key)
    card = card_of(matter.kind, matter.ids) if matter else None
    if matter is None:
        raise Http404("No such item.")
    if card is None:
        messages.warning(request, _("This was settled in the meantime."))
        return next_waiting(request)
    found = item_for(matter=matter)
    is_ours = lease_item(item=found, editor=signed_in(request))
    found.refresh_from_db()
    if request.method != "POST":
        return _page(request, matter, card, found, is_ours=is_ours)
    if not is_ours:
        return _page(request, matter, card, found, is_ours=False, status=409)
    return _decide(request, matter, card, found)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def next_item(request: HttpRequest) -> HttpResponse:
    """Taking an item is a POST; whoever comes by a link or goes back is shown the list."""
    if request.method != "POST":
        return redirect("inbox")
    return next_waiting(request)


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The item waits again, and opens."""
    found = get_object_or_404(InboxItem, pk=pk)
    try:
        undo_item(item=found, editor=signed_in(request))
    except LinkingDelayed:
        messages.warning(request, _("Taken back. It shows as soon as it is linked."))
    except FieldProblem as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, _("Taken back: it waits again."))
    return redirect(_address(request, found.key))


def _decide(request: HttpRequest, matter: Matter, card: Card, found: InboxItem) -> HttpResponse:
    form = SayingForm(request.POST)
    if not form.is_valid():
        problem = "; ".join(str(words[0]) for words in form.errors.values())
        return _page(request, matter, card, found, problem=problem, status=422)
    said = Said(**form.cleaned_data)
    try:
        decide_item(item=found, said=said, editor=signed_in(request), today=today())
    except FieldProblem as refused:
        return _page(request, matter, card, found, problem=refused.message, said=said, status=422)
    except NothingLeft:
        messages.warning(request, _("This was settled in the meantime."))
    except LinkingDelayed:
        messages.warning(request, _("It is stored, and shows as soon as it is linked."))
    return next_waiting(request, found)


def next_waiting(request: HttpRequest, after: InboxItem | None = None) -> HttpResponse:
    """The next item that nobody else has; the list where there is none."""
    matters = matters_waiting(_kind(request))
    further = lease_next(matters=matters, editor=signed_in(request), after=after.pk if after else 0)
    if further is None:
        messages.success(request, _("Nothing waits that nobody looks at."))
        return _sent(request, _query("/inbox/", request, after))
    return _sent(request, _query(f"/inbox/items/{further.key}/", request, after))


def _sent(request: HttpRequest, address: str) -> HttpResponse:
    """Of htmx, which follows a redirect within its request, the list asks for a page of its own."""
    if request.htmx and address.startswith("/inbox/?"):  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _address(request: HttpRequest, key: str) -> str:
    return _query(f"/inbox/items/{key}/", request, None)


def _query(path: str, request: HttpRequest, after: InboxItem | None) -> str:
    kind = _kind(request)
    told = {"kind": kind.value} if kind else {}
    told |= {"after": str(after.pk)} if after else {}
    return f"{path}?{urlencode(told)}"


def _kind(request: HttpRequest) -> InboxKind | None:
    asked = InboxFilter(request.GET)
    return asked.asked() if asked.is_valid() else None


def _page(
    request: HttpRequest,
    matter: Matter,
    card: Card,
    found: InboxItem,
    *,
    is_ours: bool = True,
    problem: str = "",
    said: Said | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "matter": matter,
        "card": card,
        "item": found,
        "part": f"inbox/_{matter.kind}.html",
        "is_ours": is_ours,
        "actions": actions_of(matter.kind) if is_ours else frozenset(),
        "fields": [(name, VISIT_FACTS[name]) for name in FIELDS],
        "kind": _kind(request),
        "after": _after(request),
        "problem": problem,
        "said": said,
        "section": "inbox",
        "address": _address(request, matter.key),
    }
    htmx = request.htmx  # type: ignore[attr-defined]  # set by the middleware
    part = htmx and not htmx.boosted and not htmx.history_restore_request
    template = "inbox/_item.html" if part else "inbox/item.html"
    answer = render(request, template, context, status=status)
    if part and request.method != "POST":
        answer.headers["HX-Push-Url"] = request.get_full_path()
    return answer


def _after(request: HttpRequest) -> InboxItem | None:
    """What the editor decided just now, to be taken back from here."""
    told = request.GET.get("after", "")
    if not told.isascii() or not told.isdigit() or len(told) > 18:
        return None
    rows = InboxItem.objects.filter(pk=int(told), handled_by=signed_in(request))
    return rows.first()
