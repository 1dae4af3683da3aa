"""The controls of a trip's form, what is wrong with them, and what they mean together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from visits.choices import MEETING_FORMS, VISIT_KINDS, VISIT_STATUSES
from visits.forms.trip.typed import ROWS, Typed
from visits.models import Official
from visits.queries.suggestions import (
    PersonLike,
    country_called,
    officials_like,
    officials_named,
)
from visits.services.trip_entry import ABOVE, MeetingTold, StopTold, Traveller, TripTold
from visits.terms import VisitKind
from visits.validators import FieldProblem

NOT_SAID = ("", _("as announced"))
NEW = "new"
#: Rows that are there to be filled, without asking for more.
_LEAST = {"people": 1, "stops": 3, "meetings": 1}


_TYPED = {"autocomplete": "off", "dir": "auto", "spellcheck": "false"}


class _Person(forms.Form):
    name = forms.CharField(max_length=300, required=False, label=_("Name"),
                           widget=forms.TextInput(attrs=_TYPED))  # fmt: skip
    country = forms.CharField(max_length=300, required=False, label=_("Acts for"),
                              widget=forms.TextInput(attrs=_TYPED))  # fmt: skip
    who = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    #: Whom the name may mean; shown as a choice where there is more than one answer.
    candidates: list[PersonLike] | None = None


class PersonForm(_Person):
    pass


class StopForm(forms.Form):
    host = forms.CharField(max_length=300, required=False, label=_("Country"),
                           widget=forms.TextInput(attrs=_TYPED))  # fmt: skip
    city = forms.CharField(max_length=120, required=False, label=_("City"),
                           widget=forms.TextInput(attrs=_TYPED))  # fmt: skip
    dates = forms.CharField(max_length=200, required=False, label=_("Dates"),
                            widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip


class MeetingForm(_Person):
    dates = forms.CharField(max_length=200, required=False, label=_("Day"),
                            widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip
    form = forms.ChoiceField(
        choices=[*MEETING_FORMS, (ABOVE, _("in the meeting above"))],
        required=False,
        label=_("Form"),
    )


class WholeForm(forms.Form):
    kind = forms.ChoiceField(
        choices=[NOT_SAID, *(one for one in VISIT_KINDS if one[0] != VisitKind.UNSPECIFIED)],
        required=False,
        label=_("Kind of visit"),
    )
    status = forms.ChoiceField(
        choices=[NOT_SAID, *VISIT_STATUSES],
        required=False,
        label=_("Status"),
        help_text=_("One that you choose stands whatever is announced later."),
    )
    source_url = forms.CharField(
        max_length=2000,
        required=False,
        label=_("Source address"),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    note = forms.CharField(
        max_length=2000,
        required=False,
        label=_("Purpose or note"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


_FORMS: dict[str, type[forms.Form]] = {
    "people": PersonForm,
    "stops": StopForm,
    "meetings": MeetingForm,
}


class TripForms:
    """One form for the whole, one for each row. `is_asked`: what is wrong is said.

    `more` is the kind of rows of which another one is wanted.
    """

    def __init__(self, typed: Typed, *, is_asked: bool, more: str = "") -> None:
        self.typed = typed
        flat = typed.flat() if is_asked else None
        self.whole = WholeForm(flat, initial=typed.fields)
        self.rows: dict[str, list[Any]] = {}
        for kind, least in _LEAST.items():
            told = typed.rows.get(kind, [])
            filled = [
                _FORMS[kind](flat, prefix=f"{kind}-{number}", initial=row)
                for number, row in enumerate(told)
            ]
            count = min(max(len(told) + (kind == more), least), ROWS[kind][1])
            blank = [_FORMS[kind](prefix=f"{kind}-{number}") for number in range(len(told), count)]
            self.rows[kind] = [*filled, *blank]
            if kind == more or (kind == "people" and not more and typed.is_empty):
                first = next(iter(self.rows[kind][-1].fields.values()))
                first.widget.attrs["autofocus"] = True
        self.problems: list[str] = []
        #: The row that each meeting begins with: several people may be met at one.
        self._first_rows: list[int] = []

    @property
    def people(self) -> list[Any]:
        return self.rows["people"]

    @property
    def stops(self) -> list[Any]:
        return self.rows["stops"]

    @property
    def meetings(self) -> list[Any]:
        return self.rows["meetings"]

    @property
    def has_problems(self) -> bool:
        forms_ = [self.whole, *(form for rows in self.rows.values() for form in rows)]
        return bool(self.problems) or any(form.errors for form in forms_)

    def told(self) -> TripTold | None:
        """What the fields mean; None where something is wrong, which the forms say then."""
        people = [self._traveller("people", n) for n in range(len(self._typed("people")))]
        stops = [self._stop(n, row) for n, row in enumerate(self._typed("stops"))]
        meetings = self._meetings()
        if not people:
            self._blank("people", "name", _t("Say who travels."))
        if not stops:
            self._blank("stops", "host", _t("Say where the trip leads."))
        if not self.whole.is_valid() or self.has_problems:
            return None
        said = self.whole.cleaned_data
        return TripTold(tuple(people), tuple(stops), tuple(meetings), **said)

    def add_problem(self, problem: FieldProblem) -> None:
        """Puts a refusal of the service beside the field that it names."""
        kind, _dash, rest = problem.field.partition("-")
        told, _dash, name = rest.partition("-")
        number = int(told) if told.isdigit() else -1
        if kind == "meetings" and 0 <= number < len(self._first_rows):
            number = self._first_rows[number]
        if kind in self.rows and 0 <= number < len(self.rows[kind]):
            form = self.rows[kind][number]
            if name in form.fields and form.is_bound:
                form.add_error(name, problem.message)
                return
        if problem.field in self.whole.fields:
            self.whole.add_error(problem.field, problem.message)
        else:
            self.problems.append(problem.message)

    def _typed(self, kind: str) -> list[dict[str, str]]:
        return self.typed.rows.get(kind, [])

    def _blank(self, kind: str, name: str, words: str) -> None:
        form = self.rows[kind][0]
        if not form.is_bound:
            form = self.rows[kind][0] = _FORMS[kind]({}, prefix=f"{kind}-0")
        form.add_error(name, words)

    def _stop(self, number: int, row: dict[str, str]) -> StopTold:
        form = self.rows["stops"][number]
        form.is_valid()
        host = self._country(form, "host", row)
        if not row.get("host", "").strip():
            form.add_error("host", _t("Say which country."))
        return StopTold(host, row.get("city", ""), row.get("dates", ""))

    def _meetings(self) -> list[MeetingTold]:
        """The meetings of the rows; a row may add somebody to the meeting above it."""
        found: list[MeetingTold] = []
        for number, row in enumerate(self._typed("meetings")):
            who, form = self._traveller("meetings", number), self.rows["meetings"][number]
            if row.get("form") != ABOVE:
                self._first_rows.append(number)
                found.append(MeetingTold((who,), row.get("dates", ""), row.get("form", "")))
            elif not found:
                form.add_error("form", _t("There is no meeting above this one."))
            elif row.get("dates", "").strip():
                form.add_error(
                    "dates", _t("The day is that of the meeting above: leave this empty.")
                )
            else:
                found[-1] = replace(found[-1], people=(*found[-1].people, who))
        return found

    def _country(self, form: forms.Form, name: str, row: dict[str, str]) -> str:
        words = row.get(name, "").strip()
        code = country_called(words)
        if words and not code and name not in form.errors:
            form.add_error(
                name,
                _t("No country, or more than one, is called “%(words)s”: choose one.")
                % {"words": words[:80]},
            )
        return code

    def _traveller(self, kind: str, number: int) -> Traveller:
        """Whom the row names: by the choice that was made, else by the name where one is so."""
        form, row = self.rows[kind][number], self._typed(kind)[number]
        form.is_valid()
        country = self._country(form, "country", row)
        name, who = row.get("name", "").strip(), row.get("who", "").strip()
        if not name:
            form.add_error("name", _t("Give a name."))
            return Traveller()
        chosen = Official.objects.filter(slug=who).first() if who and who != NEW else None
        if chosen is not None:
            return Traveller(chosen, "", country)
        exact = officials_named(name, country)
        if len(exact) == 1 and who != NEW:
            return Traveller(exact[0].official, "", country)
        like = [] if who == NEW else exact or officials_like(name, country)
        if like:
            form.candidates = like
            form.add_error("name", _t("Choose who is meant."))
        elif not country and not form.errors:
            form.add_error("country", _t("Choose the country that this person acts for."))
        return Traveller(None, name, country)
