from __future__ import annotations

from contextlib import suppress
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from visits.admin.reading import ShownAdmin
from visits.models import Decision
from visits.services.editing import undo_decision
from visits.services.linking import LinkingDelayed


@admin.register(Decision)
class DecisionAdmin(ShownAdmin):
    """What editors said; taking it back is the one thing that can be done here."""

    list_display = ("__str__", "person", "value", "editor", "made_at", "undone_at", "is_lost")
    list_filter = ("kind", "is_lost", ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("editor",)
    search_fields = ("person", "quote", "reason")
    actions = ("undo",)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("visits.change_decision")

    @admin.action(description="Undo the selected decisions", permissions=["undo"])
    def undo(self, request: HttpRequest, queryset: QuerySet[Decision]) -> None:
        standing = list(queryset.filter(undone_at=None))
        for decision in standing:
            with suppress(LinkingDelayed):
                undo_decision(decision=decision, editor=cast("User", request.user))
        self.message_user(request, f"{len(standing)} taken back.", messages.SUCCESS)
