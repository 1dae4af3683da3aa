"""What waits, with counts and filters; what was done; several items at one stroke."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from visits.forms.inbox import BULK, BulkForm, InboxFilter
from visits.queries.inbox.items import inbox_of, items_handled, items_held
from visits.queries.inbox.lines import lines_of
from visits.queries.inbox.matters import Matter
from visits.queries.today import today
from visits.services.inbox.bulk import decide_items
from visits.services.inbox.deciding import Said
from visits.services.inbox.undoing import undo_items
from visits.services.linking import LinkingDelayed
from visits.terms import InboxKind
from visits.views.asking import UnclearPage, page_of, pages_of, unclear
from visits.views.editors import editors_only, signed_in

PER_PAGE = 25


@require_safe
@never_cache
@editors_only
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits of a kind, of all kinds where none is asked for."""
    asked = InboxFilter(request.GET)
    if not asked.is_valid():
        return unclear(request, [("kind", [_("There is no such kind.")])])
    found = inbox_of(asked.asked())
    try:
        page = pages_of(request, Paginator(found.matters, PER_PAGE))
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    matters = cast("list[Matter]", list(page))
    held = items_held([matter.key for matter in matters], signed_in(request))
    context = {
        "page": page,
        "lines": lines_of(matters, held),
        "counts": found.counts,
        "total": found.total,
        "kind": asked.asked(),
        "bulk": BULK,
        "query": f"kind={asked.asked()}" if asked.asked() else "",
        "section": "inbox",
    }
    return render(request, "inbox/inbox.html", context)


@require_safe
@never_cache
@editors_only
def done(request: HttpRequest) -> HttpResponse:
    """What was decided and put off, the latest first; each can be taken back."""
    asked = InboxFilter(request.GET)
    if not asked.is_valid():
        return unclear(request, [("kind", [_("There is no such kind.")])])
    try:
        page = page_of(request, items_handled(asked.asked()))
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    context = {"page": page, "kind": asked.asked(), "kinds": InboxKind, "section": "inbox"}
    return render(request, "inbox/done.html", context)


@require_POST
@editors_only
def bulk(request: HttpRequest) -> HttpResponse:
    """Decides all chosen items at one stroke; what can't be decided so says why and waits on."""
    form = BulkForm(request.POST)
    keys = request.POST.getlist("key")[:100]
    back = redirect(f"/inbox/?{request.GET.urlencode()}" if request.GET else "/inbox/")
    if not form.is_valid() or not keys:
        messages.error(request, _("Choose items, and what to do with them."))
        return back
    said = Said(form.cleaned_data["action"], form.cleaned_data["reason"])
    batch = uuid.uuid4()
    outcome = decide_items(
        keys=keys, said=said, editor=signed_in(request), today=today(), batch=batch
    )
    for title, problem in outcome.refused:
        messages.error(request, f"{title}: {problem}")
    if outcome.delayed:
        messages.warning(request, _("Some is stored, and shows as soon as it is linked."))
    if outcome.done:
        messages.success(
            request,
            ngettext("%(n)d item decided.", "%(n)d items decided.", outcome.done)
            % {"n": outcome.done},
        )
        back["Location"] += f"{'&' if '?' in back['Location'] else '?'}undo={batch}"
    return back


@require_POST
@editors_only
def undo_batch(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    try:
        count = undo_items(batch=batch, editor=signed_in(request))
    except LinkingDelayed:
        messages.warning(request, _("Taken back. It shows as soon as it is linked."))
    else:
        told = ngettext("%(n)d item waits again.", "%(n)d items wait again.", count)
        messages.success(request, told % {"n": count})
    return redirect("inbox")
