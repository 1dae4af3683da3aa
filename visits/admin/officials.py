"""Officials with their names and tenures, and the offices they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from visits.admin.proposed import ProposedActions
from visits.admin.reading import EditedAdmin, EditedInline, on_site
from visits.models import Office, Official, OfficialName, Tenure
from visits.services.edited import NAMES, date_edit, remember_edits, tell_official_edited
from visits.services.officials import fold_name

if TYPE_CHECKING:
    _NameForm = forms.ModelForm[OfficialName]
    _TenureForm = forms.ModelForm[Tenure]
else:
    _NameForm = _TenureForm = forms.ModelForm

BY_HAND = "editor"


class OfficialNameForm(_NameForm):
    """Keeps the spelling by which names are searched in step with the name."""

    class Meta:
        model = OfficialName
        fields = ("language", "name", "is_alias")

    def save(self, commit: bool = True) -> Any:
        self.instance.folded = fold_name(self.instance.name)
        return super().save(commit)


class TenureForm(_TenureForm):
    """Marks a tenure as the editor's, which loading the reference data leaves alone."""

    class Meta:
        model = Tenure
        fields = ("official", "office", "start", "end")

    def save(self, commit: bool = True) -> Any:
        self.instance.source = BY_HAND
        self.instance.start_text = self.instance.end_text = ""
        return super().save(commit)


class OfficialNameInline(EditedInline):
    model = OfficialName
    form = OfficialNameForm
    extra = 0


class TenureInline(EditedInline):
    model = Tenure
    form = TenureForm
    extra = 0
    autocomplete_fields = ("office",)
    readonly_fields = ("source", "as_of")


@admin.register(Official)
class OfficialAdmin(ProposedActions):
    list_display = ("name", "country", "state", "key", on_site)
    list_filter = ("state",)
    list_select_related = ("country",)
    search_fields = ("name", "folded", "slug", "key", "other_names__folded")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (OfficialNameInline, TenureInline)

    def save_model(self, request: HttpRequest, obj: Official, form: Any, change: Any) -> None:
        obj.folded = fold_name(obj.name)
        remember_edits(record=obj, fields=form.changed_data)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        fields = list(form.changed_data)
        if any(one.model is OfficialName and one.has_changed() for one in formsets):
            fields.append(NAMES)
        remember_edits(record=form.instance, fields=fields)
        tell_official_edited(official=form.instance, fields=fields)


@admin.register(Office)
class OfficeAdmin(EditedAdmin):
    list_display = ("key", "__str__", "country", "role", "rank")
    list_filter = ("rank", "role")
    list_select_related = ("country",)
    search_fields = ("key", "names__en")
    autocomplete_fields = ("country",)

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: Any) -> None:
        remember_edits(record=obj, fields=form.changed_data)
        super().save_model(request, obj, form, change)
        date_edit()


@admin.register(Tenure)
class TenureAdmin(EditedAdmin):
    form = TenureForm
    readonly_fields = ("source", "as_of")
    list_display = ("official", "office", "start", "end", "source")
    list_select_related = ("official", "office")
    search_fields = ("official__name", "office__key")
    autocomplete_fields = ("official", "office")

    def save_model(self, request: HttpRequest, obj: Tenure, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        _date_record(obj)

    def delete_model(self, request: HttpRequest, obj: Tenure) -> None:
        super().delete_model(request, obj)
        _date_record(obj)


def _date_record(tenure: Tenure) -> None:
    """Dates the official, whose page shows the tenure."""
    Official.objects.filter(pk=tenure.official_id).update(updated_at=timezone.now())
