"""Ids that lead on to others."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from visits.models import VisitRedirect


def moved(pk: int, further: str = "") -> HttpResponse:
    """Leads on from the id of a visit that became part of another one."""
    merged = VisitRedirect.objects.filter(old=pk).first()
    if merged is None:
        raise Http404("No such visit.")
    return redirect(f"/visits/{merged.visit_id}/{further}", permanent=True)
