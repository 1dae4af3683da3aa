from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from visits.forms.trip import TripForm
from visits.models import Official, Visit
from visits.queries.countries import all_countries
from visits.queries.officials import officials_called, officials_shown, travelled_names
from visits.queries.today import today
from visits.services.entry import enter_trip
from visits.services.linking import LinkingDelayed
from visits.validators import FieldProblem
from visits.views.editors import editors_only, signed_in

MOST_NAMES = 300


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def trip_new(request: HttpRequest) -> HttpResponse:
    form = TripForm(request.POST or None, countries=all_countries())
    if request.method == "POST" and form.is_valid():
        try:
            entered = _enter(request, form)
        except FieldProblem as problem:
            form.add_problem(problem)
        except LinkingDelayed as delayed:
            messages.warning(
                request,
                _("Trip entered. It is stored, and shows as a visit as soon as it is linked."),
            )
            return redirect(delayed.address)
        else:
            messages.success(request, _("Trip entered."))
            return redirect(entered)
    names = travelled_names(officials_shown(), MOST_NAMES)
    context = {"form": form, "names": names, "section": "trips"}
    status = 422 if form.errors else 200
    return render(request, "trips/new.html", context, status=status)


def _enter(request: HttpRequest, form: TripForm) -> Visit:
    told = form.cleaned_data
    official = _official(told["official"], told["country"])
    return enter_trip(
        editor=signed_in(request),
        official=official,
        name="" if official else told["official"],
        country=told["country"],
        host=told["host"],
        city=told["city"],
        dates=told["dates"],
        kind=told["kind"],
        status=told["status"],
        source_url=told["source_url"],
        note=told["note"],
        today=today(),
    )


def _official(name: str, country: str) -> Official | None:
    """The one official whom the name and the country leave; two of a name are refused."""
    called = officials_called((name,))
    found = list((called.filter(country=country) if country else called).distinct()[:2])
    if len(found) == 2:
        raise FieldProblem(
            "official",
            _("More than one official is called so: choose a country, or give the slug."),
        )
    return found[0] if found else None
