from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin
from visits.models import Announcement, Reading, Retraction


@admin.register(Announcement)
class AnnouncementAdmin(ShownAdmin):
    list_display = ("title", "source", "language", "published_at", "revision")
    list_filter = ("source__side", "language")
    list_select_related = ("source",)
    search_fields = ("title", "guid", "url")
    date_hierarchy = "published_at"
    exclude = ("signature",)


@admin.register(Reading)
class ReadingAdmin(ShownAdmin):
    list_display = ("announcement", "state", "attempts", "due_at", "engine", "reason")
    list_filter = ("state", "engine")
    list_select_related = ("announcement",)
    search_fields = ("announcement__title", "reason")


@admin.register(Retraction)
class RetractionAdmin(ShownAdmin):
    list_display = ("announcement", "reason", "retracted_at", "lifted_at")
    list_select_related = ("announcement",)
    search_fields = ("announcement__title", "reason")
