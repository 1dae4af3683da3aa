from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin
from visits.models import Tally


@admin.register(Tally)
class TallyAdmin(ShownAdmin):
    list_display = ("name", "label", "slot", "total")
    list_filter = ("name",)
    search_fields = ("name", "label")
