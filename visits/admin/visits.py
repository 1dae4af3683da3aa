from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin, ShownInline, on_site
from visits.models import Stop, Visit, VisitMember, VisitRedirect, VisitVersion


class MemberInline(ShownInline):
    model = VisitMember


class StopInline(ShownInline):
    model = Stop


@admin.register(Visit)
class VisitAdmin(ShownAdmin):
    """Derived from claims and decisions: correct a visit on its page on the site."""

    list_display = ("__str__", "start_earliest", "end_latest", "status", "kind", "state", on_site)
    list_filter = ("status", "kind", "rank", "state")
    list_select_related = ("head", "host")
    search_fields = ("head__name", "stops__city", "key")
    # Its half-open end lies beyond Python's last day for a visit in 9999.
    exclude = ("days",)
    inlines = (MemberInline, StopInline)


@admin.register(VisitVersion)
class VisitVersionAdmin(ShownAdmin):
    list_display = ("visit", "number", "published_from", "recorded_from", "recorded_to")
    search_fields = ("=visit",)


@admin.register(VisitRedirect)
class VisitRedirectAdmin(ShownAdmin):
    list_display = ("old", "visit")
    list_select_related = ("visit__head",)
