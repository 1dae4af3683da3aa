"""A table that is brought, and what its columns are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.choices import IMPORT_KINDS
from visits.ingest.parsers.trips_columns import FIELDS
from visits.ingest.parsers.trips_tables import LARGEST
from visits.models import ImportBatch
from visits.services.trips_import.examples import examples_of
from visits.terms import ImportKind, ImportStage
from visits.validators import FieldProblem

LABELS = {
    "key": _("Row’s own number"),
    "visit": _("Visit of this site"),
    "official": _("Who travelled"),
    "title": _("Title"),
    "role": _("Role, as a code"),
    "country": _("Acts for"),
    "country_code": _("Acts for, as a code"),
    "host": _("Host country"),
    "host_code": _("Host country, as a code"),
    "foreign": _("The country that is not the publisher’s"),
    "direction": _("Incoming or outgoing"),
    "city": _("Cities"),
    "start": _("First day"),
    "end": _("Last day"),
    "dates": _("Dates, both in one"),
    "kind": _("Kind of visit"),
    "status": _("Status"),
    "note": _("Purpose or note"),
    "gathering": _("Occasion"),
    "url": _("Source address"),
}


class UploadForm(forms.Form):
    """The file and what it holds."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX or iCalendar, at most 20 MB. Nothing is stored before you say so."),
    )
    kind = forms.ChoiceField(label=_("It tells of"), choices=IMPORT_KINDS, initial=ImportKind.TRIPS)
    source_name = forms.CharField(
        required=False,
        max_length=70,
        label=_("Whose table it is"),
        help_text=_("Left empty, it is called as its columns or the file tell."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 20 MB: cut it in parts."))
        return file

    def add_problem(self, problem: FieldProblem) -> None:
        self.add_error(problem.field if problem.field in self.fields else None, problem.message)


class ColumnsForm(forms.Form):
    """Field → column, a choice each; while none is made, beside what stands in the column."""

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": batch.mapping, **kwargs})
        is_new = batch.stage == ImportStage.MAPPING
        found = examples_of(batch=batch) if is_new else {}
        named = ((name, f"{name}: {found[name]}" if name in found else name)
                 for name in batch.header)  # fmt: skip
        columns = [("", _("not in the table")), *named]
        for field in FIELDS:
            self.fields[field] = forms.ChoiceField(
                choices=columns, required=False, label=LABELS[field]
            )

    def add_problem(self, problem: FieldProblem) -> None:
        """Puts a refusal of the service beside the field that it names."""
        self.add_error(problem.field if problem.field in self.fields else None, problem.message)
