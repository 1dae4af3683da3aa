"""What signed-in readers keep for themselves: it is theirs, so it is shown and not edited."""

from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin, on_site
from visits.models import SavedFilter, Subscription


@admin.register(Subscription)
class SubscriptionAdmin(ShownAdmin):
    list_display = ("name", "owner", "created_at", "read_at", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username")
    exclude = ("token_hash",)


@admin.register(SavedFilter)
class SavedFilterAdmin(ShownAdmin):
    list_display = ("name", "user", "page", "created_at", on_site)
    list_filter = ("page",)
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
