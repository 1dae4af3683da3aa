from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import EditedAdmin
from visits.models import Gathering


@admin.register(Gathering)
class GatheringAdmin(EditedAdmin):
    list_display = ("name", "city", "country", "start", "end")
    list_select_related = ("country",)
    search_fields = ("name", "city")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}
