from __future__ import annotations

from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from visits.exports.learning import bands_csv, weeks_csv
from visits.queries.evidence import VISIT_FACTS
from visits.queries.learning.drawn import band_dots, week_lines
from visits.queries.learning.figures import learning_figures
from visits.queries.learning.judged import MOST
from visits.views.editors import editors_only
from visits.views.figures import csv_file


@require_safe
@editors_only
def learning(request: HttpRequest) -> HttpResponse:
    figures = learning_figures()
    context = {
        "figures": figures,
        "fields": [(VISIT_FACTS[one.field], one.right) for one in figures.fields],
        "reader": week_lines(figures.weeks, attrgetter("precise"), attrgetter("found")),
        "linker": week_lines(figures.weeks, attrgetter("joined"), attrgetter("kept")),
        "read_dots": band_dots(figures.read_bands),
        "link_dots": band_dots(figures.link_bands),
        "most": MOST,
        "section": "inbox",
    }
    return render(request, "learning/learning.html", context)


@require_safe
@editors_only
def learning_by_week_csv(request: HttpRequest) -> HttpResponse:
    return csv_file("reader-and-linker-by-week.csv", weeks_csv(learning_figures().weeks))


@require_safe
@editors_only
def learning_by_confidence_csv(request: HttpRequest) -> HttpResponse:
    return csv_file("reader-and-linker-by-confidence.csv", bands_csv(learning_figures()))
