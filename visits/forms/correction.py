"""One correction of one field of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visits.choices import VISIT_KINDS, VISIT_STATUSES
from visits.linking.edtf import window_from_edtf
from visits.models import Country, Visit
from visits.queries.evidence import VISIT_FACTS
from visits.queries.written_dates import window_edtf
from visits.validators import FieldProblem

FIELDS = (
    "visitors",
    "visitor_country",
    "host",
    "city",
    "start",
    "end",
    "status",
    "kind",
    "purpose",
    "gathering",
)
_DAYS = _(
    "In words or EDTF: 31 March 2025, early May 2025, 2025-05, [2025-05-01..2025-05-10]. "
    "Two days, “3–5 May 2025”, set the first day and the last."
)
_HELP = {
    "visitors": _("The whole name of the head of the delegation."),
    "start": _DAYS,
    "end": _DAYS,
    "city": _("The city as it is called in English."),
    "gathering": _("The conference or ceremony that the visit is for."),
}


class CorrectionForm(forms.Form):
    """`value` is text for the service to read; its widget and help depend on the field."""

    template_name = "forms/correction.html"

    field = forms.ChoiceField(
        choices=[(name, VISIT_FACTS[name]) for name in FIELDS], widget=forms.HiddenInput
    )
    value = forms.CharField(max_length=2000, required=False)
    reason = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Why"),
        help_text=_("Shown in the history of the visit."),
    )

    # The edition of the visit, and the value of the field, that the editor has seen.
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    was = forms.CharField(max_length=2000, required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, countries: Sequence[Country], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = str(self.data.get("field") or self.initial.get("field") or "")
        self.auto_id = f"correct-{name}-%s" if name in FIELDS else "correct-%s"
        value = self.fields["value"]
        value.label = VISIT_FACTS.get(name, gettext("Value"))
        value.help_text = _HELP.get(name, "")
        choices = _choices(name, countries)
        if choices:
            value.widget = forms.Select(choices=choices)

    @classmethod
    def of(
        cls, visit: Visit, field: str, countries: Sequence[Country], edition: str
    ) -> CorrectionForm:
        """The form that offers the present value."""
        now = present_value(visit, field)
        initial = {"field": field, "value": now, "seen": edition, "was": now}
        return cls(initial=initial, countries=countries)

    def again(self, visit: Visit, countries: Sequence[Country], edition: str) -> CorrectionForm:
        """The same words on the visit as it is by now."""
        told = self.cleaned_data
        now = present_value(visit, told["field"])
        kept = {name: told[name] for name in ("field", "value", "reason")}
        initial = kept | {"seen": edition, "was": now}
        return CorrectionForm(initial=initial, countries=countries)

    def add_problem(self, problem: FieldProblem) -> None:
        self.add_error("reason" if problem.field == "reason" else "value", problem.message)


class ReasonForm(forms.Form):
    """Why a visit is rejected or restored."""

    reason = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Why"),
        help_text=_("Shown in the history of the visit."),
    )


def _choices(field: str, countries: Sequence[Country]) -> list[tuple[str, Any]]:
    if field in ("host", "visitor_country"):
        return [(country.code, str(country)) for country in countries]
    return {
        "status": [(str(value), words) for value, words in VISIT_STATUSES],
        "kind": [(str(value), words) for value, words in VISIT_KINDS],
    }.get(field, [])


def present_value(visit: Visit, field: str) -> str:
    """What a form offers of the field: names, a code, a term, days in EDTF; "" for nothing."""
    told = (visit.values.get(field) or {}).get("value")
    if field == "visitors":
        return visit.head.name if visit.head else ""
    if field == "city":
        return next((stop.city for stop in visit.stops.all()), "")
    if field in ("start", "end"):
        window = window_from_edtf(told)
        return window_edtf(window.earliest, window.latest) if window else ""
    countries = {"host": visit.host_id, "visitor_country": visit.visitor_country_id}
    plain = countries | {"status": visit.status, "kind": visit.kind}
    return str(plain.get(field) or told or "")
