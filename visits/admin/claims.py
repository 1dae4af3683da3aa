from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from visits.admin.reading import ShownAdmin
from visits.models import Claim, Timeline


@admin.register(Claim)
class ClaimAdmin(ShownAdmin):
    list_display = (
        "key",
        "subject",
        "quote",
        "side",
        "confidence",
        "engine",
        "generation",
        "superseded_at",
    )
    list_filter = ("subject", "engine", ("superseded_at", admin.EmptyFieldListFilter))
    list_select_related = ("side",)
    search_fields = ("key", "announcement__title")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).defer("value")

    @admin.display(description="sentence")
    def quote(self, claim: Claim) -> str:
        return str(claim.evidence.get("sentence", {}).get("quote", ""))[:120]


@admin.register(Timeline)
class TimelineAdmin(ShownAdmin):
    list_display = ("key", "state", "attempts", "due_at", "reason")
    list_filter = ("state",)
    search_fields = ("key",)
