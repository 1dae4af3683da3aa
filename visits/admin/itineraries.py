from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin, ShownInline, on_site
from visits.models import Itinerary, ItineraryRedirect, Visit


class VisitInline(ShownInline):
    model = Visit
    fields = ("host", "start_earliest", "end_latest", "status", "state")
    show_change_link = True


@admin.register(Itinerary)
class ItineraryAdmin(ShownAdmin):
    list_display = ("__str__", "country", "start", "end", on_site)
    list_select_related = ("head", "country")
    search_fields = ("head__name", "key")
    inlines = (VisitInline,)


@admin.register(ItineraryRedirect)
class ItineraryRedirectAdmin(ShownAdmin):
    list_display = ("old", "itinerary")
    list_select_related = ("itinerary__head",)
