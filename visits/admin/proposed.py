"""What can be done with people whom texts name and nobody knows yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from visits.admin.reading import EditedAdmin
from visits.models import Office, Official
from visits.services.people import Held, confirm_official, merge_official
from visits.validators import FieldProblem


class ProposedActionForm(ActionForm):
    """What the two actions need to know, beside the list of actions."""

    office = forms.CharField(
        required=False,
        label="Office to confirm with (key)",
        widget=forms.TextInput(attrs={"placeholder": "CN:foreign_minister"}),
    )
    into = forms.CharField(
        required=False,
        label="Merge into (slug or key)",
        widget=forms.TextInput(attrs={"placeholder": "wang-yi"}),
    )


class ProposedActions(EditedAdmin):
    """Confirming proposed officials, and merging them into known ones as a further name."""

    action_form = ProposedActionForm
    actions = ("confirm", "merge")

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("visits.change_official")

    @admin.action(description="Confirm the selected proposed officials", permissions=["settle"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Official]) -> None:
        key = request.POST.get("office", "").strip()
        office = Office.objects.filter(key=key).first()
        if key and office is None:
            self.message_user(request, f"No office has the key {key}.", messages.ERROR)
            return
        offices = [Held(office)] if office else []
        self._settle(
            request,
            queryset,
            "confirmed",
            lambda one, editor: confirm_official(official=one, editor=editor, offices=offices),
        )

    @admin.action(description="Merge the selected into a known official", permissions=["settle"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Official]) -> None:
        named = request.POST.get("into", "").strip()
        known = Official.objects.filter(Q(slug=named) | Q(key=named)).first() if named else None
        if known is None:
            self.message_user(
                request,
                f"No official has the slug or key “{named}”: name the one to merge into.",
                messages.ERROR,
            )
            return
        self._settle(
            request,
            queryset,
            f"merged into {known}",
            lambda one, editor: merge_official(official=one, into=known, editor=editor),
        )

    def _settle(
        self,
        request: HttpRequest,
        officials: Iterable[Official],
        what: str,
        settle: Callable[[Official, User], object],
    ) -> None:
        """Each for itself: one that can't be settled says why and keeps nobody else from it."""
        count = 0
        for official in officials:
            try:
                settle(official, cast("User", request.user))
            except FieldProblem as problem:
                self.message_user(request, problem.message, messages.ERROR)
            else:
                count += 1
        if count:
            self.message_user(request, f"{count} {what}.", messages.SUCCESS)
