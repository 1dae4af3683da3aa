from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from visits.admin.reading import EditedAdmin, ShownAdmin
from visits.models import Country, ReferenceLoad
from visits.services.edited import remember_edits, tell_country_edited


@admin.register(Country)
class CountryAdmin(EditedAdmin):
    list_display = ("code", "__str__", "kind", "region", "valid_from", "valid_to")
    list_filter = ("kind", "region")
    search_fields = ("code", "alpha3", "names__en")

    def get_readonly_fields(self, request: HttpRequest, obj: Country | None = None) -> list[str]:
        """The code is the key that everything refers to: it stays what it was."""
        return ["code"] if obj else []

    def save_model(self, request: HttpRequest, obj: Country, form: Any, change: Any) -> None:
        remember_edits(record=obj, fields=form.changed_data)
        super().save_model(request, obj, form, change)
        tell_country_edited(country=obj, fields=form.changed_data)


@admin.register(ReferenceLoad)
class ReferenceLoadAdmin(ShownAdmin):
    list_display = ("version", "loaded_at", "edited_at")
