from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.exports.figures import CONTENT_TYPE, flows_csv, years_csv
from visits.filters import VisitFilter
from visits.queries.criteria import VisitCriteria
from visits.queries.figures import drawn_years, flows_of, left_out_of, matrix_of, years_of
from visits.views.asking import asking
from visits.views.keeping import kept


@require_safe
@kept
@asking(VisitFilter)
def figures(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    context = {
        "matrix": matrix_of(flows_of(criteria)),
        "years": drawn_years(years_of(criteria)),
        "left_out": left_out_of(criteria),
        "criteria": criteria,
        "query": criteria.query(),
        "rest": criteria.query(without=("from", "until")),
        "section": "countries",
    }
    return render(request, "figures/figures.html", context)


@require_safe
@kept
@asking(VisitFilter)
def matrix_csv(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    return csv_file("who-visits-whom.csv", flows_csv(flows_of(criteria)))


@require_safe
@kept
@asking(VisitFilter)
def visits_by_year_csv(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    return csv_file("visits-by-year.csv", years_csv(years_of(criteria)))


def csv_file(name: str, body: bytes) -> HttpResponse:
    """The table to be kept under that name."""
    answer = HttpResponse(body, content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
