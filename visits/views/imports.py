"""Tables that editors bring: columns named, rows looked at, stored, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visits.exports.rejected import CONTENT_TYPE, rejected_csv
from visits.forms.imported import ColumnsForm, UploadForm
from visits.models import ImportBatch
from visits.queries.imports.batches import batches, rows_of, tally_of
from visits.services.imported_batches import stage_officials, store_officials, undo_officials
from visits.services.trips_import.staging import (
    begin_storing,
    begin_undoing,
    map_columns,
    stage_trips,
)
from visits.tasks import enqueue_import
from visits.terms import ImportKind, ImportStage, RowState
from visits.validators import FieldProblem
from visits.views.asking import UnclearPage, page_of, unclear
from visits.views.editors import editors_only, signed_in

MOST_SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
@never_cache
def imports(request: HttpRequest) -> HttpResponse:
    """A POST brings a file, and leads to its page."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        try:
            return redirect(_staged(request, form))
        except FieldProblem as problem:
            form.add_problem(problem)
    context = {"form": form, "batches": batches()[:MOST_SHOWN], "section": "imports"}
    return render(request, "imports/list.html", context, status=422 if form.errors else 200)


def _staged(request: HttpRequest, form: UploadForm) -> ImportBatch:
    file, user = form.cleaned_data["file"], signed_in(request)
    if form.cleaned_data["kind"] == ImportKind.OFFICIALS:
        return stage_officials(user=user, name=file.name, body=file.read())
    batch = stage_trips(
        user=user,
        name=file.name,
        body=file.read(),
        source_name=form.cleaned_data["source_name"],
    )
    enqueue_import(batch.pk)
    return batch


@require_safe
@editors_only
@never_cache
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _batch(pk))


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """A refused choice stands at this address, so that reloading it leads back."""
    batch = _batch(pk)
    if request.method != "POST":
        return redirect(batch)
    form = ColumnsForm(request.POST, batch=batch)
    if form.is_valid():
        try:
            map_columns(batch=batch, mapping=form.cleaned_data)
        except FieldProblem as problem:
            form.add_problem(problem)
        else:
            enqueue_import(batch.pk)
            return redirect(batch)
    return _page(request, batch, form, status=422)


@require_POST
@editors_only
def store(request: HttpRequest, pk: int) -> HttpResponse:
    batch = _batch(pk)
    try:
        if batch.kind == ImportKind.OFFICIALS:
            store_officials(batch=batch)
        else:
            begin_storing(batch=batch, takes_doubtful=request.POST.get("rows") == "all")
            enqueue_import(batch.pk)
    except FieldProblem as problem:
        messages.error(request, problem.message)
    return redirect(batch)


@require_POST
@editors_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    batch = _batch(pk)
    try:
        if batch.kind == ImportKind.OFFICIALS:
            undo_officials(batch=batch)
            messages.success(request, _("Taken back."))
        else:
            begin_undoing(batch=batch)
            enqueue_import(batch.pk)
    except FieldProblem as problem:
        messages.error(request, problem.message)
    return redirect(batch)


@require_safe
@editors_only
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows left out, in the columns that they came in."""
    answer = HttpResponse(b"".join(rejected_csv(_batch(pk))), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="import-{pk}-rejected.csv"'
    return answer


def _batch(pk: int) -> ImportBatch:
    return get_object_or_404(batches(), pk=pk)


def _page(
    request: HttpRequest, batch: ImportBatch, form: ColumnsForm | None = None, status: int = 200
) -> HttpResponse:
    state = request.GET.get("state", "")
    if state and state not in list(RowState):
        return unclear(request, [("state", [_("Give one of: %s.") % ", ".join(RowState)])])
    try:
        page = page_of(request, rows_of(batch, state))
    except UnclearPage as problem:
        return unclear(request, [("page", [str(problem)])])
    may_map = batch.stage in (ImportStage.MAPPING, ImportStage.CHECKED, ImportStage.CHECKING)
    if form is None and may_map and batch.kind == ImportKind.TRIPS:
        form = ColumnsForm(batch=batch)
    tally = tally_of(batch)
    context = {
        "batch": batch,
        "form": form,
        "tally": tally,
        "states": [(one, getattr(tally, one.value)) for one in RowState],
        "state": state,
        "page": page,
        "query": f"state={state}" if state else "",
        "section": "imports",
    }
    fragment = request.headers.get("HX-Target") == "import-progress"
    name = "imports/_progress.html" if fragment else "imports/batch.html"
    return render(request, name, context, status=status)
