"""The parameters `as_of` and `basis`, beside whatever else a page is asked for."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.linking.asof import Basis
from visits.queries.day_forms import day_form
from visits.queries.then.moment import AsOf
from visits.queries.today import today

BASES = ("published", "recorded")


class MomentField(forms.CharField):
    """A day, of which the end is meant, or a time; without an offset in the site's time zone."""

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        return moment_of(text) if text else None


class AsOfForm(forms.Form):
    as_of = MomentField(required=False, max_length=40, label=_("As of"))
    basis = forms.ChoiceField(
        required=False,
        choices=[(one, one) for one in BASES],
        error_messages={"invalid_choice": _("Write “published” or “recorded”.")},
    )

    def clean(self) -> dict[str, Any]:
        """What is to come cannot be looked back at: it is refused."""
        told = super().clean() or {}
        when, by_record = told.get("as_of"), told.get("basis") == "recorded"
        # What a site recorded is dated by the clock, whatever day it is said to be.
        latest = timezone.localdate() if by_record else today()
        if when and timezone.localdate(when) > latest:
            words = _("This day has not come yet: the latest that can be looked at is %(day)s.")
            self.add_error("as_of", words % {"day": day_form(latest)})
        return told

    def then(self) -> AsOf | None:
        """The time asked for, None where none is; ask only when `is_valid()`."""
        when = self.cleaned_data["as_of"]
        if when is None:
            return None
        basis: Basis = "recorded" if self.cleaned_data["basis"] == "recorded" else "published"
        return AsOf(when, self.data["as_of"].strip(), basis)

    def problems(self) -> list[tuple[str, list[str]]]:
        return [(name, [str(one) for one in found]) for name, found in self.errors.items()]


def moment_of(text: str) -> datetime:
    """The time that is written. Raises ValidationError, with words."""
    zone = timezone.get_current_timezone()
    try:
        if len(text) == len("2025-03-26"):
            return datetime.combine(_inside(date.fromisoformat(text)), time.max, zone)
        # A plus sign in a query string is a space.
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except (ValueError, OverflowError) as error:
        words = _("Write a day as YYYY-MM-DD, or a time such as 2025-03-26T12:00Z.")
        raise ValidationError(words) from error
    _inside(found.date())
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _inside(day: date) -> date:
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    told = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
    raise ValidationError(_("Give a day from %(first)s to %(last)s.") % told)
