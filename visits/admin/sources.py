from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import EditedAdmin, ShownAdmin
from visits.models import Host, Source


@admin.register(Source)
class SourceAdmin(EditedAdmin):
    """Feeds and publishers; what fetching keeps of them is shown, not edited."""

    list_display = (
        "name",
        "side",
        "country",
        "format",
        "tier",
        "is_active",
        "last_fetch_at",
        "failures",
    )
    list_filter = ("side", "format", "is_active")
    list_select_related = ("country",)
    search_fields = ("name", "slug", "url")
    autocomplete_fields = ("country", "feed")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = (
        "fetch_state",
        "next_check_why",
        "last_fetch_at",
        "last_success_at",
        "last_new_at",
        "failures",
        "failing_since",
        "gones",
        "last_error",
        "moved_from",
        "etag",
        "last_modified",
    )


@admin.register(Host)
class HostAdmin(ShownAdmin):
    """Hosts that were asked, and what their robots.txt says."""

    list_display = ("name", "free_at", "robots_status", "robots_until")
    search_fields = ("name",)
