from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin
from visits.models import OutcomeDocument


@admin.register(OutcomeDocument)
class OutcomeDocumentAdmin(ShownAdmin):
    """Papers that visits ended with: put in and taken back on the page of the visit."""

    list_display = ("title", "kind", "language", "editor", "added_at", "removed_at")
    list_filter = ("kind", ("removed_at", admin.EmptyFieldListFilter))
    list_select_related = ("editor",)
    search_fields = ("title", "url", "=claim")
