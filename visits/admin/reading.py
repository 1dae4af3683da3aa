"""Bases of the admin pages: nouns that are edited, and those that are shown alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import URLField
from django.http import HttpRequest
from django.utils.html import format_html

if TYPE_CHECKING:
    # Generic in the stubs alone.
    _Admin = admin.ModelAdmin[Any]
    EditedInline = admin.TabularInline[Any, Any]
else:
    _Admin = admin.ModelAdmin
    EditedInline = admin.TabularInline


class EditedAdmin(_Admin):
    """A noun that is edited here; Django's log keeps who changed what."""

    formfield_overrides = {URLField: {"assume_scheme": "https"}}


class ShownAdmin(EditedAdmin):
    """A noun that is derived or immutable: lists and pages, no adding, changing or deleting."""

    actions: Any = None
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ShownInline(EditedInline):
    """Rows of a noun that is derived."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.display(description="on the site")
def on_site(record: Any) -> str:
    """A link to the record's page."""
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), "open")
