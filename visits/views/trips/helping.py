"""What helps while a trip is typed: suggestions, the window of the dates, visits that it may be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from visits.extraction.dates import Window
from visits.extraction.stays import Stay
from visits.forms.trip import TripForms, typed_of
from visits.queries.suggestions import countries_like, officials_like
from visits.queries.today import today
from visits.queries.twins import Twin, twins_of
from visits.queries.wording import window_words
from visits.services.field_values import stay_of
from visits.services.trip_entry import TripTold
from visits.services.trip_entry.drafts import new_key, read_key, save_draft
from visits.services.trip_entry.reading import read_into_form
from visits.validators import FieldProblem
from visits.views.editors import editors_only, signed_in


@require_safe
@editors_only
def officials(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    context = {"words": words, "people": officials_like(words)}
    return render(request, "trips/_officials.html", context)


@require_safe
@editors_only
def countries(request: HttpRequest) -> HttpResponse:
    context = {"countries": countries_like(request.GET.get("q", ""))}
    return render(request, "trips/_countries.html", context)


@require_safe
@editors_only
def dates(request: HttpRequest) -> HttpResponse:
    """The window that the words tell, as it will be kept."""
    told = [value for name, value in request.GET.dict().items() if name.endswith("dates")]
    words = told[0][:200] if told else request.GET.get("q", "")[:200]
    try:
        stay = stay_of("dates", words, _opened(request.GET))
    except FieldProblem as problem:
        return render(request, "trips/_dates.html", {"problem": problem.message})
    return render(request, "trips/_dates.html", {"window": _words(stay)})


@require_POST
@editors_only
def beside(request: HttpRequest) -> HttpResponse:
    """The visits that the trip, as far as it is typed, may be."""
    told = TripForms(typed_of(request.POST.dict()), is_asked=True).told()
    twins = twins_for(told, _opened(request.POST)) if told else []
    return render(request, "trips/_beside.html", {"twins": twins})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def read(request: HttpRequest) -> HttpResponse:
    """Fills the form from a pasted text or the page at an address, as a draft of its own."""
    if request.method != "POST":
        return render(request, "trips/read.html", {"section": "trips"})
    editor = signed_in(request)
    text, url = request.POST.get("pasted", ""), request.POST.get("source_url", "").strip()
    try:
        found = read_into_form(text=text, url=url, today=today())
    except FieldProblem as problem:
        context = {"problem": problem.message, "text": text, "url": url, "section": "trips"}
        return render(request, "trips/read.html", context, status=422)
    typed = typed_of(found.data)
    draft = save_draft(
        key=new_key(owner=editor, opened=today()),
        title=typed.title,
        data=typed.as_json(),
        pasted=found.pasted,
    )
    assert draft is not None
    if not found.marks:
        messages.warning(request, _("No visit was found in it: fill the form by hand."))
    return redirect(draft)


def _opened(sent: Mapping[str, str]) -> date:
    """The day on which the form was opened, from which its words are read."""
    named = read_key(key=sent.get("key", ""))
    return named.opened if named else today()


def twins_for(told: TripTold, opened: date) -> list[Twin]:
    """The visits of the head of the delegation that the stops may be, each once."""
    head = told.travellers[0].official
    if head is None:
        return []
    found: dict[int, Twin] = {}
    for stop in told.stops:
        try:
            stay = stay_of("dates", stop.dates, opened)
        except FieldProblem:
            continue
        for twin in twins_of(head, stop.host, stay, today()):
            if twin.visit.pk not in found or twin.is_same:
                found[twin.visit.pk] = twin
    return list(found.values())


def _words(stay: Stay | None) -> str:
    if stay is None:
        return ""
    start, end = _window(stay.start), _window(stay.end)
    if start and end and start != end:
        return _("from %(start)s to %(end)s") % {"start": start, "end": end}
    return start or (_("until %(end)s") % {"end": end})


def _window(window: Window | None) -> str:
    return window_words(window.earliest, window.latest) if window else ""
